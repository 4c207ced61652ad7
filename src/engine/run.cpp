#include "engine/run.h"

#include "engine/column_math.h"
#include "engine/rules.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace zhishi::engine {

using scheme::no_index;
using scheme::SubjectIndex;

Run::Run(const Plan& plan, const scheme::Facts& facts, const std::vector<SeatMove>& moves, bool keeps_all)
    : plan_(plan), scheme_(*plan.in_force.scheme), tables_(plan.in_force, facts),
      board_(scheme_, facts.subjects.size()), evaluator_(plan.in_force, tables_, board_),
      groups_(scheme_.blocks.size()), moves_(moves), keeps_all_(keeps_all), times_moved_(moves.size(), 0) {}

base::Result<void> Run::finish() {
    for (size_t i = 0; i < scheme_.blocks.size(); ++i)
        ZHISHI_TRY_VOID(run_block(i));
    // C2: nothing falls on who is incomplete. Whether he is may come out in a later block than the one that
    // calls.
    std::erase_if(actions_, [&](const ActionCall& call) { return board_.standings[call.on].is_incomplete; });
    return check_moves();
}

std::vector<SubjectIndex> Run::members(const scheme::Block& block) const {
    std::vector<bool> is_asked;
    for (const auto& subject_class : scheme_.classes)
        is_asked.push_back(block.has_class(subject_class.id));
    std::vector<SubjectIndex> list;
    for (SubjectIndex i = 0; i < board_.standings.size(); ++i) {
        int index = tables_.membership(i).subject_class;
        if (index >= 0 && is_asked[static_cast<size_t>(index)]) list.push_back(i);
    }
    return list;
}

base::Result<void> Run::run_block(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    evaluator_.enter_block(index);
    members_ = members(block);
    position_.resize(board_.standings.size());
    for (std::uint32_t i = 0; i < members_.size(); ++i)
        position_[members_[i]] = i;
    work_out_values(block, scheme_stage::inputs);
    drop_values(index, scheme_stage::inputs);
    ZHISHI_TRY_VOID(apply_states(block));
    find_scores(block);
    work_out_values(block, scheme_stage::scores);
    drop_values(index, scheme_stage::scores);
    form_groups(index);
    rank(index);
    work_out_values(block, scheme_stage::ranks);
    ZHISHI_TRY_VOID(award_seats(index));
    work_out_values(block, scheme_stage::awards);
    ZHISHI_TRY_VOID(grade(index));
    work_out_values(block, scheme_stage::grades);
    ZHISHI_TRY_VOID(flag(index));
    return call_for_actions(index);
}

void Run::work_out_values(const scheme::Block& block, int stage) {
    for (const scheme::Value& value : block.values) {
        if (value.stage != stage) continue;
        if (!value.variable.empty())
            work_out_elements(value);
        else
            board_.values[static_cast<size_t>(value.name)].put(members_, over(members_, value.formula));
    }
}

namespace {

void add_values(const scheme::Expression& node, std::set<int>& names) {
    bool is_value =
        node.reference == scheme::Reference::value || node.reference == scheme::Reference::parent_value;
    if (node.kind == scheme::Expression::Kind::name && is_value) names.insert(node.index);
    for (const auto& child : node.children)
        add_values(child, names);
}

} // namespace

// A value of this block that was worked out up to this stage, and that nothing still to come asks for. All
// that is not a value of an earlier stage is taken to be still to come.
void Run::drop_values(size_t index, int stage) {
    if (keeps_all_) return;
    scheme::Scheme left; // what is still to come
    left.state_sets = scheme_.state_sets;
    left.blocks.assign(scheme_.blocks.begin() + static_cast<std::ptrdiff_t>(index), scheme_.blocks.end());
    scheme::Block& here = left.blocks.front();
    std::erase_if(here.values, [&](const scheme::Value& value) { return value.stage <= stage; });
    if (stage >= scheme_stage::scores) here.score.reset();
    for (scheme::Block& block : left.blocks)
        block.nodes.clear();
    std::set<int> names;
    scheme::each_formula(left, [&](const scheme::Formula& formula) { add_values(formula.root, names); });
    for (const scheme::Value& value : scheme_.blocks[index].values) {
        if (value.stage > stage || names.contains(value.name)) continue;
        board_.values[static_cast<size_t>(value.name)] = Column(board_.standings.size());
        board_.elements[static_cast<size_t>(value.name)] = {};
    }
}

void Run::work_out_elements(const scheme::Value& value) {
    struct Piece {
        Evaluator::Expansion expansion;
        Column values;
    };
    // The elements of the first member are those of all where they are parts of the period.
    bool is_regular = value.dimension.root.reference == scheme::Reference::periods;
    std::vector<Piece> pieces((members_.size() + subjects_a_part - 1) / subjects_a_part);
    base::each_part(members_.size(), subjects_a_part, [&](size_t begin, size_t end) {
        auto first = members_.begin();
        Frame frame{{first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end)},
                    {}};
        Piece& piece = pieces[begin / subjects_a_part];
        piece.expansion = evaluator_.expand(value.dimension.root, frame);
        piece.values = evaluator_.evaluate(value.formula, Evaluator::extended(frame, piece.expansion));
        if (is_regular && begin > 0) piece.expansion = {}; // the first one tells them
    });
    ElementColumn& kept = board_.elements[static_cast<size_t>(value.name)];
    kept.member.resize(board_.standings.size());
    kept.part.resize(board_.standings.size());
    ElementColumn::Part& part = kept.parts.emplace_back();
    size_t count = 0;
    for (const Piece& piece : pieces)
        count += piece.values.size();
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
        kept.member[members_[i]] = i;
        kept.part[members_[i]] = static_cast<std::uint8_t>(kept.parts.size());
    }
    if (is_regular && !members_.empty()) {
        std::vector<std::uint32_t> places(count / members_.size());
        std::iota(places.begin(), places.end(), 0u);
        part.elements = pieces[0].expansion.elements.rows(places);
    } else {
        part.begin.assign(members_.size() + 1, 0);
        part.elements = Column(count);
    }
    part.values = Column(count);
    std::uint32_t at = 0;
    for (size_t p = 0; p < pieces.size(); ++p) {
        Piece piece = std::move(pieces[p]);
        std::vector<std::uint32_t> places(piece.values.size());
        std::iota(places.begin(), places.end(), at);
        at += static_cast<std::uint32_t>(places.size());
        part.values.put(places, piece.values);
        if (part.begin.empty()) continue;
        part.elements.put(places, piece.expansion.elements);
        for (std::uint32_t owner : piece.expansion.owners)
            ++part.begin[p * subjects_a_part + owner + 1];
    }
    std::partial_sum(part.begin.begin(), part.begin.end(), part.begin.begin());
}

// C8: asked before all else. Of each set the first stage in which a rule holds counts.
base::Result<void> Run::apply_states(const scheme::Block& block) {
    for (const std::string& name : block.states) {
        const scheme::StateSet& set = *scheme_.state_set(name);
        std::vector<SubjectIndex> open;
        for (SubjectIndex subject : members_) {
            std::string_view kind = tables_.text(tables_.facts().subjects[subject].kind);
            if (set.kinds.empty() || std::find(set.kinds.begin(), set.kinds.end(), kind) != set.kinds.end())
                open.push_back(subject);
        }
        for (const auto& stage : set.stages) {
            ZHISHI_TRY(Holding holds, holding(stage, open));
            apply_stage(stage, holds, open);
        }
    }
    return {};
}

// Those of whom no rule holds stay open for the next stage.
void Run::apply_stage(const std::vector<scheme::StateRule>& stage, const Holding& holds,
                      std::vector<SubjectIndex>& open) {
    std::vector<SubjectIndex> left;
    std::vector<bool> is_decided(open.size(), false);
    for (size_t r = 0; r < stage.size(); ++r) {
        const scheme::StateRule& rule = stage[r];
        std::uint64_t flag = rule.flag.empty() ? 0 : board_.flag_bit(rule.flag), bars = 0;
        for (const std::string& barred : rule.bars)
            bars |= board_.grade_bit(barred);
        for (size_t i = 0; i < open.size(); ++i) {
            if (!holds[r][i]) continue;
            is_decided[i] = true;
            Standing& standing = board_.standings[open[i]];
            if (!rule.grade.empty())
                standing.is_given_grade = true, standing.grade = board_.grade_of(rule.grade);
            standing.is_without_grade = standing.is_without_grade || rule.no_grade;
            standing.bars |= bars;
            standing.flags |= flag;
        }
    }
    for (size_t i = 0; i < open.size(); ++i)
        if (!is_decided[i]) left.push_back(open[i]);
    open = std::move(left);
}

// C2: who lacks an input is incomplete and nothing else, unless a state has decided already.
void Run::find_scores(const scheme::Block& block) {
    Column scores(members_.size());
    if (block.score) scores = over(members_, block.score->formula).spread_out();
    std::vector<bool> lacks(members_.size(), false);
    for (const scheme::Formula& need : block.needs) {
        Column column = over(members_, need);
        for (size_t i = 0; i < members_.size(); ++i)
            if (column.is_missing(i)) lacks[i] = true;
    }
    std::uint64_t incomplete = board_.flag_bit("incomplete");
    std::vector<std::uint32_t> without;
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
        Standing& standing = board_.standings[members_[i]];
        standing.is_member = standing.is_member || block.score.has_value();
        bool is_decided = standing.is_given_grade || standing.is_without_grade;
        bool is_lacking = lacks[i] || (block.score && scores.is_missing(i));
        if (!is_lacking || is_decided) continue;
        standing.is_incomplete = true;
        standing.flags = incomplete;
        without.push_back(i);
    }
    for (std::uint32_t i : without)
        scores.set(i, {});
    if (block.score) board_.scores.put(members_, scores);
}

// C3: competition rank (1, 2, 2, 4) among the scored subjects of a group.
void Run::rank(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    if (!block.is_ranked) return;
    std::vector<Column> keys;
    for (const auto& formula : block.rank_key)
        keys.push_back(over(members_, formula));
    const auto& groups = groups_[index];
    constexpr size_t groups_a_part = 256;
    base::each_part(groups.size(), groups_a_part, [&](size_t begin, size_t end) {
        std::vector<std::uint32_t> entries;
        auto is_equal = [&](std::uint32_t a, std::uint32_t b) {
            return std::all_of(keys.begin(), keys.end(),
                               [&](const Column& key) { return order_of(key, a, b) == 0; });
        };
        for (size_t g = begin; g < end; ++g) {
            entries.clear();
            for (SubjectIndex subject : groups[g].members) {
                std::uint32_t place = position_[subject];
                bool is_ranked = !board_.scores.is_missing(subject) &&
                                 std::none_of(keys.begin(), keys.end(),
                                              [&](const Column& key) { return key.is_missing(place); });
                if (is_ranked) entries.push_back(place);
            }
            std::sort(entries.begin(), entries.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return stands_before(keys, a, b); });
            std::uint32_t place = 0;
            for (std::uint32_t i = 0; i < entries.size(); ++i) {
                if (i == 0 || !is_equal(entries[i], entries[i - 1])) place = i + 1;
                board_.standings[members_[entries[i]]].rank = place;
            }
            for (SubjectIndex subject : groups[g].members)
                board_.standings[subject].ranked_count = static_cast<std::uint32_t>(entries.size());
        }
    });
}

base::Result<void> Run::grade(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    std::vector<std::uint8_t> awarded, grades;
    for (const scheme::Award& award : block.awards)
        awarded.push_back(board_.grade_of(award.grade));
    for (const scheme::GradeRule& rule : block.grades)
        grades.push_back(board_.grade_of(rule.grade));
    std::vector<SubjectIndex> open;
    for (SubjectIndex subject : members_) {
        Standing& standing = board_.standings[subject];
        if (standing.is_incomplete || standing.is_given_grade || standing.is_without_grade) continue;
        for (size_t a = 0; a < block.awards.size(); ++a)
            if (standing.grade == 0 && board_.awards[index][a].outcome[subject] == Award::awarded)
                standing.grade = awarded[a];
        if (standing.grade == 0) open.push_back(subject);
    }
    ZHISHI_TRY(Holding holds, holding(block.grades, open));
    for (size_t i = 0; i < open.size(); ++i) {
        Standing& standing = board_.standings[open[i]];
        for (size_t r = 0; r < block.grades.size() && standing.grade == 0; ++r) {
            bool is_barred = (standing.bars >> (grades[r] - 1) & 1) != 0;
            if (holds[r][i] && !is_barred) standing.grade = grades[r];
        }
    }
    return {};
}

base::Result<void> Run::flag(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    ZHISHI_TRY(Holding holds, holding(block.flags, members_));
    for (size_t r = 0; r < block.flags.size(); ++r) {
        std::uint64_t bit = board_.flag_bit(block.flags[r].flag);
        for (size_t i = 0; i < members_.size(); ++i) {
            Standing& standing = board_.standings[members_[i]];
            if (holds[r][i] && !standing.is_incomplete) standing.flags |= bit;
        }
    }
    return {};
}

base::Result<void> Run::call_for_actions(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    ZHISHI_TRY(Holding holds, holding(block.actions, members_));
    const auto& subjects = tables_.facts().subjects;
    for (size_t r = 0; r < block.actions.size(); ++r) {
        const scheme::ActionRule& rule = block.actions[r];
        bool is_on_children = rule.on == scheme::ActionRule::On::children;
        if (is_on_children && children_.empty()) {
            children_.resize(subjects.size());
            for (SubjectIndex i = 0; i < subjects.size(); ++i)
                if (subjects[i].parent != no_index) children_[subjects[i].parent].push_back(i);
        }
        for (size_t i = 0; i < members_.size(); ++i) {
            SubjectIndex from = members_[i], parent = subjects[from].parent;
            if (!holds[r][i] || board_.standings[from].is_incomplete) continue;
            auto call = [&](SubjectIndex on) {
                actions_.push_back({on, from, static_cast<std::uint32_t>(index), &rule});
            };
            if (rule.on == scheme::ActionRule::On::self) call(from);
            if (rule.on == scheme::ActionRule::On::parent && parent != no_index) call(parent);
            if (is_on_children)
                for (SubjectIndex child : children_[from])
                    if (evaluator_.class_of(child) == rule.children_class) call(child);
        }
    }
    return {};
}

std::string Run::short_text(const Value& value) const {
    if (value.kind == Value::Kind::word) return std::string(tables_.text(value.id));
    if (value.kind != Value::Kind::period) return {};
    base::Period period = tables_.period_at(value.id);
    std::string text = period.str();
    bool is_part = period.kind() != base::Period::Kind::year && period.kind() != base::Period::Kind::special;
    if (!is_part) return text;
    return text.substr(period.kind() == base::Period::Kind::month ? 5 : 4);
}

} // namespace zhishi::engine
