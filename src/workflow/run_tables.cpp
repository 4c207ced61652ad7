#include "workflow/run_tables.h"

#include "record/evaluation.h"
#include "record/personnel.h"
#include "record/review.h"
#include "scheme/acceptance.h"
#include "workflow/evaluations.h"
#include "workflow/quarters.h"

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::workflow {

namespace {

using record::OfficialId;
using record::ReviewState;
using Is = store::Query::Where::Is;

std::string decimal(const base::Number& value) {
    return value.rounded(base::Number::decimals_max).str();
}

// Special states of the two years before still weigh in this one (law: no grade in the next, the second
// year).
constexpr int years_back = 2;

template <class Record>
store::Query of_organ(const Context& context) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}};
    return query;
}

class TableBuilder {
  public:
    TableBuilder(const Context& context, const base::Period& year)
        : context_(context), year_(year), day_(std::min(year.last(), context.today())),
          acceptance_(*context.scheme.scheme), quarters_form_(context.scheme.process.sheet(quarter_sheet)) {}

    base::Result<BuiltTables> build() {
        list_root();
        list_people();
        if (quarters_form_) {
            ZHISHI_TRY_VOID(list_quarters());
        }
        if (context_.scheme.process.sheet(year_sheet)) {
            ZHISHI_TRY_VOID(list_evaluation());
        }
        ZHISHI_TRY_VOID(list_special_states());
        ZHISHI_TRY_VOID(list_prior_grades());
        ZHISHI_TRY_VOID(list_moves());
        return std::move(built_);
    }

  private:
    struct Person {
        OfficialId id;
        std::string role;
    };

    void problem(const OfficialId& official, const char* code, bool is_blocking, base::Text text) {
        if (!official.empty()) {
            std::string name = context_.directory.name_of(official);
            text = {name + "：" + text.zh, name + ": " + text.en};
        }
        built_.problems.push_back({official, code, std::move(text), is_blocking});
    }

    void list_root() {
        for (const record::Unit* unit : context_.directory.units_on(day_)) {
            if (!unit->parent.empty()) continue;
            root_ = unit->id.value;
            built_.tables.subjects.push_back({root_, unit->name, "unit", "", "", "", "1"});
            return;
        }
        problem({}, "organ_has_no_root", true,
                {"机关没有顶层单位，请考核办先在机构中建立。",
                 "The organ has no unit at its root: the office adds it."});
    }

    void list_people() {
        for (const record::Official& official : context_.directory.parts().officials) {
            auto post = context_.directory.counting_post(official.id, year_, context_.today());
            if (!post || post->kind == record::PostKind::leader) continue;
            if (post->is_undecided)
                problem(official.id, "counting_post_undecided", true,
                        {"本年度在不同局领导分管的单位任职天数相同，无法自动确定考核单元。请考核办登记其年度"
                         "考核归属并写明理由。",
                         "held posts under two leaders for equally many days: the office must place him for "
                         "the year, "
                         "with a reason."});
            const record::Official* leader = context_.directory.group_leader_of(*post);
            if (!leader)
                problem(official.id, "no_leader_in_charge", true,
                        {"所在单位没有分管局领导，不能归入考核单元。请考核办在机构中登记分管关系。",
                         "no leader is in charge of his unit, so he has no comparison group: the office "
                         "names one."});
            std::string role = post->kind == record::PostKind::head ? "head" : "staff";
            built_.tables.subjects.push_back({official.id.value, official.name, "person", root_,
                                              leader ? leader->id.value : "", role, ""});
            people_.emplace(official.id.value, Person{official.id, role});
        }
    }

    // A row that the scheme does not take would make the exported tables faulty: it is told at the person.
    void add_rating(const std::string& period, const OfficialId& subject, const std::string& item,
                    const OfficialId& rater, const std::string& role, const base::Number& value) {
        auto fault = acceptance_.rating_role(item, role);
        if (!fault) fault = acceptance_.rating_value(item, role, value);
        if (fault) problem(subject, "rating_not_accepted", true, *fault);
        built_.tables.ratings.push_back({period, subject.value, item, rater.value, role, decimal(value)});
    }

    static bool is_submitted(ReviewState state) {
        return state == ReviewState::submitted || state == ReviewState::acknowledged ||
               state == ReviewState::replied;
    }

    base::Result<void> list_quarters() {
        store::Query query = of_organ<record::QuarterReview>(context_);
        store::Query::Where in_year{"period", Is::among, {}, {}};
        std::vector<base::Period> quarters;
        for (int ordinal = 1; ordinal <= 4; ++ordinal) {
            quarters.push_back(base::Period::of_quarter(year_.year(), ordinal));
            in_year.values.emplace_back(quarters.back().str());
        }
        query.where.push_back(std::move(in_year));
        ZHISHI_TRY(auto reviews, store::list<record::QuarterReview>(context_.reader, query));
        std::set<std::pair<std::string, int>> found;
        for (const record::QuarterReview& review : reviews) {
            auto person = people_.find(review.official.value);
            if (person == people_.end()) continue;
            found.emplace(review.official.value, review.period.ordinal());
            take_review(review, person->second);
        }
        for (const base::Period& quarter : quarters)
            if (quarter.last() < context_.today()) list_missing(quarter, found);
        return {};
    }

    void take_review(const record::QuarterReview& review, const Person& person) {
        if (review.state == ReviewState::excused) return;
        std::string quarter = std::to_string(review.period.ordinal());
        if (!is_submitted(review.state))
            return problem(
                person.id, "quarter_open", false,
                {"第" + quarter + "季度评鉴还没有提交，不计入。请评鉴人提交，或者由考核办说明不评鉴的原因。",
                 "the review of quarter " + quarter +
                     " is not submitted and does not count: its reviewer submits it."});
        auto of_class = quarters_form_->items.find(person.role);
        size_t expected = of_class == quarters_form_->items.end() ? 0 : of_class->second.size(), read = 0;
        for (const record::ItemScore& score : review.scores) {
            if (!score.score) continue;
            if (of_class != quarters_form_->items.end())
                read += static_cast<size_t>(
                    std::count_if(of_class->second.begin(), of_class->second.end(),
                                  [&](const auto& item) { return item.id == score.item; }));
            add_rating(review.period.str(), person.id, score.item, review.reviewed_by, quarters_form_->role,
                       *score.score);
        }
        if (read == 0)
            problem(
                person.id, "quarter_of_other_class", false,
                {"第" + quarter + "季度是按另一类人员的项目评鉴的，不计入年度平时分，请考核办核对。",
                 "quarter " + quarter + " was reviewed on the items of another class and does not count."});
        else if (read < expected)
            problem(person.id, "quarter_incomplete", false,
                    {"第" + quarter + "季度只有部分项目有分，平时分无法算出。请按程序重新打开并补齐。",
                     "only some items of quarter " + quarter +
                         " were rated, so there is no routine score: reopen it."});
    }

    void list_missing(const base::Period& quarter, const std::set<std::pair<std::string, int>>& found) {
        for (const auto& [id, person] : people_) {
            if (found.contains({id, quarter.ordinal()})) continue;
            auto post = context_.directory.counting_post(person.id, quarter, context_.today());
            if (!post || post->kind == record::PostKind::leader) continue;
            std::string number = std::to_string(quarter.ordinal());
            problem(person.id, "quarter_missing", false,
                    {"第" + number +
                         "季度没有评鉴，年度平时分按其他季度计算。请评鉴人补评，或者由考核办说明原因。",
                     "there is no review of quarter " + number +
                         ": the others count. The reviewer adds it, or the office says why there is none."});
        }
    }

    base::Result<void> list_evaluation() {
        store::Query query = of_organ<record::RaterSheet>(context_);
        query.where.push_back({"period", Is::equal, year_.str(), {}});
        query.where.push_back({"sheet", Is::equal, std::string(year_sheet), {}});
        ZHISHI_TRY(auto sheets, store::list<record::RaterSheet>(context_.reader, query));
        std::set<std::string> rated;
        for (const record::RaterSheet& sheet : sheets) {
            if (sheet.state != record::RaterSheetState::submitted) continue;
            for (const record::RatedSubject& subject : sheet.subjects) {
                auto person = people_.find(subject.official.value);
                if (person == people_.end()) continue;
                for (const record::ItemScore& score : subject.scores) {
                    if (!score.score) continue;
                    rated.insert(subject.official.value);
                    add_rating(year_.str(), subject.official, score.item, sheet.rater, subject.role,
                               *score.score);
                }
            }
        }
        store::Query opened = of_organ<record::Evaluation>(context_);
        opened.where.push_back({"period", Is::equal, year_.str(), {}});
        ZHISHI_TRY(auto evaluations, store::list<record::Evaluation>(context_.reader, opened));
        for (const record::Evaluation& evaluation : evaluations)
            if (evaluation.state == record::EvaluationState::open)
                problem(
                    {}, "evaluation_open", true,
                    {"年度综合测评还在进行，请考核办结束测评后再计算。",
                     "The comprehensive evaluation is still open: the office closes it before computing."});
        if (evaluations.empty()) return {};
        for (const auto& [id, person] : people_)
            if (!rated.contains(id))
                problem(person.id, "nobody_rated", false,
                        {"没有收到一份综合测评，年度总分无法算出。请考核办核对测评人范围，或者由考核委员会研"
                         "究决定。",
                         "nobody has rated him in the evaluation, so there is no annual score: the committee "
                         "decides."});
        return {};
    }

    void add_fact(const std::string& period, const OfficialId& subject, std::string key,
                  const std::string& value) {
        if (!people_.contains(subject.value)) return;
        if (!fact_keys_.emplace(period, subject.value, key).second) {
            problem(subject, "fact_given_twice", true,
                    {"“" + key + "”在" + period + "登记了两次。请考核办撤销其中一条。",
                     "\"" + key + "\" is recorded twice for " + period + ": the office withdraws one."});
            return;
        }
        auto fault = acceptance_.fact(*base::Period::parse(period), key, value, base::Number::parse(value));
        if (fault) problem(subject, "fact_not_accepted", true, *fault);
        built_.tables.facts.push_back({period, subject.value, std::move(key), value});
    }

    base::Result<void> list_special_states() {
        store::Query query = of_organ<record::SpecialState>(context_);
        query.where.push_back({"year", Is::at_least, std::int64_t{year_.year() - years_back}, {}});
        query.where.push_back({"year", Is::at_most, std::int64_t{year_.year()}, {}});
        ZHISHI_TRY(auto states, store::list<record::SpecialState>(context_.reader, query));
        // A key with a star in the scheme may hold several a year: those without a number of their own get
        // one.
        std::map<std::tuple<std::string, int, std::string>, int> counts;
        for (const record::SpecialState& state : states) {
            if (state.is_withdrawn) continue;
            std::string key = state.key;
            if (takes_number(key)) {
                int& count = counts[{state.official.value, state.year, key}];
                key += ":" + std::to_string(++count);
            }
            add_fact(std::to_string(state.year), state.official, key, state.value);
        }
        return {};
    }

    bool takes_number(const std::string& key) const {
        const auto& inputs = context_.scheme.scheme->inputs.facts;
        return std::any_of(inputs.begin(), inputs.end(),
                           [&](const auto& input) { return input.key == key + ":*"; });
    }

    base::Result<void> list_prior_grades() {
        const auto& inputs = context_.scheme.scheme->inputs.facts;
        bool is_read =
            std::any_of(inputs.begin(), inputs.end(), [](const auto& input) { return input.key == "grade"; });
        if (!is_read) return {};
        store::Query query = of_organ<record::PriorGrade>(context_);
        query.where.push_back({"year", Is::below, std::int64_t{year_.year()}, {}});
        ZHISHI_TRY(auto grades, store::list<record::PriorGrade>(context_.reader, query));
        for (const record::PriorGrade& grade : grades)
            if (!grade.grade.empty())
                add_fact(std::to_string(grade.year), grade.official, "grade", grade.grade);
        return {};
    }

    base::Result<void> list_moves() {
        store::Query query = of_organ<record::SeatMove>(context_);
        query.where.push_back({"period", Is::equal, year_.str(), {}});
        ZHISHI_TRY(auto moves, store::list<record::SeatMove>(context_.reader, query));
        for (const record::SeatMove& move : moves)
            if (!move.is_withdrawn) built_.tables.moves.push_back(engine_move(move, root_));
        return {};
    }

    const Context& context_;
    const base::Period& year_;
    base::Date day_;
    scheme::Acceptance acceptance_;
    const scheme::Sheet* quarters_form_;
    BuiltTables built_;
    std::string root_;
    std::map<std::string, Person> people_; // by id
    std::set<std::tuple<std::string, std::string, std::string>> fact_keys_;
};

} // namespace

engine::SeatMove engine_move(const record::SeatMove& move, const std::string& organ) {
    return {move.award, organ, move.from_group, move.to_group, move.seats, move.reason};
}

base::Result<BuiltTables> build_tables(const Context& context, const base::Period& year) {
    if (!context.scheme.scheme)
        return base::refused(base::ErrorKind::unavailable, "scheme_unknown",
                             {"本机关的考核方案没有装入，请系统管理员检查程序版本。",
                              "The organ's scheme is not loaded; check the program's version."});
    return TableBuilder(context, year).build();
}

} // namespace zhishi::workflow
