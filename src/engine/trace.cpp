#include "engine/trace.h"

#include <algorithm>

namespace zhishi::engine {

namespace {

void append(base::Text& list, const base::Text& more) {
    list.zh += (list.zh.empty() ? "" : "；") + more.zh;
    list.en += (list.en.empty() ? "" : "; ") + more.en;
}

// Has the scheme rules that give subjects of this class a grade? Else to have none says nothing.
bool gives_grades(const scheme::Scheme& scheme, const std::string& subject_class) {
    return std::any_of(scheme.blocks.begin(), scheme.blocks.end(), [&](const scheme::Block& block) {
        return block.has_class(subject_class) && !(block.grades.empty() && block.awards.empty());
    });
}

} // namespace

Explanation Trace::whole() {
    std::string name(run_.tables().facts().name_of(subject_)), id(run_.tables().facts().id_of(subject_));
    const scheme::Scheme& scheme = run_.scheme();
    Explanation root;
    std::string period = plan_.in_force.period.str();
    root.label = {name + "（" + id + "）" + period + " " + scheme.title.zh,
                  name + " (" + id + ") " + period + " " + scheme.title.en};
    if (!grade_word().empty())
        root.value = scheme.grade_title(grade_word());
    else if (gives_grades(scheme, run_.evaluator().class_of(subject_)))
        root.value = {"不确定等次", "no grade"};
    if (standing().is_incomplete) root.value = {"材料不全", "incomplete"};
    for (size_t i = 0; i < scheme.blocks.size(); ++i)
        if (scheme.blocks[i].has_class(run_.evaluator().class_of(subject_))) block(i, root);
    if (standing().flags != 0) {
        base::Text titles = flag_titles();
        root.note = {"标记：" + titles.zh, "flags: " + titles.en};
    }
    return root;
}

// Of several special states with one flag, the title of the one that holds. Another class may have the flag
// for another reason: what its own rules say comes first.
base::Text Trace::flag_title(const std::string& flag) {
    for (const scheme::StateSet& set : run_.scheme().state_sets)
        for (const auto& stage : set.stages)
            for (const scheme::StateRule& state : stage)
                if (state.flag == flag && holds(state.when)) return state.title;
    for (const scheme::Block& block : run_.scheme().blocks)
        for (const scheme::FlagRule& flag_rule : block.flags)
            if (flag_rule.flag == flag && block.has_class(run_.evaluator().class_of(subject_)))
                return flag_rule.title;
    return run_.scheme().flag_title(flag);
}

base::Text Trace::flag_titles() {
    base::Text titles;
    for (const std::string& flag : run_.board().flags_of(subject_))
        append(titles, flag_title(flag));
    return titles;
}

void Trace::block(size_t index, Explanation& into) {
    const scheme::Block& block = run_.scheme().blocks[index];
    block_ = &block;
    run_.evaluator().enter_block(index);
    if (!block.states.empty()) into.children.push_back(states(block));
    if (block.score) into.children.push_back(score(*block.score));
    if (standing().is_incomplete) {
        into.children.push_back(incomplete(block));
        return;
    }
    if (block.is_ranked) into.children.push_back(rank(block, index));
    for (size_t i = 0; i < block.awards.size(); ++i)
        into.children.push_back(award(block, index, i));
    if (!block.grades.empty()) into.children.push_back(grade(block, index));
    flags(block, into);
    actions(index, into);
}

bool Trace::holds(const scheme::Formula& when) {
    return !when.is_set || run_.evaluator().evaluate(when.root, row()).holds(0);
}

Explanation Trace::rule(const scheme::Rule& rule, bool rule_holds) {
    Explanation node;
    if (rule.when.is_set) node = formula(rule.title, rule.when.root, row());
    node.label = rule.title;
    node.value = rule_holds ? base::Text{"成立", "holds"} : base::Text{"不成立", "does not hold"};
    cite(node, rule.origin);
    return node;
}

// His own whatever it rests on; what it rests on is shown or not by its own rule.
Explanation Trace::score(const scheme::Value& rule) {
    Explanation node = value(rule, row());
    if (const scheme::Formula* of_class = rule.formula.for_class(run_.evaluator().class_of(subject_)))
        node.value = text_.shown(run_.evaluator().evaluate(of_class->root, row())[0]);
    return node;
}

Explanation Trace::states(const scheme::Block& block) {
    Explanation node;
    node.label = {"特殊情形", "Special states"};
    node.value = {"无", "none"};
    base::Text held;
    std::string_view kind = run_.tables().text(run_.tables().facts().subjects[subject_].kind);
    for (const std::string& name : block.states) {
        const scheme::StateSet& set = *run_.scheme().state_set(name);
        if (!set.kinds.empty() && std::find(set.kinds.begin(), set.kinds.end(), kind) == set.kinds.end())
            continue;
        for (const auto& stage : set.stages) {
            bool is_any = false;
            for (const scheme::StateRule& state : stage) {
                bool state_holds = holds(state.when);
                is_any = is_any || state_holds;
                if (state_holds) append(held, state.title);
                (state_holds ? node.children : node.tried).push_back(rule(state, state_holds));
            }
            if (is_any) break;
        }
    }
    if (!node.children.empty()) node.value = held;
    return node;
}

Explanation Trace::incomplete(const scheme::Block& block) {
    Explanation node;
    node.label = {"材料不全", "Incomplete"};
    node.value = {"不计分、不排名、不确定等次", "no score, no rank, no grade"};
    node.note = {
        "缺少得出结果所需的输入；补齐后由考核办重新计算。",
        "An input that the result needs is missing; the appraisal office can score again once it is there."};
    for (const scheme::Formula& need : block.needs) {
        Explanation part = formula({need.text, need.text}, need.root, row());
        part.label = part.formula;
        node.children.push_back(std::move(part));
    }
    return node;
}

Explanation Trace::rank(const scheme::Block& block, size_t) {
    Explanation node;
    node.label = {"排名", "Rank"};
    cite(node, block.rank_origin);
    if (standing().rank == 0) {
        node.value = {"不参加排名", "not ranked"};
        return node;
    }
    std::string place = std::to_string(standing().rank), count = std::to_string(standing().ranked_count);
    node.value = {"第" + place + "名，共" + count + "名", "place " + place + " of " + count};
    for (const scheme::Formula& key : block.rank_key) {
        base::Text text = text_.names(key.root, row());
        node.formula.zh += (node.formula.zh.empty() ? "" : "，") + text.zh;
        node.formula.en += (node.formula.en.empty() ? "" : ", ") + text.en;
    }
    return node;
}

Explanation Trace::seats(const scheme::Award& award, const AwardGroup& group) {
    auto text = [](std::int64_t number) { return std::to_string(number); };
    std::string share = number_text(group.share);
    std::string whole = "⌊" + text(group.whole_counted) + " × " + share + "⌋ = " + text(group.whole_seats);
    Explanation node;
    node.label = {"名额", "Seats"};
    node.value = {text(group.seats) + "个", text(group.seats)};
    node.numbers = {whole, whole};
    if (award.is_of_organ)
        node.note = {"本机关计入" + text(group.whole_counted) + "人，名额" + text(group.whole_seats) +
                         "个，按最大余数法分到" + text(group.group_count) + "个比较组；本组计入" +
                         text(group.counted) + "人，分得" + text(group.seats_by_rule) + "个",
                     text(group.whole_counted) + " counted in the organ, " + text(group.whole_seats) +
                         " seats, apportioned over " + text(group.group_count) +
                         " groups by largest remainder; this group counts " + text(group.counted) +
                         " and has " + text(group.seats_by_rule)};
    else
        node.note = {"本组计入" + text(group.counted) + "人", text(group.counted) + " counted in this group"};
    if (!group.moves.empty()) {
        node.note.zh += "；调剂后" + text(group.seats) + "个";
        node.note.en += "; " + text(group.seats) + " after seats were moved";
    }
    for (const AwardGroup::Move& move : group.moves) {
        bool is_given = move.seats > 0;
        std::string count = text(is_given ? move.seats : -move.seats);
        base::Text other = group_title(move.other);
        Explanation moved;
        moved.label = is_given ? base::Text{"从" + other.zh + "调入", "Moved here from " + other.en}
                               : base::Text{"调出到" + other.zh, "Moved from here to " + other.en};
        moved.value = {count + "个", count};
        moved.note = {"理由：" + move.reason, "reason: " + move.reason};
        node.children.push_back(std::move(moved));
    }
    if (const scheme::Formula* of_share = award.share.for_class(run_.evaluator().class_of(subject_))) {
        std::set<std::string> seen;
        collect(of_share->root, row(), node, seen);
    }
    return node;
}

// A group may be called by the id of the person or unit at its head: people read the name.
base::Text Trace::group_title(const std::string& group) const {
    const scheme::Facts& facts = run_.tables().facts();
    if (auto subject = facts.ids.find(group); subject != scheme::no_index) {
        std::string name(facts.name_of(subject));
        return {"“" + name + "”", "\"" + name + "\""};
    }
    if (group.empty()) return {"未分组人员", "those of no group"};
    return {"“" + group + "”", "\"" + group + "\""};
}

base::Text Trace::key_text(const scheme::Award& award) const {
    base::Text text;
    for (size_t i = 0; i < award.key.size(); ++i) {
        std::string number = number_text(run_.evaluator().evaluate(award.key[i].root, row()).number(0));
        base::Text part{number, number};
        if (text_.rests_on_hidden(award.key[i].root, subject_)) part = not_shown();
        text.zh += (i == 0 ? "" : ", ") + part.zh;
        text.en += (i == 0 ? "" : ", ") + part.en;
    }
    return {"(" + text.zh + ")", "(" + text.en + ")"};
}

Explanation Trace::award(const scheme::Block& block, size_t index, size_t place) {
    const scheme::Award& rule_of_award = block.awards[place];
    const AwardRun& run = run_.board().awards[index][place];
    Explanation node;
    node.label = rule_of_award.title;
    cite(node, rule_of_award.origin);
    if (run.group_of[subject_] < 0) return node;
    const AwardGroup& group = run.groups[static_cast<size_t>(run.group_of[subject_])];
    node.children.push_back(seats(rule_of_award, group));
    bool is_candidate = run.is_candidate[subject_];
    if (rule_of_award.when.is_set) {
        bool is_met = holds(rule_of_award.when);
        Explanation condition = rule(rule_of_award, is_met);
        condition.label = {"候选条件", "Condition of a candidate"};
        (is_met ? node.children : node.tried).push_back(std::move(condition));
    }
    if (!is_candidate) {
        node.value = {"不在候选之列", "not a candidate"};
        for (size_t earlier = 0; earlier < place; ++earlier)
            if (run_.board().awards[index][earlier].outcome[subject_] == Award::awarded)
                node.note = {"已获“" + block.awards[earlier].grade + "”",
                             "has a seat of " + block.awards[earlier].grade + " already"};
        if ((standing().bars & run_.board().grade_bit(rule_of_award.grade)) != 0)
            node.note = {"因特殊情形不得评为" + rule_of_award.grade, "barred by a special state"};
        return node;
    }
    auto own = std::find_if(group.candidates.begin(), group.candidates.end(),
                            [&](const auto& candidate) { return candidate.subject == subject_; });
    auto equal = std::count_if(group.candidates.begin(), group.candidates.end(),
                               [&](const auto& candidate) { return candidate.place == own->place; });
    auto text = [](std::int64_t number) { return std::to_string(number); };
    std::string position = text(own->place), count = text(static_cast<std::int64_t>(group.candidates.size()));
    switch (own->outcome) {
    case Award::awarded: node.value = {"获得", "awarded"}; break;
    case Award::tied: node.value = {"并列于名额线，未授予", "tied at the last seat, not awarded"}; break;
    case Award::none: node.value = {"未获得", "not awarded"}; break;
    }
    node.note = {"候选中第" + position + "名，共" + count + "人，名额" + text(group.seats) + "个",
                 "place " + position + " of " + count + " candidates, " + text(group.seats) + " seats"};
    if (own->outcome == Award::tied) {
        node.note.zh += "；同分者不能只取一部分，由考核委员会决定";
        node.note.en += "; equals are not split by software: the appraisal committee decides";
    }
    node.numbers = key_text(rule_of_award);
    if (audience_ != Audience::subject && equal > 1) {
        node.note.zh += "；同分" + text(equal) + "人";
        node.note.en += "; " + text(equal) + " with the same key";
    }
    return node;
}

Explanation Trace::grade(const scheme::Block& block, size_t index) {
    Explanation node;
    node.label = {"等次", "Grade"};
    if (standing().is_given_grade || standing().is_without_grade) {
        node.value = grade_word().empty() ? base::Text{"不确定等次", "no grade"}
                                          : run_.scheme().grade_title(grade_word());
        node.note = {"由特殊情形直接决定", "decided by a special state"};
        return node;
    }
    node.value = grade_word().empty() ? base::Text{"无", "none"} : run_.scheme().grade_title(grade_word());
    for (size_t i = 0; i < block.awards.size(); ++i)
        if (run_.board().awards[index][i].outcome[subject_] == Award::awarded) {
            node.note = {"获得“" + block.awards[i].title.zh + "”", "by \"" + block.awards[i].title.en + "\""};
            return node;
        }
    for (const scheme::GradeRule& grade_rule : block.grades) {
        bool is_barred = (standing().bars & run_.board().grade_bit(grade_rule.grade)) != 0;
        bool rule_holds = holds(grade_rule.when) && !is_barred;
        if (rule_holds && grade_rule.grade == grade_word()) {
            node.children.push_back(rule(grade_rule, true));
            break;
        }
        Explanation tried = rule(grade_rule, false);
        if (is_barred) tried.note = {"因特殊情形不得评为" + grade_rule.grade, "barred by a special state"};
        node.tried.push_back(std::move(tried));
    }
    return node;
}

void Trace::flags(const scheme::Block& block, Explanation& into) {
    Explanation node;
    node.label = {"标记", "Flags"};
    node.value = standing().flags == 0 ? base::Text{"无", "none"} : flag_titles();
    for (const scheme::FlagRule& flag_rule : block.flags) {
        bool is_set =
            (standing().flags & run_.board().flag_bit(flag_rule.flag)) != 0 && holds(flag_rule.when);
        (is_set ? node.children : node.tried).push_back(rule(flag_rule, is_set));
    }
    if (!block.flags.empty() || standing().flags != 0) into.children.push_back(std::move(node));
}

void Trace::actions(size_t index, Explanation& into) {
    const scheme::Block& block = run_.scheme().blocks[index];
    if (block.actions.empty()) return;
    Explanation node;
    node.label = {"结果运用建议", "Proposed use of the result"};
    for (const scheme::ActionRule& action : block.actions) {
        bool is_called =
            std::any_of(run_.actions().begin(), run_.actions().end(), [&](const ActionCall& call) {
                return call.from == subject_ && call.rule == &action;
            });
        (is_called ? node.children : node.tried).push_back(rule(action, is_called));
    }
    node.value = node.children.empty() ? base::Text{"无", "none"}
                                       : base::Text{std::to_string(node.children.size()) + "项",
                                                    std::to_string(node.children.size())};
    into.children.push_back(std::move(node));
}

base::Result<Explanation> explain(const Plan& plan, const scheme::Facts& facts, const std::string& subject,
                                  Audience audience, const std::vector<SeatMove>& moves) {
    scheme::SubjectIndex index = facts.ids.find(subject);
    if (index == scheme::no_index)
        return base::refused(
            base::ErrorKind::not_found, "subject_not_found",
            {"没有编号为“" + subject + "”的考核对象。", "There is no subject \"" + subject + "\"."});
    Run run(plan, facts, moves);
    ZHISHI_TRY_VOID(run.finish());
    const auto& blocks = run.scheme().blocks;
    bool is_scored = std::any_of(blocks.begin(), blocks.end(), [&](const scheme::Block& block) {
        return block.has_class(run.evaluator().class_of(index));
    });
    if (!is_scored)
        return base::refused(
            base::ErrorKind::not_found, "subject_not_scored",
            {"方案不考核“" + subject + "”。", "The scheme does not appraise \"" + subject + "\"."});
    return Trace(run, plan, index, audience).whole();
}

} // namespace zhishi::engine
