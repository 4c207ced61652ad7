#include "workflow/run_tables.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

constexpr std::string_view heading = "== ";
constexpr std::string_view subject_columns = "id,name,kind,parent,group,role,organ";
constexpr std::string_view rating_columns = "period,subject,item,rater,role,value";
constexpr std::string_view fact_columns = "period,subject,key,value";
constexpr std::string_view move_columns = "award,organ,from_group,to_group,seats,reason";

std::string csv_row(std::initializer_list<std::string_view> fields) {
    std::string row;
    bool is_first = true;
    for (std::string_view field : fields) {
        if (!is_first) row += ',';
        is_first = false;
        if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
            row += field;
            continue;
        }
        row += '"';
        for (char c : field) {
            if (c == '"') row += '"';
            row += c;
        }
        row += '"';
    }
    return row += '\n';
}

void append_section(std::string& text, std::string_view name, std::string_view columns,
                    std::vector<std::string> rows) {
    std::sort(rows.begin(), rows.end());
    text.append(heading).append(name).append("\n").append(columns).append("\n");
    for (const std::string& row : rows)
        text += row;
}

// Takes the rows of a text one by one. Only what csv_row() wrote is read, so quotes always close.
class RowReader {
  public:
    explicit RowReader(std::string_view text) : text_(text) {}

    bool next(std::vector<std::string>& fields) {
        if (at_ >= text_.size()) return false;
        fields.assign(1, {});
        bool is_quoted = false;
        for (; at_ < text_.size(); ++at_) {
            char c = text_[at_];
            if (is_quoted) {
                if (c != '"') {
                    fields.back() += c;
                } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    fields.back() += text_[++at_];
                } else {
                    is_quoted = false;
                }
            } else if (c == '"') {
                is_quoted = true;
            } else if (c == ',') {
                fields.emplace_back();
            } else if (c == '\n') {
                ++at_;
                return true;
            } else {
                fields.back() += c;
            }
        }
        return true;
    }

  private:
    std::string_view text_;
    size_t at_ = 0;
};

struct Section {
    std::string_view name, rows;
};

// A heading stands at the beginning of a line that is not inside a quoted field.
std::vector<Section> sections_of(std::string_view text) {
    std::vector<Section> sections;
    bool is_quoted = false;
    size_t line = 0;
    while (line < text.size()) {
        size_t end = std::min(text.find('\n', line), text.size());
        std::string_view content = text.substr(line, end - line);
        size_t after = std::min(end + 1, text.size());
        if (!is_quoted && content.starts_with(heading)) {
            sections.push_back({content.substr(heading.size()), text.substr(after, 0)});
        } else if (!sections.empty()) {
            const char* begin = sections.back().rows.data();
            sections.back().rows = {begin, static_cast<size_t>(text.data() + after - begin)};
        }
        if (std::count(content.begin(), content.end(), '"') % 2 == 1) is_quoted = !is_quoted;
        line = after;
    }
    return sections;
}

base::Error unreadable(std::string_view name) {
    std::string section(name);
    return base::refused(
        base::ErrorKind::internal, "tables_unreadable",
        {"留存的数据表“" + section + "”读不出来，数据库可能被改动过，请系统管理员核对备份。",
         "The kept table " + section +
             " cannot be read: the database may have been altered. Compare it with a backup."});
}

using Fields = std::vector<std::string>;

// Calls take(fields) for each row below the header; false where the section is not as it was written.
bool each_row(const Section& section, std::string_view columns, const std::function<bool(Fields&)>& take) {
    RowReader reader(section.rows);
    Fields fields;
    if (!section.rows.starts_with(std::string(columns) + "\n") || !reader.next(fields)) return false;
    size_t width = fields.size();
    while (reader.next(fields))
        if (fields.size() != width || !take(fields)) return false;
    return true;
}

bool read_section(const Section& section, RunTables& tables) {
    if (section.name == "subjects.csv")
        return each_row(section, subject_columns, [&](Fields& f) {
            tables.subjects.push_back({std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3]),
                                       std::move(f[4]), std::move(f[5]), std::move(f[6])});
            return true;
        });
    if (section.name == "ratings.csv")
        return each_row(section, rating_columns, [&](Fields& f) {
            tables.ratings.push_back({std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3]),
                                      std::move(f[4]), std::move(f[5])});
            return true;
        });
    if (section.name == "facts.csv")
        return each_row(section, fact_columns, [&](Fields& f) {
            tables.facts.push_back({std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3])});
            return true;
        });
    if (section.name == "seat_moves.csv")
        return each_row(section, move_columns, [&](Fields& f) {
            auto number = base::Number::parse(f[4]);
            auto seats = number ? number->whole() : std::nullopt;
            if (!seats) return false;
            tables.moves.push_back({std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3]),
                                    *seats, std::move(f[5])});
            return true;
        });
    return false;
}

} // namespace

std::string text_of(const RunTables& tables) {
    std::string text;
    std::vector<std::string> rows;
    for (const auto& s : tables.subjects)
        rows.push_back(csv_row({s.id, s.name, s.kind, s.parent, s.group, s.role, s.organ}));
    append_section(text, "subjects.csv", subject_columns, std::move(rows));
    rows.clear();
    rows.reserve(tables.ratings.size());
    for (const auto& r : tables.ratings)
        rows.push_back(csv_row({r.period, r.subject, r.item, r.rater, r.role, r.value}));
    append_section(text, "ratings.csv", rating_columns, std::move(rows));
    rows.clear();
    for (const auto& f : tables.facts)
        rows.push_back(csv_row({f.period, f.subject, f.key, f.value}));
    append_section(text, "facts.csv", fact_columns, std::move(rows));
    rows.clear();
    for (const auto& m : tables.moves)
        rows.push_back(
            csv_row({m.award, m.organ, m.from_group, m.to_group, std::to_string(m.seats), m.reason}));
    append_section(text, "seat_moves.csv", move_columns, std::move(rows));
    return text;
}

base::Result<RunTables> read_tables(const std::string& text) {
    RunTables tables;
    std::vector<Section> sections = sections_of(text);
    if (sections.size() != 4) return unreadable("tables");
    for (const Section& section : sections)
        if (!read_section(section, tables)) return unreadable(section.name);
    return tables;
}

std::string section_of(const std::string& text, std::string_view name) {
    for (const Section& section : sections_of(text))
        if (section.name == name) return std::string(section.rows);
    return {};
}

scheme::Facts facts_of(const RunTables& tables) {
    scheme::Facts facts;
    for (const auto& row : tables.subjects) {
        scheme::Subject subject;
        subject.kind = facts.words.add(row.kind);
        subject.group = facts.words.add(row.group);
        subject.role = facts.words.add(row.role);
        subject.is_organ = row.organ == "1";
        facts.add_subject(row.id, row.name, subject);
    }
    for (scheme::SubjectIndex i = 0; i < tables.subjects.size(); ++i)
        if (!tables.subjects[i].parent.empty())
            facts.subjects[i].parent = facts.ids.find(tables.subjects[i].parent);
    std::unordered_map<std::string_view, scheme::PeriodCode> periods;
    auto period = [&](const std::string& text) -> scheme::PeriodCode {
        if (auto place = periods.find(text); place != periods.end()) return place->second;
        auto parsed = base::Period::parse(text);
        scheme::PeriodCode added = parsed ? facts.periods.add(*parsed) : scheme::no_index;
        periods.emplace(text, added);
        return added;
    };
    for (const auto& row : tables.ratings) {
        auto value = scheme::parse_millionths(row.value);
        scheme::SubjectIndex subject = facts.ids.find(row.subject);
        scheme::PeriodCode in = period(row.period);
        if (!value || subject == scheme::no_index || in == scheme::no_index) continue;
        facts.ratings.push_back({in, subject, facts.words.add(row.item), facts.rater(row.rater),
                                 facts.words.add(row.role), *value, 0});
    }
    for (const auto& row : tables.facts) {
        scheme::SubjectIndex subject = facts.ids.find(row.subject);
        scheme::PeriodCode in = period(row.period);
        if (subject == scheme::no_index || in == scheme::no_index) continue;
        auto number = scheme::parse_millionths(row.value);
        facts.facts.push_back({in, subject, facts.words.add(row.key), facts.words.add(row.value),
                               number.has_value(), 0, number.value_or(0)});
    }
    facts.ratings.settle(facts.subjects.size());
    return facts;
}

} // namespace zhishi::workflow
