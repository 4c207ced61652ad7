#include "engine/score.h"

#include "engine/rules.h"
#include "engine/run.h"

#include <algorithm>
#include <map>

namespace zhishi::engine {

using scheme::SubjectIndex;

namespace {

std::string clause_of(const scheme::Scheme& scheme, const scheme::Block& block,
                      const scheme::ActionRule& rule) {
    auto source = scheme.sources.find(rule.origin.source);
    std::string title = source == scheme.sources.end() ? rule.origin.source : source->second.title.zh;
    return scheme.id + "/" + block.id + "/" + rule.id + " " + title + " " + rule.origin.article;
}

// Compared by their first eight bytes as a number, and byte by byte only where these are equal.
std::vector<SubjectIndex> in_order_of_ids(const scheme::Facts& facts) {
    struct Entry {
        std::uint64_t head;
        SubjectIndex subject;
    };
    std::vector<Entry> entries;
    bool is_sorted = true;
    for (SubjectIndex i = 0; i < facts.subjects.size(); ++i) {
        std::string_view id = facts.id_of(i);
        std::uint64_t head = 0;
        for (size_t b = 0; b < 8; ++b)
            head = head << 8 | (b < id.size() ? static_cast<std::uint8_t>(id[b]) : 0u);
        entries.push_back({head, i});
        is_sorted = is_sorted && (i == 0 || facts.id_of(i - 1) < id);
    }
    if (!is_sorted)
        std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
            return a.head != b.head ? a.head < b.head : facts.id_of(a.subject) < facts.id_of(b.subject);
        });
    std::vector<SubjectIndex> order;
    order.reserve(entries.size());
    for (const Entry& entry : entries)
        order.push_back(entry.subject);
    return order;
}

// 86.50: as Number::fixed(2), without a rational where the column is narrow.
std::string_view fixed_text(const Column& column, size_t row, std::string& into) {
    bool is_plain = column.form() == Column::Form::decimals && column.scale() <= 2;
    if (!is_plain) return into = column.number(row).fixed(2);
    std::int64_t units = column.units(row) * power_of_ten(2 - column.scale());
    bool is_negative = units < 0;
    std::uint64_t size =
        is_negative ? 0 - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
    into = std::to_string(size);
    if (into.size() < 3) into.insert(0, 3 - into.size(), '0');
    into.insert(into.size() - 2, 1, '.');
    if (is_negative) into.insert(0, 1, '-');
    return into;
}

bool appears(const Standing& standing) {
    return standing.is_member || standing.grade != 0 || standing.flags != 0;
}

// A node of a subject: where its name and its value stand.
struct NodePlace {
    std::uint32_t order; // of the subject by its id
    std::uint32_t name, column, row;
};

struct Nodes {
    std::vector<std::string> names; // in byte order
    std::vector<Column> columns;
    std::vector<NodePlace> places; // by subject, then name
};

std::string name_of(const scheme::NodeRule& rule, const std::string& element) {
    std::string name = rule.name, hole = "{" + rule.variable + "}";
    if (!rule.variable.empty()) name.replace(name.find(hole), hole.size(), element);
    return name;
}

// One rule of nodes over the members of its block.
void add_nodes(const Run& run, const scheme::NodeRule& rule, const std::vector<SubjectIndex>& members,
               const std::vector<std::uint32_t>& order_of, std::map<std::string, std::uint32_t>& names,
               Nodes& nodes) {
    auto number_of = [&](const std::string& name) {
        return names.emplace(name, static_cast<std::uint32_t>(names.size())).first->second;
    };
    auto add = [&](Column column, const std::vector<SubjectIndex>& subjects, auto name_at) {
        for (std::uint32_t i = 0; i < column.size(); ++i)
            if (!column.is_missing(i))
                nodes.places.push_back(
                    {order_of[subjects[i]], name_at(i), static_cast<std::uint32_t>(nodes.columns.size()), i});
        nodes.columns.push_back(std::move(column));
    };
    if (rule.variable.empty()) {
        std::uint32_t name = number_of(rule.name);
        return add(run.over(members, rule.value), members, [&](std::uint32_t) { return name; });
    }
    // A part at a time: the frame of all elements would be wide.
    for (size_t begin = 0; begin < members.size(); begin += subjects_a_part) {
        size_t end = std::min(members.size(), begin + subjects_a_part);
        Frame frame{{members.begin() + static_cast<std::ptrdiff_t>(begin),
                     members.begin() + static_cast<std::ptrdiff_t>(end)},
                    {}};
        auto expansion = run.evaluator().expand(rule.dimension.root, frame);
        Frame rows = Evaluator::extended(frame, expansion);
        std::map<std::uint32_t, std::uint32_t> name_of_element;
        add(run.evaluator().evaluate(rule.value.root, rows), rows.subjects, [&](std::uint32_t i) {
            auto [place, is_new] = name_of_element.try_emplace(expansion.elements.id(i), 0);
            if (is_new) place->second = number_of(name_of(rule, run.short_text(expansion.elements[i])));
            return place->second;
        });
    }
}

Nodes nodes_of(Run& run, const std::vector<SubjectIndex>& by_id) {
    std::vector<std::uint32_t> order_of(by_id.size());
    for (std::uint32_t i = 0; i < by_id.size(); ++i)
        order_of[by_id[i]] = i;
    Nodes nodes;
    std::map<std::string, std::uint32_t> names;
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        run.evaluator().enter_block(b);
        auto members = run.members(block);
        for (const scheme::NodeRule& rule : block.nodes)
            add_nodes(run, rule, members, order_of, names, nodes);
    }
    std::vector<std::uint32_t> place_of(names.size()); // in byte order, which the map has
    for (const auto& [name, number] : names) {
        place_of[number] = static_cast<std::uint32_t>(nodes.names.size());
        nodes.names.push_back(name);
    }
    for (NodePlace& place : nodes.places)
        place.name = place_of[place.name];
    std::sort(nodes.places.begin(), nodes.places.end(), [](const NodePlace& a, const NodePlace& b) {
        return std::tie(a.order, a.name) < std::tie(b.order, b.name);
    });
    return nodes;
}

void list_seats(const Run& run, Outcome& outcome) {
    const scheme::Facts& facts = run.tables().facts();
    for (size_t b = 0; b < run.scheme().blocks.size(); ++b) {
        const scheme::Block& block = run.scheme().blocks[b];
        for (size_t a = 0; a < block.awards.size(); ++a) {
            const AwardRun& award = run.board().awards[b][a];
            for (size_t g = 0; g < award.groups.size(); ++g) {
                const AwardGroup& group = award.groups[g];
                const ComparisonGroup& compared = run.groups(b)[g];
                SeatsOutcome seats;
                seats.block = block.id;
                seats.award = block.awards[a].id;
                seats.grade = block.awards[a].grade;
                if (compared.organ != scheme::no_index) seats.organ = facts.id_of(compared.organ);
                seats.group = compared.name;
                seats.counted = group.counted;
                seats.seats_by_rule = group.seats_by_rule;
                seats.seats = group.seats;
                seats.candidates = static_cast<std::int64_t>(group.candidates.size());
                for (const auto& candidate : group.candidates) {
                    seats.awarded += candidate.outcome == Award::awarded;
                    if (candidate.outcome != Award::tied) continue;
                    seats.tied += 1;
                    seats.tied_ids.emplace_back(facts.id_of(candidate.subject));
                }
                outcome.seats.push_back(std::move(seats));
            }
        }
    }
}

} // namespace

Plan compile(scheme::InForce in_force) {
    return {std::move(in_force)};
}

Scoring::Scoring(std::unique_ptr<Run> run)
    : run_(std::move(run)), by_id_(in_order_of_ids(run_->tables().facts())) {}
Scoring::Scoring(Scoring&&) noexcept = default;
Scoring::~Scoring() = default;

base::Result<Scoring> Scoring::of(const Plan& plan, const scheme::Facts& facts,
                                  const std::vector<SeatMove>& moves, bool keeps_nodes) {
    auto run = std::make_unique<Run>(plan, facts, moves, keeps_nodes);
    ZHISHI_TRY_VOID(run->finish());
    return Scoring(std::move(run));
}

void Scoring::each_result(const std::function<void(const ResultRow&)>& take) const {
    const Board& board = run_->board();
    std::map<std::uint64_t, std::string> joined; // of a set of flags
    std::string score;
    for (SubjectIndex subject : by_id_) {
        const Standing& standing = board.standings[subject];
        if (!appears(standing)) continue;
        auto [flags, is_new] = joined.try_emplace(standing.flags);
        if (is_new)
            for (const std::string& flag : board.flags_of(subject))
                flags->second += (flags->second.empty() ? "" : ";") + flag;
        bool has_score = !board.scores.is_missing(subject);
        take({run_->tables().facts().id_of(subject),
              has_score ? fixed_text(board.scores, subject, score) : std::string_view(), standing.rank,
              board.grade_word(standing.grade), flags->second});
    }
}

void Scoring::each_node(const std::function<void(const NodeRow&)>& take) const {
    Nodes nodes = nodes_of(*run_, by_id_);
    std::string value;
    for (const NodePlace& place : nodes.places)
        take({run_->tables().facts().id_of(by_id_[place.order]), nodes.names[place.name],
              fixed_text(nodes.columns[place.column], place.row, value)});
}

std::vector<ActionOutcome> Scoring::actions() const {
    const scheme::Facts& facts = run_->tables().facts();
    std::map<const scheme::ActionRule*, std::string> clauses;
    std::vector<ActionOutcome> actions;
    for (const ActionCall& call : run_->actions()) {
        auto [clause, is_new] = clauses.try_emplace(call.rule);
        if (is_new) clause->second = clause_of(run_->scheme(), run_->scheme().blocks[call.block], *call.rule);
        actions.push_back(
            {std::string(facts.id_of(call.on)), call.rule->action, clause->second, call.rule->title});
    }
    auto order = [](const ActionOutcome& a, const ActionOutcome& b) {
        return std::tie(a.id, a.action, a.clause) < std::tie(b.id, b.action, b.clause);
    };
    std::sort(actions.begin(), actions.end(), order);
    // Two children may call for the same on their parent: it falls on him once.
    auto is_same = [](const auto& a, const auto& b) { return a.id == b.id && a.action == b.action; };
    actions.erase(std::unique(actions.begin(), actions.end(), is_same), actions.end());
    return actions;
}

Outcome Scoring::outcome() const {
    const Board& board = run_->board();
    const scheme::Facts& facts = run_->tables().facts();
    Outcome outcome;
    for (SubjectIndex subject : by_id_) {
        const Standing& standing = board.standings[subject];
        if (!appears(standing)) continue;
        SubjectOutcome result{subject,
                              std::string(facts.id_of(subject)),
                              {},
                              {},
                              {},
                              board.grade_word(standing.grade),
                              board.flags_of(subject)};
        if (!board.scores.is_missing(subject)) result.score = board.scores.number(subject);
        if (standing.rank > 0) result.rank = static_cast<int>(standing.rank);
        if (standing.ranked_count > 0) result.ranked_count = static_cast<int>(standing.ranked_count);
        outcome.results.push_back(std::move(result));
    }
    outcome.actions = actions();
    Nodes nodes = nodes_of(*run_, by_id_);
    for (const NodePlace& place : nodes.places)
        outcome.nodes.push_back({std::string(facts.id_of(by_id_[place.order])), nodes.names[place.name],
                                 nodes.columns[place.column].number(place.row)});
    list_seats(*run_, outcome);
    return outcome;
}

base::Result<Outcome> score(const Plan& plan, const scheme::Facts& facts,
                            const std::vector<SeatMove>& moves) {
    ZHISHI_TRY(Scoring scoring, Scoring::of(plan, facts, moves));
    return scoring.outcome();
}

} // namespace zhishi::engine
