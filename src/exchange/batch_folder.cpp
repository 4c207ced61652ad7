#include "exchange/batch_folder.h"

#include "base/id.h"
#include "exchange/plain_rows.h"
#include "exchange/subject_table.h"
#include "exchange/table_reader.h"
#include "scheme/acceptance.h"
#include "scheme/cross_checks.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace zhishi::exchange {

using scheme::Facts;
using scheme::no_index;
using scheme::SubjectIndex;
using scheme::WordId;

namespace {

base::Text given_twice() {
    return {"此行与前面的一行重复。", "this row is given twice."};
}

// What makes a row one of its kind: five numbers at most.
struct RowKey {
    std::uint32_t parts[5] = {};
    bool operator==(const RowKey&) const = default;
};
struct RowKeyHash {
    size_t operator()(const RowKey& key) const {
        size_t hash = 0;
        for (std::uint32_t part : key.parts)
            hash = (hash ^ part) * 0x9E3779B97F4A7C15u + (hash >> 29);
        return hash;
    }
};
using RowKeys = std::unordered_set<RowKey, RowKeyHash>;

class BatchReader {
  public:
    BatchReader(const TableSource& source, const scheme::Scheme& scheme, const base::Period& appraised,
                Batch& batch)
        : source_(source), scheme_(scheme), acceptance_(scheme), appraised_(appraised), facts_(batch.facts),
          faults_(batch.faults) {}

    // Large tables are plain as a rule. What is not is read once more from the beginning, carefully: to say
    // where it is at fault, or because it needs a second look (a field in quotes).
    bool read_plainly() {
        if (source_.is_workbook()) return false;
        if (!read_plain_subjects(source_.file(Table::subjects), scheme_, acceptance_, facts_)) return false;
        subjects_.is_usable = true; // whom they do not name is a fault
        read_items();
        read_events();
        std::error_code error;
        auto is_there = [&](Table table) { return std::filesystem::exists(source_.file(table), error); };
        if (!faults_.empty()) return false;
        if (is_there(Table::ratings) &&
            !read_plain_ratings(source_.file(Table::ratings), acceptance_, facts_))
            return false;
        if (is_there(Table::facts) && !read_plain_facts(source_.file(Table::facts), acceptance_, facts_))
            return false;
        facts_.ratings.settle(facts_.subjects.size());
        return settled_ratings_are_sound(acceptance_, appraised_, facts_) &&
               scheme::rows_agree(scheme_, facts_, appraised_);
    }

    void read_carefully() {
        subjects_ = read_subjects(source_, scheme_, facts_, faults_);
        read_items(); // first: they say what their ratings may be
        read_ratings();
        check_released_means();
        read_facts();
        read_events();
        check_across_rows();
        if (faults_.empty()) facts_.ratings.settle(facts_.subjects.size());
    }

  private:
    // A period as written, parsed once.
    std::optional<scheme::PeriodCode> period(TableReader& table, size_t column) {
        auto known = periods_.find(table.field(column));
        if (known != periods_.end()) return known->second;
        auto period = table.period(column);
        if (!period) return std::nullopt;
        auto index = facts_.periods.add(*period);
        periods_.emplace(table.field(column), index);
        return index;
    }

    SubjectIndex subject(TableReader& table, size_t column) {
        if (auto found = subjects_.find(table.field(column), facts_)) return *found;
        // Without a readable subjects.csv every subject would be unknown: one fault there says it.
        if (subjects_.is_usable)
            table.fault("subject", {"“" + shown(table.field(column)) + "”不在subjects.csv中。",
                                    "\"" + shown(table.field(column)) + "\" is not in subjects.csv."});
        return no_index;
    }

    void answer(TableReader& table, std::string_view column, const scheme::Acceptance::Answer& fault) {
        if (fault) table.fault(column, *fault);
    }

    void read_ratings() {
        enum { period_column, subject_column, item_column, rater_column, role_column, value_column };
        TableReader table(source_, Table::ratings, false,
                          {"period", "subject", "item", "rater", "role", "value"}, faults_);
        RowKeys seen;
        table.each_row([&] {
            auto in_period = period(table, period_column);
            SubjectIndex whom = subject(table, subject_column);
            bool is_named = table.is_name(item_column);
            is_named = table.is_name(rater_column) && is_named;
            is_named = table.is_name(role_column) && is_named;
            auto value = table.number(value_column);
            std::string_view item = table.field(item_column), role = table.field(role_column);
            WordId item_word = facts_.words.add(item), role_word = facts_.words.add(role);
            scheme::Rater rater = facts_.rater(table.field(rater_column));
            if (is_named && !is_role_known(item, role, item_word, role_word))
                answer(table, "role", acceptance_.rating_role(item, role));
            if (is_named && value) answer(table, "value", acceptance_.rating_value(item, role, *value));
            if (!in_period || whom == no_index) return;
            if (!seen.insert(RowKey{{*in_period, whom, item_word, rater.code(), role_word}}).second)
                table.fault("", given_twice());
            facts_.ratings.push_back({*in_period, whom, item_word, rater, role_word,
                                      scheme::parse_millionths(table.field(value_column)).value_or(0),
                                      table.line()});
        });
    }

    // Item and role repeat in nearly every row: the scheme is asked once for each pair.
    bool is_role_known(std::string_view item, std::string_view role, WordId item_word, WordId role_word) {
        auto [place, is_new] = roles_.emplace(static_cast<std::uint64_t>(item_word) << 32 | role_word, true);
        if (is_new) place->second = !acceptance_.rating_role(item, role).has_value();
        return place->second;
    }

    // C10: a released mean stands alone. The fault is told at the first row of those that clash, and at the
    // mean.
    void check_released_means() {
        WordId word = facts_.words.find(scheme::released_mean_rater);
        if (word == no_index) return;
        struct Group {
            std::uint32_t first = 0, mean = 0;
            int rows = 0;
        };
        std::unordered_map<RowKey, Group, RowKeyHash> groups;
        auto key_of = [](const scheme::Rating& rating) {
            return RowKey{{rating.period, rating.subject, rating.item, rating.role, 0}};
        };
        const scheme::Ratings& ratings = facts_.ratings;
        for (size_t row = 0; row < ratings.size(); ++row) {
            if (ratings.rater(row) != scheme::Rater::of_word(word)) continue;
            scheme::Rating rating = ratings[row];
            bool is_read = acceptance_.reads_rating(facts_.words.text(rating.item),
                                                    facts_.periods.at(rating.period), appraised_);
            if (is_read) groups[key_of(rating)].mean = rating.line;
        }
        if (groups.empty()) return;
        for (size_t row = 0; row < ratings.size(); ++row) {
            scheme::Rating rating = ratings[row];
            auto found = groups.find(key_of(rating));
            if (found == groups.end()) continue;
            Group& group = found->second;
            group.first = group.rows++ == 0 ? rating.line : std::min(group.first, rating.line);
        }
        for (const auto& [key, group] : groups) {
            if (group.rows < 2) continue;
            base::Text text{
                "同一对象、项目和评价主体既有保密测评的公布均值（评价人“-”，第" + std::to_string(group.mean) +
                    "行），又有其他行；二者只能留其一。",
                "the released mean of a secret evaluation (rater \"-\", line " + std::to_string(group.mean) +
                    ") stands beside other rows of the same subject, item and role: keep one or the other."};
            faults_.add(Table::ratings, group.first, "rater", text);
            if (group.mean != group.first) faults_.add(Table::ratings, group.mean, "rater", text);
        }
    }

    void read_facts() {
        enum { period_column, subject_column, key_column, value_column };
        TableReader table(source_, Table::facts, false, {"period", "subject", "key", "value"}, faults_);
        RowKeys seen;
        table.each_row([&] {
            auto in_period = period(table, period_column);
            SubjectIndex whom = subject(table, subject_column);
            bool is_named = table.is_name(key_column);
            std::string_view key = table.field(key_column), value = table.field(value_column);
            auto number = base::Number::parse(value);
            if (value.empty())
                table.fault("value", {"不能为空。", "cannot be empty."});
            else if (is_named && in_period)
                answer(table, "value", acceptance_.fact(facts_.periods.at(*in_period), key, value, number));
            if (!in_period || whom == no_index) return;
            WordId key_word = facts_.words.add(key);
            if (!seen.insert(RowKey{{*in_period, whom, key_word, 0, 0}}).second)
                table.fault("", given_twice());
            facts_.facts.push_back({*in_period, whom, key_word, facts_.words.add(value), number.has_value(),
                                    table.line(), scheme::parse_millionths(value).value_or(0)});
        });
    }

    void read_events() {
        enum { period_column, subject_column, item_column, points_column };
        TableReader table(source_, Table::events, false, {"period", "subject", "item", "points", "note"},
                          faults_);
        table.each_row([&] {
            auto in_period = period(table, period_column);
            SubjectIndex whom = subject(table, subject_column);
            bool is_named = table.is_name(item_column);
            auto points = table.number(points_column);
            if (is_named && points)
                answer(table, "points", acceptance_.event(table.field(item_column), *points));
            if (!in_period || whom == no_index || !points) return;
            facts_.events.push_back({*in_period, whom, facts_.words.add(table.field(item_column)),
                                     table.line(),
                                     scheme::parse_millionths(table.field(points_column)).value_or(0)});
        });
    }

    // A scheme that has a class of items sees each row as a subject item:<id> with the attributes full and
    // rater.
    void read_items() {
        enum { item_column, full_column, rater_column };
        TableReader table(source_, Table::items, false, {"item", "full", "rater"}, faults_);
        bool are_subjects =
            std::any_of(scheme_.classes.begin(), scheme_.classes.end(),
                        [](const auto& subject_class) { return subject_class.kind == "item"; });
        std::unordered_set<std::string> seen;
        table.each_row([&] {
            bool is_named = table.is_name(item_column);
            auto full = table.number(full_column);
            if (full && full->sign() <= 0)
                table.fault("full", {"满分应大于0。", "the full mark should be above 0."});
            if (table.field(rater_column).size() > base::id_bytes_max)
                table.fault("rater", {"超过64字节，请缩短。", "is longer than 64 bytes: shorten it."});
            std::string item(table.field(item_column));
            if (is_named && !seen.insert(item).second) table.fault("item", given_twice());
            if (is_named && full) acceptance_.declare_item(item, *full);
            if (!are_subjects) return;
            std::string id = "item:" + item;
            if (facts_.ids.find(id) != no_index)
                return; // told above; or a subject that is called so is no item
            WordId none = facts_.words.add("");
            facts_.add_subject(id, item,
                               {facts_.words.add("item"), no_index, none, none, table.line(), false});
            for (size_t i = 0; i < facts_.attribute_names.size(); ++i) {
                const std::string& name = facts_.attribute_names[i];
                facts_.attributes[i].push_back(facts_.words.add(name == "full"    ? table.field(full_column)
                                                                : name == "rater" ? table.field(rater_column)
                                                                                  : ""));
            }
        });
    }

    void check_across_rows() {
        for (auto& fault : scheme::cross_faults(scheme_, facts_, appraised_)) {
            bool is_of_fact = fault.of == scheme::CrossFault::Of::fact;
            faults_.add(is_of_fact ? Table::facts : Table::ratings, fault.line, std::move(fault.column),
                        std::move(fault.text));
        }
    }

    struct ViewHash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    const TableSource& source_;
    const scheme::Scheme& scheme_;
    scheme::Acceptance acceptance_;
    const base::Period& appraised_;
    Facts& facts_;
    DataFaults& faults_;
    SubjectTable subjects_;
    std::unordered_map<std::string, scheme::PeriodCode, ViewHash, std::equal_to<>> periods_;
    std::unordered_map<std::uint64_t, bool> roles_;
};

} // namespace

Batch read_batch(const TableSource& source, const scheme::Scheme& scheme, const base::Period& appraised) {
    Batch plain;
    if (BatchReader(source, scheme, appraised, plain).read_plainly()) return plain;
    plain = {};
    Batch batch;
    BatchReader(source, scheme, appraised, batch).read_carefully();
    return batch;
}

} // namespace zhishi::exchange
