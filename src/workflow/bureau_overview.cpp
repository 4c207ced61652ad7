#include "workflow/bureau_overview.h"

#include "workflow/periods.h"
#include "workflow/quarters.h"
#include "workflow/refusals.h"
#include "workflow/results.h"
#include "workflow/year.h"

#include <algorithm>
#include <map>

namespace zhishi::workflow {

namespace {

using Is = store::Query::Where::Is;

constexpr int band_points = 5;
constexpr int score_max = 100;

base::Result<void> add_steps(const Context& context, BureauOverview& overview) {
    ZHISHI_TRY(record::PeriodState state, period_state(context, overview.period));
    ZHISHI_TRY(PeriodBoard board, view_of(context, std::move(state)));
    auto add = [](std::vector<BureauOverview::Step>& steps, const PeriodBoard::StepCount& count) {
        std::string name(name_of(count.step));
        auto place =
            std::find_if(steps.begin(), steps.end(), [&](const auto& step) { return step.step == name; });
        if (place == steps.end()) place = steps.insert(steps.end(), {name, 0, 0});
        place->done += count.done;
        place->all += count.all;
    };
    for (const PeriodBoard::UnitRow& row : board.units) {
        BureauOverview::UnitLine line{row.unit, {}};
        for (const PeriodBoard::StepCount& count : row.steps) {
            add(line.steps, count);
            add(overview.whole, count);
        }
        overview.units.push_back(std::move(line));
    }
    return {};
}

// The lowest band that holds anybody, and all above it: a gap is an answer too.
void add_bands(const std::vector<base::Number>& scores, BureauOverview& overview) {
    if (static_cast<int>(scores.size()) < overview_people_min) return;
    std::map<int, int> people;
    for (const base::Number& score : scores) {
        auto band = static_cast<int>((score / base::Number(band_points)).floor().whole().value_or(0));
        people[std::clamp(band, 0, score_max / band_points - 1)] += 1;
    }
    for (int band = people.begin()->first; band < score_max / band_points; ++band) {
        int from = band * band_points;
        overview.bands.push_back({from, from + band_points, people[band]});
    }
}

base::Result<void> add_quarter(const Context& context, BureauOverview& overview) {
    const scheme::Sheet* sheet = context.scheme.process.sheet(quarter_sheet);
    if (!sheet) return {};
    store::Query query = store::query_of<record::QuarterReview>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"period", Is::equal, overview.period.str(), {}}};
    ZHISHI_TRY(auto reviews, store::list<record::QuarterReview>(context.reader, query));
    std::vector<base::Number> scores;
    for (const record::QuarterReview& review : reviews) {
        using record::ReviewState;
        bool is_submitted = review.state == ReviewState::submitted ||
                            review.state == ReviewState::acknowledged || review.state == ReviewState::replied;
        auto items = sheet->items.find(review.subject_class);
        if (!is_submitted || items == sheet->items.end()) continue;
        if (auto score = quarter_score(review.scores, items->second)) scores.push_back(*score);
    }
    add_bands(scores, overview);
    return {};
}

base::Result<void> add_year(const Context& context, BureauOverview& overview) {
    ZHISHI_TRY(record::YearAppraisal appraisal, year_of(context, overview.period));
    if (!is_published(appraisal)) return {};
    ZHISHI_TRY(auto outcomes, outcomes_of(context.reader, context.organ(), appraisal.run));
    std::vector<base::Number> scores;
    for (const record::Outcome& outcome : outcomes)
        if (outcome.score) scores.push_back(*outcome.score);
    add_bands(scores, overview);
    ZHISHI_TRY(auto decisions, decisions_of(context, overview.period));
    ZHISHI_TRY(auto notices, notices_of(context, overview.period));
    for (const auto& [id, notice] : notices)
        overview.objections += notice.objected_at.has_value();
    // With so few people a distribution would name them.
    if (static_cast<int>(decisions.size()) < overview_people_min) return {};
    std::vector<std::string> grades = grade_words(context.scheme);
    grades.emplace_back();
    for (const std::string& grade : grades) {
        auto people = std::count_if(decisions.begin(), decisions.end(),
                                    [&](const auto& entry) { return entry.second.grade == grade; });
        overview.grades.emplace_back(grade, static_cast<int>(people));
    }
    return {};
}

} // namespace

base::Result<BureauOverview> read_bureau_overview(const Context& context, const base::Period& period) {
    if (!policy::allows(context.actor, policy::Act::overview_read, policy::Scope::organ)) return not_found();
    bool is_quarter = period.kind() == base::Period::Kind::quarter;
    if (!is_quarter && period.kind() != base::Period::Kind::year)
        return base::bad_input("period_unreadable",
                               {"期间写法不对：应为年度或季度，例如 2026 或 2026Q3。",
                                "The period must be a year or a quarter, as in 2026 or 2026Q3."});
    ZHISHI_TRY_VOID(must_be_year(base::Period::of_year(period.year())));
    BureauOverview overview;
    overview.period = period;
    ZHISHI_TRY_VOID(add_steps(context, overview));
    ZHISHI_TRY_VOID(is_quarter ? add_quarter(context, overview) : add_year(context, overview));
    return overview;
}

} // namespace zhishi::workflow
