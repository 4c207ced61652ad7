#include "scheme/acceptance.h"
#include "workflow/run_tables.h"

#include <map>
#include <tuple>

namespace zhishi::workflow {

namespace {

constexpr std::string_view released_rater = "-";

struct Sum {
    base::Number total;
    std::int64_t raters = 0;
};

} // namespace

RunTables released(RunTables tables, const base::Period& year, const scheme::Scheme& scheme) {
    scheme::Acceptance acceptance(scheme);
    std::map<std::tuple<std::string, std::string, std::string>, Sum> sums; // by subject, item, role
    std::vector<RunTables::Rating> rows;
    for (RunTables::Rating& rating : tables.ratings) {
        auto value = base::Number::parse(rating.value);
        if (rating.period != year.str() || !value) {
            rows.push_back(std::move(rating));
            continue;
        }
        std::string role = acceptance.tells_role(rating.item, rating.role) ? rating.role : "any";
        Sum& sum = sums[{rating.subject, rating.item, role}];
        sum.total += *value;
        ++sum.raters;
    }
    for (const auto& [key, sum] : sums) {
        const auto& [subject, item, role] = key;
        base::Number mean = sum.total / base::Number(sum.raters);
        rows.push_back({year.str(), subject, item, std::string(released_rater), role,
                        mean.rounded(base::Number::decimals_max).str()});
    }
    tables.ratings = std::move(rows);
    return tables;
}

} // namespace zhishi::workflow
