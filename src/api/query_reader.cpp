#include "api/query_reader.h"

#include "base/text.h"

#include <charconv>

namespace zhishi::api {

const std::string* QueryReader::take(std::string_view name) {
    asked_.emplace(name);
    auto found = request_.query.find(name);
    return found == request_.query.end() ? nullptr : &found->second;
}

void QueryReader::add_fault(std::string_view name, std::string code, base::Text text) {
    faults_.push_back(base::bad_input(std::move(code), std::move(text), "?" + std::string(name)));
}

std::string QueryReader::text_or_empty(std::string_view name, size_t max) {
    const std::string* value = take(name);
    if (!value) return {};
    std::string text(base::trimmed(*value));
    if (base::character_count(text) <= max) return text;
    std::string most = std::to_string(max);
    add_fault(name, "bad_query",
              {"查询条件“" + std::string(name) + "”最多 " + most + " 个字。请缩短。",
               "The query \"" + std::string(name) + "\" may have " + most + " characters. Shorten it."});
    return {};
}

base::Date QueryReader::date(std::string_view name) {
    if (!request_.query.contains(name))
        add_fault(name, "query_missing",
                  {"缺少查询条件“" + std::string(name) + "”。请补上。",
                   "The query \"" + std::string(name) + "\" is missing. Give it."});
    return optional_date(name).value_or(base::Date());
}

std::optional<base::Date> QueryReader::optional_date(std::string_view name) {
    const std::string* value = take(name);
    if (!value) return std::nullopt;
    std::optional<base::Date> date = base::Date::parse(*value);
    if (!date)
        add_fault(name, "bad_query",
                  {"查询条件“" + std::string(name) + "”应写作 2026-11-16 的形式，并且确有这一天。",
                   "The query \"" + std::string(name) +
                       "\" is a date, written like 2026-11-16, of a day that exists."});
    return date;
}

std::optional<base::Period> QueryReader::optional_period(std::string_view name) {
    const std::string* value = take(name);
    if (!value) return std::nullopt;
    std::optional<base::Period> period = base::Period::parse(*value);
    if (period && period->kind() != base::Period::Kind::special) return period;
    add_fault(name, "bad_query",
              {"查询条件“" + std::string(name) + "”应写作 2026、2026Q4 或 2026-11 的形式。",
               "The query \"" + std::string(name) + "\" is a period, written like 2026, 2026Q4 or 2026-11."});
    return std::nullopt;
}

std::optional<base::Period> QueryReader::optional_year(std::string_view name) {
    if (!request_.query.contains(name)) return std::nullopt;
    return base::Period::of_year(static_cast<int>(integer(name, 2000, 2100, 2000)));
}

long QueryReader::integer(std::string_view name, long min, long max, long absent) {
    const std::string* value = take(name);
    if (!value) return absent;
    long number = 0;
    auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error == std::errc() && end == value->data() + value->size() && number >= min && number <= max)
        return number;
    std::string from = std::to_string(min), to = std::to_string(max);
    add_fault(name, "bad_query",
              {"查询条件“" + std::string(name) + "”应为 " + from + " 至 " + to + " 之间的整数。",
               "The query \"" + std::string(name) + "\" is a whole number from " + from + " to " + to + "."});
    return absent;
}

base::Result<void> QueryReader::finish() {
    for (const auto& [name, value] : request_.query) {
        if (!asked_.contains(name))
            add_fault("", "unknown_query",
                      {"不认识地址中的某个查询条件。请按接口说明去掉它。",
                       "The address has a query that is not known here. Leave it out, as the API "
                       "description says."});
    }
    if (faults_.empty()) return {};
    base::Error error = faults_.front();
    error.more = faults_;
    return error;
}

} // namespace zhishi::api
