#include "engine/clauses.h"

#include "engine/formula_text.h"

#include <algorithm>
#include <map>

namespace zhishi::engine {

using base::Text;
using scheme::SubjectIndex;
using Part = ParametersRead::Part;

namespace {

const Text holds{"成立", "holds"}, does_not_hold{"不成立", "does not hold"};

std::string text_of(std::int64_t number) {
    return std::to_string(number);
}

Text score_text(const std::optional<base::Number>& score) {
    if (!score) return {"无", "none"};
    std::string text = number_text(*score);
    return {text, text};
}

Text rank_text(int rank, std::uint32_t ranked_count) {
    if (rank == 0) return {"不参加排名", "not ranked"};
    std::string place = text_of(rank), count = text_of(ranked_count);
    return {"第" + place + "名，共" + count + "名", "place " + place + " of " + count};
}

Text decided_text(const std::string& grade) {
    return {"成立，确定为" + grade, "holds: " + grade};
}

// What differs is looked for among the parameters that both schemes have under one name.
std::vector<std::pair<int, int>> differing_parameters(const scheme::InForce& before,
                                                      const scheme::InForce& after) {
    std::vector<std::pair<int, int>> list;
    for (size_t a = 0; a < after.parameters.size(); ++a)
        for (size_t b = 0; b < before.parameters.size(); ++b) {
            const scheme::ParameterInForce &was = before.parameters[b], &is = after.parameters[a];
            if (was.parameter->id != is.parameter->id) continue;
            bool is_same = was.parameter->is_word == is.parameter->is_word && was.word == is.word &&
                           was.number == is.number;
            if (!is_same) list.emplace_back(static_cast<int>(b), static_cast<int>(a));
        }
    return list;
}

Text parameter_text(const scheme::ParameterInForce& entry) {
    std::string text = entry.parameter->is_word ? entry.word : number_text(entry.number);
    if (!entry.is_set) return {text, text};
    return {text + "（本次计算另行设定）", text + " (set for this run)"};
}

std::set<int> indices(const std::vector<std::pair<int, int>>& pairs, int std::pair<int, int>::*side) {
    std::set<int> list;
    for (const auto& pair : pairs)
        list.insert(pair.*side);
    return list;
}

bool is_in(const std::vector<std::string>& list, const std::string& text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

} // namespace

Clauses::Side::Side(Run& of_run, std::set<int> wanted)
    : run(of_run), read(of_run, std::move(wanted)), calls(of_run.actions()),
      candidates(of_run.scheme().blocks.size()) {
    std::stable_sort(calls.begin(), calls.end(),
                     [](const ActionCall& a, const ActionCall& b) { return a.on < b.on; });
    for (size_t b = 0; b < candidates.size(); ++b)
        candidates[b].resize(run.scheme().blocks[b].awards.size());
}

bool Clauses::Side::is_of(const scheme::Block& block) const {
    return is_here() && block.has_class(run.evaluator().class_of(subject));
}

const AwardGroup::Candidate* Clauses::Side::candidate(size_t block, size_t award) {
    const AwardRun& of_award = run.board().awards[block][award];
    if (!of_award.is_candidate[subject]) return nullptr;
    auto& places = candidates[block][award];
    if (places.empty()) {
        places.resize(of_award.group_of.size());
        for (const AwardGroup& group : of_award.groups)
            for (std::uint32_t i = 0; i < group.candidates.size(); ++i)
                places[group.candidates[i].subject] = i + 1;
    }
    auto group = static_cast<size_t>(of_award.group_of[subject]);
    return &of_award.groups[group].candidates[places[subject] - 1];
}

Clauses::Clauses(Run& before, Run& after)
    : differing_(differing_parameters(before.plan().in_force, after.plan().in_force)),
      before_(before, indices(differing_, &std::pair<int, int>::first)),
      after_(after, indices(differing_, &std::pair<int, int>::second)) {}

std::vector<Clause> Clauses::of(const SubjectChange& change) {
    clauses_.clear();
    before_.subject = change.subject_before;
    after_.subject = change.subject_after;
    bool is_same_grade = change.before.grade == change.after.grade;
    bool is_same_flags = change.flags_gained.empty() && change.flags_lost.empty();
    if (change.before.score != change.after.score) score(change);
    if (change.before.rank != change.after.rank) rank(change);
    if (!is_same_grade || !is_same_flags) states();
    if (!is_same_grade || ties_differ(change)) awards();
    if (!is_same_grade) grade();
    flags(change);
    actions(change);
    parameters(change);
    return std::move(clauses_);
}

// Is a flag that came or went one of those that a tie at the last seat sets?
bool Clauses::ties_differ(const SubjectChange& change) {
    for (Side* side : {&before_, &after_})
        for (const scheme::Block& block : side->run.scheme().blocks)
            for (const scheme::Award& award : block.awards)
                if (side->is_of(block) &&
                    (is_in(change.flags_gained, award.tie_flag) || is_in(change.flags_lost, award.tie_flag)))
                    return true;
    return false;
}

void Clauses::add(std::string name, Text what, const scheme::Scheme& scheme, const scheme::Origin& origin,
                  Text before, Text after) {
    Clause clause{std::move(name),   std::move(what), {}, origin.article, origin.mark,
                  std::move(before), std::move(after)};
    auto source = scheme.sources.find(origin.source);
    if (source != scheme.sources.end()) clause.source = source->second.title;
    clauses_.push_back(std::move(clause));
}

// By the rule of the run that gives a score; where both do, by the later one's.
void Clauses::score(const SubjectChange& change) {
    for (Side* side : {&after_, &before_})
        for (const scheme::Block& block : side->run.scheme().blocks)
            if (side->is_of(block) && block.score)
                return add(block.id + "/score", block.score->title, side->run.scheme(), block.score->origin,
                           score_text(change.before.score), score_text(change.after.score));
}

void Clauses::rank(const SubjectChange& change) {
    auto text = [](const Side& side, int rank) {
        return rank_text(rank, side.is_here() ? side.standing().ranked_count : 0);
    };
    for (Side* side : {&after_, &before_})
        for (const scheme::Block& block : side->run.scheme().blocks)
            if (side->is_of(block) && block.is_ranked)
                return add(block.id + "/rank", {"排名", "Rank"}, side->run.scheme(), block.rank_origin,
                           text(before_, change.before.rank), text(after_, change.after.rank));
}

// Those that hold on one side alone.
void Clauses::states() {
    auto of = [](Side& side) {
        return side.is_here() ? states_of(side.run, side.subject) : std::vector<HeldState>();
    };
    std::vector<HeldState> was = of(before_), is = of(after_);
    auto add_missing = [&](const Side& side, const std::vector<HeldState>& from,
                           const std::vector<HeldState>& other, const Text& before, const Text& after) {
        for (const HeldState& state : from) {
            bool is_on_both = std::any_of(other.begin(), other.end(),
                                          [&](const HeldState& one) { return one.name == state.name; });
            if (!is_on_both)
                add(state.name, state.rule->title, side.run.scheme(), state.rule->origin, before, after);
        }
    };
    add_missing(before_, was, is, holds, does_not_hold);
    add_missing(after_, is, was, does_not_hold, holds);
}

Text Clauses::not_a_candidate(Side& side, size_t block, size_t award) {
    const scheme::Block& rules = side.run.scheme().blocks[block];
    const Standing& standing = side.standing();
    if (standing.is_incomplete) return {"材料不全", "incomplete"};
    if (standing.is_given_grade || standing.is_without_grade)
        return {"由特殊情形直接决定", "decided by a special state"};
    if ((standing.bars & side.run.board().grade_bit(rules.awards[award].grade)) != 0)
        return {"因特殊情形不得评为" + rules.awards[award].grade, "barred by a special state"};
    for (size_t earlier = 0; earlier < award; ++earlier)
        if (side.run.board().awards[block][earlier].outcome[side.subject] == Award::awarded)
            return {"已获“" + rules.awards[earlier].grade + "”",
                    "has a seat of " + rules.awards[earlier].grade + " already"};
    return {"不符合候选条件", "the condition of a candidate does not hold"};
}

Clauses::AwardState Clauses::award_state(Side& side, const std::string& block_id,
                                         const std::string& award_id) {
    const auto& blocks = side.run.scheme().blocks;
    for (size_t b = 0; side.is_here() && b < blocks.size(); ++b)
        for (size_t a = 0; a < blocks[b].awards.size(); ++a) {
            if (blocks[b].id != block_id || blocks[b].awards[a].id != award_id || !side.is_of(blocks[b]))
                continue;
            const AwardRun& run = side.run.board().awards[b][a];
            if (run.group_of[side.subject] < 0) return {1, {"不在比较组内", "in no comparison group"}};
            std::string seats = text_of(run.groups[static_cast<size_t>(run.group_of[side.subject])].seats);
            Text text{"名额" + seats + "个，", "seats " + seats + ", "};
            const AwardGroup::Candidate* own = side.candidate(b, a);
            if (!own) {
                Text reason = not_a_candidate(side, b, a);
                return {2,
                        {text.zh + "不在候选之列（" + reason.zh + "）",
                         text.en + "not a candidate (" + reason.en + ")"}};
            }
            std::string place = text_of(own->place);
            text.zh += "候选第" + place + "名，";
            text.en += "place " + place + ", ";
            switch (own->outcome) {
            case Award::awarded: return {5, {text.zh + "获得", text.en + "awarded"}};
            case Award::tied:
                return {4, {text.zh + "并列于名额线，未授予", text.en + "tied at the last seat"}};
            case Award::none: return {3, {text.zh + "未获得", text.en + "not awarded"}};
            }
        }
    return {0, {"无此名额", "no such award"}};
}

// Each award that went otherwise for him.
void Clauses::awards() {
    std::vector<std::pair<std::string, std::string>> told; // block, award
    for (Side* side : {&before_, &after_})
        for (const scheme::Block& block : side->run.scheme().blocks) {
            if (!side->is_of(block)) continue;
            for (const scheme::Award& award : block.awards) {
                std::pair name(block.id, award.id);
                if (std::find(told.begin(), told.end(), name) != told.end()) continue;
                told.push_back(name);
                AwardState was = award_state(before_, block.id, award.id),
                           is = award_state(after_, block.id, award.id);
                if (was.outcome != is.outcome)
                    add(block.id + "/" + award.id, award.title, side->run.scheme(), award.origin, was.text,
                        is.text);
            }
        }
}

// The rule by which a grade was given once neither a state nor a seat gave one.
void Clauses::grade() {
    auto of = [](Side& side) { return side.is_here() ? decision_of(side.run, side.subject) : Decision(); };
    struct Told {
        const Side* side;
        Decision decision;
        std::string name, grade;
    };
    auto told = [&](Side& side) {
        Told one{&side, of(side), {}, {}};
        if (one.decision.kind != Decision::Kind::grade_rule) return one;
        one.grade = side.run.board().grade_word(side.standing().grade);
        const std::string& id = one.decision.rule->id;
        one.name = side.run.scheme().blocks[one.decision.block].id + "/" + (id.empty() ? one.grade : id);
        return one;
    };
    const Text elsewhere{"不由此确定", "does not decide"};
    Told was = told(before_), is = told(after_);
    auto add_rule = [&](const Told& one, const Text& before, const Text& after) {
        if (!one.name.empty())
            add(one.name, one.decision.rule->title, one.side->run.scheme(), one.decision.rule->origin, before,
                after);
    };
    if (was.name == is.name) return add_rule(is, decided_text(was.grade), decided_text(is.grade));
    add_rule(was, decided_text(was.grade), elsewhere);
    add_rule(is, elsewhere, decided_text(is.grade));
}

void Clauses::flags(const SubjectChange& change) {
    for (const std::string& flag : change.flags_lost)
        add_flag(before_, flag, false);
    for (const std::string& flag : change.flags_gained)
        add_flag(after_, flag, true);
}

// A flag comes from a state or from a tie, which are told already, from a rule, or says that inputs are
// missing.
void Clauses::add_flag(Side& side, const std::string& flag, bool is_gained) {
    const Text &before = is_gained ? does_not_hold : holds, &after = is_gained ? holds : does_not_hold;
    const scheme::Scheme& scheme = side.run.scheme();
    for (const HeldState& state : states_of(side.run, side.subject))
        if (state.rule->flag == flag) return;
    for (size_t b = 0; b < scheme.blocks.size(); ++b) {
        const scheme::Block& block = scheme.blocks[b];
        if (!side.is_of(block)) continue;
        side.run.evaluator().enter_block(b);
        for (const scheme::FlagRule& rule : block.flags) {
            bool is_set = !rule.when.is_set ||
                          side.run.evaluator().evaluate(rule.when.root, {{side.subject}, {}}).holds(0);
            if (rule.flag == flag && is_set)
                return add(block.id + "/" + (rule.id.empty() ? flag : rule.id), rule.title, scheme,
                           rule.origin, before, after);
        }
        for (const scheme::Award& award : block.awards)
            if (award.tie_flag == flag) return;
    }
    add(flag, scheme.flag_title(flag), scheme, {}, before, after);
}

void Clauses::actions(const SubjectChange& change) {
    for (const std::string& action : change.actions_lost)
        add_action(before_, action, false);
    for (const std::string& action : change.actions_gained)
        add_action(after_, action, true);
}

void Clauses::add_action(Side& side, const std::string& action, bool is_gained) {
    const Text called{"提出", "called for"}, not_called{"不提出", "not called for"};
    auto first = std::lower_bound(side.calls.begin(), side.calls.end(), side.subject,
                                  [](const ActionCall& call, SubjectIndex on) { return call.on < on; });
    for (; first != side.calls.end() && first->on == side.subject; ++first) {
        if (first->rule->action != action) continue;
        const scheme::Scheme& scheme = side.run.scheme();
        return add(scheme.blocks[first->block].id + "/" + first->rule->id, first->rule->title, scheme,
                   first->rule->origin, is_gained ? not_called : called, is_gained ? called : not_called);
    }
}

// Those that differ and that the formulas behind what changed read on either side.
void Clauses::parameters(const SubjectChange& change) {
    if (differing_.empty()) return;
    bool is_about_awards = change.before.grade != change.after.grade || ties_differ(change);
    bool is_same_flags = change.flags_gained.empty() && change.flags_lost.empty();
    bool is_same_actions = change.actions_gained.empty() && change.actions_lost.empty();
    for (Side* side : {&before_, &after_}) {
        side->read.begin();
        if (!side->is_here()) continue;
        if (change.before.score != change.after.score) side->read.read(Part::score, side->subject);
        if (change.before.rank != change.after.rank) side->read.read(Part::rank, side->subject);
        if (is_about_awards) side->read.read(Part::grade, side->subject);
        if (!is_same_flags) side->read.read(Part::flags, side->subject);
        if (is_same_actions) continue;
        auto call = std::lower_bound(side->calls.begin(), side->calls.end(), side->subject,
                                     [](const ActionCall& one, SubjectIndex on) { return one.on < on; });
        for (; call != side->calls.end() && call->on == side->subject; ++call)
            if (is_in(change.actions_gained, call->rule->action) ||
                is_in(change.actions_lost, call->rule->action))
                side->read.read(call->rule->when, call->block, call->from);
    }
    const scheme::InForce &before = before_.run.plan().in_force, &after = after_.run.plan().in_force;
    for (auto [was, is] : differing_) {
        if (!before_.read.found().contains(was) && !after_.read.found().contains(is)) continue;
        const scheme::ParameterInForce &from = before.parameter(was), &to = after.parameter(is);
        // What the scheme says of a value that is set for a run stands for both.
        const scheme::ParameterInForce& cited = to.stated ? to : from;
        add(to.parameter->id, to.parameter->title, to.stated ? *after.scheme : *before.scheme,
            cited.stated ? cited.stated->origin : scheme::Origin(), parameter_text(from), parameter_text(to));
    }
}

} // namespace zhishi::engine
