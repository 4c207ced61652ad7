// Functions and inputs of formulas.
#include "base/check.h"
#include "engine/column_math.h"
#include "engine/evaluate.h"

#include <algorithm>
#include <unordered_map>

namespace zhishi::engine {

using base::Number;
using scheme::Expression;
using scheme::Function;
using scheme::no_index;
using scheme::QuestionId;
using scheme::WordId;
using Kind = Expression::Kind;

namespace {

constexpr int millionths_scale = 6, hundredths_scale = 2;

// A sum that 64 bits do not hold: the row takes it as it is.
struct WideSum {
    std::uint32_t row;
    Number value;
};

bool is_wide(Tables::Wide millionths) {
    return millionths > INT64_MAX || millionths < INT64_MIN;
}

// Sums of written values: coarse where that loses nothing, so that products of them stay narrow.
Column of_millionths(std::vector<std::int64_t> units, std::vector<std::uint8_t> missing) {
    if (std::find(missing.begin(), missing.end(), 1) == missing.end()) missing.clear();
    Column column = Column::of_decimals(std::move(units), millionths_scale, std::move(missing));
    column.rescale(hundredths_scale);
    return column;
}

} // namespace

Column Evaluator::call(const Expression& node, const Frame& frame) const {
    switch (node.function) {
    case Function::r2:
    case Function::absolute:
    case Function::floor:
    case Function::ceil:
    case Function::clamp:
    case Function::least:
    case Function::greatest: return numbers(node, frame);
    case Function::present: {
        Column column = evaluate(node.children[0], frame);
        std::vector<std::uint8_t> truths(frame.size());
        for (size_t i = 0; i < truths.size(); ++i)
            truths[i] = !column.is_missing(i);
        return Column::of_truths(std::move(truths));
    }
    case Function::year_of: {
        Column column = evaluate(node.children[0], frame), years(frame.size());
        for (size_t i = 0; i < frame.size(); ++i)
            if (!column.is_missing(i))
                years.set(i, Value::of(Number(tables_.period_at(column.id(i)).year())));
        return years;
    }
    case Function::place_in: return place_in(node, frame);
    case Function::rating:
    case Function::rating_sum:
    case Function::rating_count: return ratings(node, frame);
    case Function::fact: return facts(node, frame);
    case Function::events:
    case Function::event_magnitude: return event_points(node, frame);
    case Function::attribute: return attributes(node, frame);
    case Function::is_candidate:
    case Function::is_awarded:
    case Function::is_barred_from: return award_question(node, frame);
    case Function::keys:
    case Function::years_before:
    case Function::received:
    case Function::none: break;
    }
    base::check(false, "a function that gives no value");
    return {};
}

Column Evaluator::numbers(const Expression& node, const Frame& frame) const {
    Column column = evaluate(node.children[0], frame);
    auto argument = [&](size_t i) { return evaluate(node.children[i], frame); };
    switch (node.function) {
    case Function::r2: return rounded(column, 2);
    case Function::absolute: return magnitude(column);
    case Function::floor: return floor_of(column);
    case Function::ceil: return ceil_of(column);
    case Function::clamp: return lesser(greater(column, argument(1)), argument(2));
    default: break;
    }
    for (size_t i = 1; i < node.children.size(); ++i)
        column =
            node.function == Function::least ? lesser(column, argument(i)) : greater(column, argument(i));
    return column;
}

Column Evaluator::place_in(const Expression& node, const Frame& frame) const {
    Column column = evaluate(node.children[1], frame);
    std::vector<WordId> written;
    bool is_list = node.children[0].kind == Kind::list;
    if (is_list)
        for (const auto& child : node.children[0].children)
            written.push_back(tables_.word(child.text));
    std::vector<std::int64_t> places(frame.size(), 0);
    std::vector<std::uint8_t> missing(frame.size(), 0);
    for (size_t i = 0; i < frame.size(); ++i) {
        missing[i] = column.is_missing(i);
        if (missing[i]) continue;
        const auto& words = is_list ? written : words_for(node.children[0], frame.subjects[i]);
        auto found = std::find(words.begin(), words.end(), column.id(i));
        missing[i] = found == words.end();
        places[i] = missing[i] ? 0 : found - words.begin() + 1;
    }
    return Column::of_decimals(std::move(places), 0, std::move(missing));
}

namespace {

// Formulas ask a few questions of many subjects: what each means is looked up once.
class Asked {
  public:
    explicit Asked(const Tables& tables) : tables_(tables) {}

    const std::vector<QuestionId>& questions(WordId item, scheme::PeriodCode period, WordId role) {
        scheme::Question question{period, item, role};
        if (last_ && question == last_question_) return *last_;
        auto [place, is_new] = known_.try_emplace(question);
        if (is_new) place->second = tables_.questions(item, period, role);
        last_question_ = question;
        last_ = &place->second;
        return *last_;
    }

  private:
    struct Hash {
        size_t operator()(const scheme::Question& question) const {
            return (question.period * 31u + question.item) * 0x9E3779B97F4A7C15u + question.role;
        }
    };
    const Tables& tables_;
    std::unordered_map<scheme::Question, std::vector<QuestionId>, Hash> known_;
    scheme::Question last_question_{};
    const std::vector<QuestionId>* last_ = nullptr;
};

} // namespace

std::optional<std::vector<QuestionId>> Evaluator::questions(const Expression& node, const Frame& frame,
                                                            size_t row) const {
    bool is_any = node.children[1].is_word("any");
    Column items = words(node.children[0], frame), periods = period_argument(node, 2, frame);
    if (items.is_missing(row) || periods.is_missing(row)) return std::nullopt;
    if (is_any) return tables_.questions(items.id(row), periods.id(row), no_index);
    Column roles = words(node.children[1], frame);
    if (roles.is_missing(row)) return std::nullopt;
    return tables_.questions(items.id(row), periods.id(row), roles.id(row));
}

Column Evaluator::ratings(const Expression& node, const Frame& frame) const {
    bool is_any = node.children[1].is_word("any");
    Column items = words(node.children[0], frame), periods = period_argument(node, 2, frame), roles;
    if (!is_any) roles = words(node.children[1], frame);
    Asked asked(tables_);
    std::vector<std::int64_t> sums(frame.size(), 0), counts(frame.size(), 1);
    std::vector<std::uint8_t> missing(frame.size(), 1);
    bool is_count = node.function == Function::rating_count, are_single = true;
    std::vector<WideSum> wide;
    for (std::uint32_t i = 0; i < frame.size(); ++i) {
        if (items.is_missing(i) || periods.is_missing(i) || (!is_any && roles.is_missing(i))) continue;
        Tables::Sum sum = tables_.ratings(
            frame.subjects[i], asked.questions(items.id(i), periods.id(i), is_any ? no_index : roles.id(i)));
        if (is_count) {
            sums[i] = sum.count;
            missing[i] = 0;
        } else if (is_wide(sum.millionths)) {
            Number whole = Tables::number_of(sum.millionths);
            bool is_sum = node.function == Function::rating_sum;
            wide.push_back({i, is_sum ? whole : whole / Number(sum.count)});
        } else if (sum.count > 0) {
            sums[i] = static_cast<std::int64_t>(sum.millionths);
            counts[i] = sum.count;
            missing[i] = 0;
            are_single = are_single && sum.count == 1;
        }
    }
    if (is_count) return Column::of_decimals(std::move(sums), 0, std::move(missing));
    Column column = of_millionths(std::move(sums), std::move(missing));
    bool is_mean = node.function == Function::rating && !are_single;
    if (is_mean)
        column =
            Column::of_quotients(column.raw_units(), column.scale(), std::move(counts), column.raw_missing());
    for (WideSum& sum : wide)
        column.set(sum.row, Value::of(std::move(sum.value)));
    return column;
}

Column Evaluator::facts(const Expression& node, const Frame& frame) const {
    Column keys = words(node.children[0], frame), periods = period_argument(node, 1, frame);
    bool is_word = node.type == scheme::Type::word;
    std::vector<std::uint32_t> ids(is_word ? frame.size() : 0, no_index);
    std::vector<std::int64_t> units(is_word ? 0 : frame.size(), 0);
    std::vector<std::uint8_t> missing(frame.size(), 1);
    for (size_t i = 0; i < frame.size(); ++i) {
        if (keys.is_missing(i) || periods.is_missing(i)) continue;
        const scheme::Fact* fact = tables_.fact(frame.subjects[i], keys.id(i), periods.id(i));
        if (!fact) continue;
        if (is_word)
            ids[i] = fact->word;
        else if (fact->is_number)
            units[i] = fact->value, missing[i] = 0;
    }
    return is_word ? Column::of_ids(Value::Kind::word, std::move(ids))
                   : of_millionths(std::move(units), std::move(missing));
}

// Without an event the sum is 0.
Column Evaluator::event_points(const Expression& node, const Frame& frame) const {
    Column items = words(node.children[0], frame), periods = period_argument(node, 1, frame);
    std::vector<std::int64_t> units(frame.size(), 0);
    std::vector<std::uint8_t> missing(frame.size(), 0);
    std::vector<WideSum> wide;
    for (std::uint32_t i = 0; i < frame.size(); ++i) {
        missing[i] = periods.is_missing(i);
        if (missing[i] || items.is_missing(i)) continue;
        Tables::Wide sum = 0;
        for (std::uint32_t row : tables_.events(frame.subjects[i], items.id(i), periods.id(i))) {
            std::int64_t points = tables_.facts().events[row].points;
            sum += node.function == Function::event_magnitude && points < 0 ? -points : points;
        }
        if (is_wide(sum))
            wide.push_back({i, Tables::number_of(sum)});
        else
            units[i] = static_cast<std::int64_t>(sum);
    }
    Column column = of_millionths(std::move(units), std::move(missing));
    for (WideSum& sum : wide)
        column.set(sum.row, Value::of(std::move(sum.value)));
    return column;
}

Column Evaluator::attributes(const Expression& node, const Frame& frame) const {
    const scheme::Facts& facts = tables_.facts();
    auto place = std::find(facts.attribute_names.begin(), facts.attribute_names.end(), node.children[0].text);
    if (place == facts.attribute_names.end()) return Column(frame.size());
    const auto& column = facts.attributes[static_cast<size_t>(place - facts.attribute_names.begin())];
    if (node.type == scheme::Type::word) {
        std::vector<std::uint32_t> ids(frame.size());
        for (size_t i = 0; i < ids.size(); ++i)
            ids[i] = column[frame.subjects[i]];
        return Column::of_ids(Value::Kind::word, std::move(ids));
    }
    std::vector<std::int64_t> units(frame.size(), 0);
    std::vector<std::uint8_t> missing(frame.size(), 0);
    for (size_t i = 0; i < units.size(); ++i) {
        auto number = scheme::parse_millionths(facts.words.text(column[frame.subjects[i]]));
        missing[i] = !number;
        units[i] = number.value_or(0);
    }
    return of_millionths(std::move(units), std::move(missing));
}

Column Evaluator::award_question(const Expression& node, const Frame& frame) const {
    std::vector<std::uint8_t> truths(frame.size());
    if (node.function == Function::is_barred_from) {
        std::uint64_t bit = board_.grade_bit(node.children[0].text);
        for (size_t i = 0; i < truths.size(); ++i)
            truths[i] = (board_.standings[frame.subjects[i]].bars & bit) != 0;
    } else {
        const AwardRun& run = board_.awards[block_][static_cast<size_t>(node.index)];
        for (size_t i = 0; i < truths.size(); ++i)
            truths[i] = node.function == Function::is_candidate
                            ? run.is_candidate[frame.subjects[i]]
                            : run.outcome[frame.subjects[i]] == Award::awarded;
    }
    return Column::of_truths(std::move(truths));
}

Column Evaluator::words(const Expression& node, const Frame& frame) const {
    if (node.kind == Kind::word) {
        WordId word = tables_.word(node.text);
        return constant(word == no_index ? Value() : Value::of_word(word), frame);
    }
    if (node.kind != Kind::text_template) return evaluate(node, frame);
    std::vector<Column> holes;
    for (const auto& child : node.children)
        holes.push_back(evaluate(child, frame));
    // Few different words go into the holes of many rows.
    std::map<std::vector<WordId>, WordId> known;
    std::vector<std::uint32_t> ids(frame.size(), no_index);
    std::vector<WordId> parts(holes.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        bool is_missing = false;
        for (size_t h = 0; h < holes.size(); ++h) {
            is_missing = is_missing || holes[h].is_missing(i);
            if (!is_missing) parts[h] = holes[h].id(i);
        }
        if (is_missing) continue;
        auto [place, is_new] = known.try_emplace(parts, no_index);
        if (is_new) {
            std::string text;
            size_t hole = 0;
            for (char c : node.text)
                if (c == '*')
                    text += tables_.text(parts[hole++]);
                else
                    text += c;
            place->second = tables_.word(text);
        }
        ids[i] = place->second;
    }
    return Column::of_ids(Value::Kind::word, std::move(ids));
}

std::vector<int> Evaluator::family(const Expression& node, const Frame& frame) const {
    std::vector<Column> stars;
    for (const auto& child : node.children)
        stars.push_back(evaluate(child, frame));
    std::map<std::vector<WordId>, int> known;
    std::vector<int> indices(frame.size(), -1);
    std::vector<WordId> parts(stars.size());
    for (size_t i = 0; i < frame.size(); ++i) {
        bool is_missing = false;
        for (size_t s = 0; s < stars.size(); ++s) {
            is_missing = is_missing || stars[s].is_missing(i);
            if (!is_missing) parts[s] = stars[s].id(i);
        }
        if (is_missing) continue;
        auto [place, is_new] = known.try_emplace(parts, -1);
        if (is_new) {
            std::string name;
            size_t star = 0;
            for (char c : node.text)
                if (c == '*')
                    name += tables_.text(parts[star++]);
                else
                    name += c;
            if (const scheme::Parameter* parameter = scheme_.parameter(name))
                place->second = static_cast<int>(parameter - scheme_.parameters.data());
        }
        indices[i] = place->second;
    }
    return indices;
}

Column Evaluator::period_argument(const Expression& call, size_t at, const Frame& frame) const {
    if (call.children.size() <= at) return constant(Value::of_period(period_), frame);
    return evaluate(call.children[at], frame);
}

namespace {

// The quarters, halves or months of a period with dates.
std::vector<base::Period> parts_of(const base::Period& whole, base::Period::Kind kind) {
    std::vector<base::Period> parts;
    if (whole.kind() == base::Period::Kind::special) return parts;
    int count = kind == base::Period::Kind::month ? 12 : kind == base::Period::Kind::quarter ? 4 : 2;
    for (int i = 1; i <= count; ++i) {
        base::Period part =
            kind == base::Period::Kind::month ? base::Period::of_month(whole.year(), i)
            : kind == base::Period::Kind::quarter
                ? base::Period::of_quarter(whole.year(), i)
                : *base::Period::parse(base::Period::of_year(whole.year()).str() + "H" + std::to_string(i));
        if (whole.contains(part.first()) && whole.contains(part.last())) parts.push_back(part);
    }
    return parts;
}

} // namespace

Evaluator::Expansion Evaluator::expand(const Expression& dimension, const Frame& frame) const {
    Expansion expansion;
    std::vector<std::uint32_t> ids;
    auto rows = static_cast<std::uint32_t>(frame.size());
    auto each = [&](std::uint32_t owner, const std::vector<std::uint32_t>& elements) {
        for (std::uint32_t element : elements) {
            expansion.owners.push_back(owner);
            ids.push_back(element);
        }
    };
    auto finished = [&](Value::Kind kind) {
        expansion.elements = Column::of_ids(kind, std::move(ids));
        return std::move(expansion);
    };
    if (dimension.reference == scheme::Reference::periods) {
        std::vector<std::uint32_t> parts;
        for (const auto& part : parts_of(in_force_.period, static_cast<base::Period::Kind>(dimension.index)))
            parts.push_back(tables_.period(part));
        expansion.owners.reserve(rows * parts.size());
        ids.reserve(rows * parts.size());
        for (std::uint32_t i = 0; i < rows; ++i)
            each(i, parts);
        return finished(Value::Kind::period);
    }
    if (dimension.reference == scheme::Reference::words) {
        for (std::uint32_t i = 0; i < rows; ++i)
            each(i, words_for(dimension, frame.subjects[i]));
        return finished(Value::Kind::word);
    }
    if (dimension.kind == Kind::list) {
        std::vector<Column> listed;
        for (const auto& child : dimension.children)
            listed.push_back(evaluate(child, frame));
        for (std::uint32_t i = 0; i < rows; ++i)
            for (const Column& word : listed)
                each(i, {word.is_missing(i) ? no_index : word.id(i)});
        return finished(Value::Kind::word);
    }
    if (dimension.function == Function::keys) {
        Column periods = period_argument(dimension, 1, frame);
        for (std::uint32_t i = 0; i < rows; ++i)
            if (!periods.is_missing(i))
                each(i, tables_.keys(frame.subjects[i], dimension.children[0].text, periods.id(i)));
        return finished(Value::Kind::word);
    }
    if (dimension.function == Function::received) {
        const scheme::SubjectClass* wanted = scheme_.subject_class(dimension.children[0].text);
        auto place = static_cast<int>(wanted - scheme_.classes.data());
        WordId role = tables_.word(dimension.children[1].text);
        std::vector<Number> means;
        for (std::uint32_t i = 0; i < rows; ++i) {
            WordId item = tables_.word(tables_.facts().name_of(frame.subjects[i]));
            for (const Number& mean : tables_.received(item, place, role, period_)) {
                expansion.owners.push_back(i);
                means.push_back(mean);
            }
        }
        expansion.elements = Column(means.size());
        for (size_t i = 0; i < means.size(); ++i)
            expansion.elements.set(i, Value::of(means[i]));
        return expansion;
    }
    Column counts = evaluate(dimension.children[0], frame);
    std::map<std::int64_t, std::vector<std::uint32_t>> known;
    for (std::uint32_t i = 0; i < rows; ++i) {
        std::int64_t count = counts.is_missing(i) ? 0 : counts.number(i).floor().whole().value_or(0);
        auto [place, is_new] = known.try_emplace(count);
        for (int back = 1; is_new && back <= std::min<std::int64_t>(count, years_before_max); ++back)
            if (in_force_.period.year() - back >= 1)
                place->second.push_back(
                    tables_.period(base::Period::of_year(in_force_.period.year() - back)));
        each(i, place->second);
    }
    return finished(Value::Kind::period);
}

} // namespace zhishi::engine
