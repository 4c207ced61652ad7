// The reviewer's grid of a quarter, and his own severity beside the bureau's (RZ-41).
#include "workflow/periods.h"
#include "workflow/quarter_sheets.h"
#include "workflow/quarters.h"
#include "workflow/rating_sheets.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

using policy::Act;
using record::QuarterReview;

// The whole part of the square root.
std::int64_t root_of(std::int64_t value) {
    std::int64_t low = 0, high = std::min<std::int64_t>(value, 3'000'000'000) + 1;
    while (high - low > 1) {
        std::int64_t middle = low + (high - low) / 2;
        (middle * middle <= value ? low : high) = middle;
    }
    return low;
}

// The square root, rounded to two decimals: round(100 √v) = ⌊(⌊√(40000 v)⌋ + 1) / 2⌋, exact in whole numbers.
base::Number root_to_two_decimals(const base::Number& value) {
    auto whole = (value * base::Number(40'000)).floor().whole();
    base::check(whole.has_value() && *whole >= 0, "the variance of scores is small and not negative");
    return base::Number::ratio((root_of(*whole) + 1) / 2, 100);
}

// Scores of one item of one class, gathered.
class SpreadSum {
  public:
    void add(const base::Number& score) {
        count_ += 1;
        sum_ += score;
        squares_ += score * score;
    }
    ItemSpread spread(std::string subject_class, std::string item) const {
        ItemSpread spread{std::move(subject_class), std::move(item), count_, {}, {}};
        if (count_ == 0) return spread;
        base::Number count(count_), mean = sum_ / count;
        spread.mean = mean.rounded(2);
        spread.spread = root_to_two_decimals(squares_ / count - mean * mean);
        return spread;
    }

  private:
    int count_ = 0;
    base::Number sum_, squares_;
};

using ItemKey = std::pair<std::string, std::string>; // class, item

void add_scores(std::map<ItemKey, SpreadSum>& sums, const std::string& subject_class,
                const std::vector<record::ItemScore>& scores) {
    for (const auto& given : scores)
        if (given.score) sums[{subject_class, given.item}].add(*given.score);
}

// Every item of the sheet, also where nothing is scored yet, in the order of the sheet.
std::vector<ItemSpread> spreads_of(const scheme::Sheet& sheet, const std::set<std::string>& classes,
                                   const std::map<ItemKey, SpreadSum>& sums) {
    std::vector<ItemSpread> spreads;
    for (const auto& subject_class : classes)
        for (const auto& item : *items_of(sheet, subject_class)) {
            auto place = sums.find({subject_class, item.id});
            spreads.push_back(
                (place == sums.end() ? SpreadSum() : place->second).spread(subject_class, item.id));
        }
    return spreads;
}

void order_rows(const Context& context, std::vector<QuarterRow>& rows) {
    std::unordered_map<std::string, size_t> places;
    for (const record::Unit* unit : context.directory.units_on(context.today()))
        places.emplace(unit->id.value, places.size());
    auto rank = [&](const QuarterRow& row) {
        auto place = places.find(row.unit.value);
        return std::tuple(row.subject_class, place == places.end() ? places.size() : place->second,
                          context.directory.name_of(row.review.official), row.review.official.value);
    };
    std::vector<std::pair<decltype(rank(rows.front())), size_t>> order;
    for (size_t i = 0; i < rows.size(); ++i)
        order.emplace_back(rank(rows[i]), i);
    std::sort(order.begin(), order.end());
    std::vector<QuarterRow> sorted;
    for (const auto& [key, place] : order)
        sorted.push_back(std::move(rows[place]));
    rows = std::move(sorted);
}

} // namespace

base::Result<QuarterGrid> read_quarter_grid(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, Act::quarter_reviews_read, policy::Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_quarter(period));
    QuarterGrid grid;
    grid.period = period;
    ZHISHI_TRY(grid.sheet, sheet_of(context, quarter_sheet));
    ZHISHI_TRY(record::PeriodState state, period_state(context, period));
    grid.is_closed = state.is_closed;
    grid.deadlines = due_steps(context, {"quarter_review", "quarter_acknowledgement"}, period);
    auto people = context.directory.period_reviewees_of(context.actor.official, period, context.today());
    std::vector<base::Period> periods = quarters_before(period);
    periods.push_back(period);
    ZHISHI_TRY(auto reviews, of_people<QuarterReview>(context, people, periods));
    std::unordered_map<std::string, std::vector<QuarterReview>> of_official;
    for (auto& review : reviews)
        of_official[review.official.value].push_back(std::move(review));

    std::map<ItemKey, SpreadSum> sums;
    std::set<std::string> classes;
    for (const auto& official : people) {
        auto subject = quarter_subject(context, *grid.sheet, {official, period});
        if (!subject) continue;
        QuarterRow row;
        row.review.organ = context.organ();
        row.review.official = official;
        row.review.period = period;
        const auto& his = of_official[official.value];
        for (const auto& review : his)
            if (review.period == period) row.review = review;
        row.subject_class = subject->subject_class;
        row.unit = subject->post.unit;
        row.score = quarter_score(row.review.scores, *subject->items);
        row.earlier = earlier_scores({official, period}, his, *grid.sheet);
        row.acting_for = subject->reviewer.acting_for;
        row.allowed = allowed_quarter_acts(context, row.review, policy::Scope::reviewee, grid.is_closed);
        classes.insert(row.subject_class);
        add_scores(sums, row.subject_class, row.review.scores);
        grid.rows.push_back(std::move(row));
    }
    order_rows(context, grid.rows);
    grid.spreads = spreads_of(*grid.sheet, classes, sums);
    return grid;
}

base::Result<Severity> read_severity(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, Act::severity_read, policy::Scope::self)) return not_found();
    ZHISHI_TRY_VOID(must_be_quarter(period));
    ZHISHI_TRY(const scheme::Sheet* sheet, sheet_of(context, quarter_sheet));
    std::vector<base::Period> periods{period};
    for (const auto& earlier : quarters_before(period))
        if (periods.size() < 4) periods.push_back(earlier);
    Severity severity;
    for (const auto& quarter : periods) {
        ZHISHI_TRY(auto reviews, of_period<QuarterReview>(context, quarter));
        std::map<ItemKey, SpreadSum> mine, bureau;
        struct Others {
            int sheets = 0;
            std::set<std::string> reviewers;
        };
        std::map<std::string, Others> others; // by class
        for (const auto& review : reviews) {
            if (!stands(review.state)) continue;
            add_scores(bureau, review.subject_class, review.scores);
            if (review.reviewed_by == context.actor.official) {
                add_scores(mine, review.subject_class, review.scores);
            } else {
                others[review.subject_class].sheets += 1;
                others[review.subject_class].reviewers.insert(review.reviewed_by.value);
            }
        }
        Severity::Quarter row{quarter, {}, {}};
        for (const auto& [subject_class, items] : sheet->items)
            for (const auto& item : items) {
                auto place = mine.find({subject_class, item.id});
                if (place == mine.end()) continue;
                row.mine.push_back(place->second.spread(subject_class, item.id));
                // With one other reviewer the bureau's mean less mine would be his: two at least.
                const Others& rest = others[subject_class];
                if (rest.sheets >= severity_others_min && rest.reviewers.size() >= 2)
                    row.bureau.push_back(bureau[{subject_class, item.id}].spread(subject_class, item.id));
            }
        severity.quarters.push_back(std::move(row));
    }
    return severity;
}

} // namespace zhishi::workflow
