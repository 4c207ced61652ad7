// Reads what stands behind the "?" of an address, strictly, and collects the faults.
//
//     QueryReader query(request);
//     base::Date from = query.date("from");
//     long limit = query.integer("limit", 1, 200, 50);
//     ZHISHI_TRY_VOID(query.finish());
//
// errors  query_missing, bad_query, unknown_query, all answered 400; the pointer is the name after "?"
#pragma once

#include "api/http.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::api {

class QueryReader {
  public:
    explicit QueryReader(const Request& request) : request_(request) {}

    std::string text_or_empty(std::string_view name, size_t max);
    base::Date date(std::string_view name);
    std::optional<base::Date> optional_date(std::string_view name);
    std::optional<base::Period> optional_period(std::string_view name); // no special appraisal
    std::optional<base::Period> optional_year(std::string_view name);
    long integer(std::string_view name, long min, long max, long absent);
    base::Result<void> finish(); // also where a name was given that nobody asked for

  private:
    const std::string* take(std::string_view name);
    void add_fault(std::string_view name, std::string code, base::Text text);

    const Request& request_;
    std::set<std::string, std::less<>> asked_;
    std::vector<base::Error> faults_;
};

} // namespace zhishi::api
