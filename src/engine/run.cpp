#include "engine/run.h"

#include "engine/rules.h"

#include <algorithm>
#include <map>

namespace zhishi::engine {

using base::Number;
using scheme::no_index;
using scheme::SubjectIndex;

Run::Run(const Plan& plan, const scheme::Facts& facts, const std::vector<SeatMove>& moves)
    : plan_(plan), scheme_(*plan.in_force.scheme), tables_(scheme_, facts),
      evaluator_(plan.in_force, tables_, board_), moves_(moves), times_moved_(moves.size(), 0) {
    size_t count = facts.subjects.size(), names = scheme_.value_names.size();
    board_.standings.resize(count);
    board_.values.resize(names);
    board_.elements.resize(names);
    board_.awards.resize(scheme_.blocks.size());
    groups_.resize(scheme_.blocks.size());
    children_.resize(count);
    for (const scheme::Block& block : scheme_.blocks)
        for (const scheme::Value& value : block.values) {
            auto name = static_cast<size_t>(value.name);
            if (value.variable.empty())
                board_.values[name].resize(count);
            else
                board_.elements[name].resize(count);
        }
    for (SubjectIndex i = 0; i < count; ++i)
        if (facts.subjects[i].parent != no_index) children_[facts.subjects[i].parent].push_back(i);
}

base::Result<void> Run::finish() {
    for (size_t i = 0; i < scheme_.blocks.size(); ++i)
        ZHISHI_TRY_VOID(run_block(i));
    // C2: nothing falls on who is incomplete. Whether he is may come out in a later block than the one that
    // calls.
    std::erase_if(actions_, [&](const ActionCall& call) { return board_.standings[call.on].is_incomplete; });
    return check_moves();
}

std::vector<SubjectIndex> Run::members(const scheme::Block& block) const {
    std::vector<SubjectIndex> list;
    for (SubjectIndex i = 0; i < board_.standings.size(); ++i)
        if (block.has_class(evaluator_.class_of(i))) list.push_back(i);
    return list;
}

base::Result<void> Run::run_block(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    evaluator_.enter_block(index);
    Frame frame{members(block), {}};
    work_out_values(block, frame, scheme_stage::inputs);
    ZHISHI_TRY_VOID(apply_states(block));
    find_scores(block, frame);
    work_out_values(block, frame, scheme_stage::scores);
    form_groups(index);
    rank(index);
    work_out_values(block, frame, scheme_stage::ranks);
    ZHISHI_TRY_VOID(award_seats(index));
    work_out_values(block, frame, scheme_stage::awards);
    ZHISHI_TRY_VOID(grade(index));
    work_out_values(block, frame, scheme_stage::grades);
    ZHISHI_TRY_VOID(flag(index));
    return call_for_actions(index);
}

void Run::work_out_values(const scheme::Block& block, const Frame& frame, int stage) {
    for (const scheme::Value& value : block.values) {
        if (value.stage != stage) continue;
        if (!value.variable.empty()) {
            work_out_elements(value, frame);
            continue;
        }
        Column column = evaluator_.evaluate(value.formula, frame);
        Column& kept = board_.values[static_cast<size_t>(value.name)];
        for (size_t i = 0; i < frame.size(); ++i)
            kept[frame.subjects[i]] = std::move(column[i]);
    }
}

void Run::work_out_elements(const scheme::Value& value, const Frame& frame) {
    Evaluator::Expansion expansion = evaluator_.expand(value.dimension.root, frame);
    Column column = evaluator_.evaluate(value.formula, Evaluator::extended(frame, expansion));
    ElementColumn& kept = board_.elements[static_cast<size_t>(value.name)];
    auto base = static_cast<std::uint32_t>(kept.values.size());
    for (std::uint32_t i = 0; i < expansion.owners.size(); ++i) {
        SubjectIndex subject = frame.subjects[expansion.owners[i]];
        bool is_first = i == 0 || expansion.owners[i - 1] != expansion.owners[i];
        if (is_first) kept.begin[subject] = base + i;
        kept.end[subject] = base + i + 1;
    }
    kept.elements.insert(kept.elements.end(), expansion.elements.begin(), expansion.elements.end());
    kept.values.insert(kept.values.end(), column.begin(), column.end());
}

// C8: asked before all else. Of each set the first stage in which a rule holds counts.
base::Result<void> Run::apply_states(const scheme::Block& block) {
    for (const std::string& name : block.states) {
        const scheme::StateSet& set = *scheme_.state_set(name);
        std::vector<SubjectIndex> open;
        for (SubjectIndex subject : members(block)) {
            const std::string& kind = tables_.text(tables_.facts().subjects[subject].kind);
            if (set.kinds.empty() || std::find(set.kinds.begin(), set.kinds.end(), kind) != set.kinds.end())
                open.push_back(subject);
        }
        for (const auto& stage : set.stages) {
            ZHISHI_TRY(auto holds, holding(stage, open));
            std::vector<SubjectIndex> left;
            for (size_t i = 0; i < open.size(); ++i) {
                Standing& standing = board_.standings[open[i]];
                bool is_any = false;
                for (size_t r = 0; r < stage.size(); ++r) {
                    if (!holds[r][i]) continue;
                    is_any = true;
                    const scheme::StateRule& rule = stage[r];
                    if (!rule.grade.empty()) standing.is_given_grade = true, standing.grade = rule.grade;
                    standing.is_without_grade = standing.is_without_grade || rule.no_grade;
                    standing.bars.insert(rule.bars.begin(), rule.bars.end());
                    standing.flags.insert(rule.flag);
                }
                if (!is_any) left.push_back(open[i]);
            }
            open = std::move(left);
        }
    }
    return {};
}

// C2: who lacks an input is incomplete and nothing else, unless a state has decided already.
void Run::find_scores(const scheme::Block& block, const Frame& frame) {
    Column scores(frame.size());
    if (block.score) scores = evaluator_.evaluate(block.score->formula, frame);
    std::vector<bool> lacks(frame.size(), false);
    for (const scheme::Formula& need : block.needs) {
        Column column = evaluator_.evaluate(need.root, frame);
        for (size_t i = 0; i < column.size(); ++i)
            lacks[i] = lacks[i] || column[i].is_missing();
    }
    for (size_t i = 0; i < frame.size(); ++i) {
        Standing& standing = board_.standings[frame.subjects[i]];
        standing.is_member = standing.is_member || block.score.has_value();
        bool is_decided = standing.is_given_grade || standing.is_without_grade;
        bool is_lacking = lacks[i] || (block.score && scores[i].is_missing());
        if (is_lacking && !is_decided) {
            standing.is_incomplete = true;
            standing.flags = {"incomplete"};
            continue;
        }
        if (!scores[i].is_missing()) standing.score = scores[i].number;
    }
}

namespace {

// The organ stands beside the name. A key may be longer than `by`: the class then stands last.
std::string name_of(const std::vector<std::string>& key, const std::vector<scheme::GroupBy>& by) {
    std::string name;
    bool is_first = true;
    for (size_t i = 0; i < key.size(); ++i) {
        if (i < by.size() && by[i] == scheme::GroupBy::organ) continue;
        name += (is_first ? "" : "/") + key[i];
        is_first = false;
    }
    return name;
}

} // namespace

void Run::form_groups(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    if (block.compare.empty() && block.compare_of.empty()) return;
    const scheme::Facts& facts = tables_.facts();
    auto id_of = [&](SubjectIndex subject) {
        return subject == no_index ? std::string() : facts.subjects[subject].id;
    };
    std::map<std::vector<std::string>, ComparisonGroup> groups;
    for (SubjectIndex subject : members(block)) {
        const std::string& name = evaluator_.class_of(subject);
        auto own = block.compare_of.find(name);
        const auto& by = own == block.compare_of.end() ? block.compare : own->second;
        std::vector<std::string> key;
        SubjectIndex organ = tables_.membership(subject).organ;
        for (scheme::GroupBy part : by) {
            switch (part) {
            case scheme::GroupBy::organ: key.push_back(id_of(organ)); break;
            case scheme::GroupBy::group:
                key.push_back(facts.words.text(facts.subjects[subject].group));
                break;
            case scheme::GroupBy::subject_class: key.push_back(name); break;
            case scheme::GroupBy::kind: key.push_back(facts.words.text(facts.subjects[subject].kind)); break;
            case scheme::GroupBy::parent: key.push_back(id_of(facts.subjects[subject].parent)); break;
            }
        }
        // Classes that are compared by different things never meet in one group.
        if (own != block.compare_of.end()) key.push_back(name);
        ComparisonGroup& group = groups[key];
        group.key = key;
        group.name = name_of(key, by);
        group.organ = organ;
        group.members.push_back(subject);
    }
    for (auto& [key, group] : groups)
        groups_[index].push_back(std::move(group));
}

// C3: competition rank (1, 2, 2, 4) among the scored subjects of a group.
void Run::rank(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    if (!block.is_ranked) return;
    for (const ComparisonGroup& group : groups_[index]) {
        Frame frame{{}, {}};
        for (SubjectIndex subject : group.members)
            if (board_.standings[subject].score) frame.subjects.push_back(subject);
        std::vector<Column> columns;
        for (const auto& formula : block.rank_key)
            columns.push_back(evaluator_.evaluate(formula.root, frame));
        struct Entry {
            SubjectIndex subject;
            std::vector<Number> key;
        };
        std::vector<Entry> entries;
        for (size_t i = 0; i < frame.size(); ++i) {
            Entry entry{frame.subjects[i], {}};
            for (const Column& column : columns)
                if (!column[i].is_missing()) entry.key.push_back(column[i].number);
            if (entry.key.size() == columns.size()) entries.push_back(std::move(entry));
        }
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.key > b.key; });
        int place = 0;
        for (size_t i = 0; i < entries.size(); ++i) {
            if (i == 0 || entries[i].key != entries[i - 1].key) place = static_cast<int>(i) + 1;
            board_.standings[entries[i].subject].rank = place;
        }
        for (SubjectIndex subject : group.members)
            board_.standings[subject].ranked_count = static_cast<int>(entries.size());
    }
}

base::Result<void> Run::grade(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    std::vector<SubjectIndex> open;
    for (SubjectIndex subject : members(block)) {
        Standing& standing = board_.standings[subject];
        if (standing.is_incomplete || standing.is_given_grade || standing.is_without_grade) continue;
        for (size_t a = 0; a < block.awards.size(); ++a)
            if (standing.grade.empty() && board_.awards[index][a].outcome[subject] == Award::awarded)
                standing.grade = block.awards[a].grade;
        if (standing.grade.empty()) open.push_back(subject);
    }
    ZHISHI_TRY(auto holds, holding(block.grades, open));
    for (size_t i = 0; i < open.size(); ++i) {
        Standing& standing = board_.standings[open[i]];
        for (size_t r = 0; r < block.grades.size() && standing.grade.empty(); ++r)
            if (holds[r][i] && !standing.bars.contains(block.grades[r].grade))
                standing.grade = block.grades[r].grade;
    }
    return {};
}

base::Result<void> Run::flag(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    std::vector<SubjectIndex> list = members(block);
    ZHISHI_TRY(auto holds, holding(block.flags, list));
    for (size_t i = 0; i < list.size(); ++i)
        for (size_t r = 0; r < block.flags.size(); ++r)
            if (holds[r][i] && !board_.standings[list[i]].is_incomplete)
                board_.standings[list[i]].flags.insert(block.flags[r].flag);
    return {};
}

base::Result<void> Run::call_for_actions(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    std::vector<SubjectIndex> list = members(block);
    ZHISHI_TRY(auto holds, holding(block.actions, list));
    for (size_t r = 0; r < block.actions.size(); ++r) {
        const scheme::ActionRule& rule = block.actions[r];
        for (size_t i = 0; i < list.size(); ++i) {
            if (!holds[r][i] || board_.standings[list[i]].is_incomplete) continue;
            auto call = [&](SubjectIndex on) { actions_.push_back({on, list[i], index, &rule}); };
            SubjectIndex parent = tables_.facts().subjects[list[i]].parent;
            if (rule.on == scheme::ActionRule::On::self) call(list[i]);
            if (rule.on == scheme::ActionRule::On::parent && parent != no_index) call(parent);
            if (rule.on == scheme::ActionRule::On::children)
                for (SubjectIndex child : children_[list[i]])
                    if (evaluator_.class_of(child) == rule.children_class) call(child);
        }
    }
    return {};
}

std::string Run::short_text(const Value& value) const {
    if (value.kind == Value::Kind::word) return tables_.text(value.id);
    if (value.kind != Value::Kind::period) return {};
    const base::Period& period = tables_.period_at(value.id);
    std::string text = period.str();
    bool is_part = period.kind() != base::Period::Kind::year && period.kind() != base::Period::Kind::special;
    if (!is_part) return text;
    return text.substr(period.kind() == base::Period::Kind::month ? 5 : 4);
}

} // namespace zhishi::engine
