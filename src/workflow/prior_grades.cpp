// Grades of earlier years: entered one by one, or as a table that the office keeps anyway.
#include "base/text.h"
#include "record/limits.h"
#include "workflow/periods.h"
#include "workflow/personnel.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::PriorGrade;

const base::Text only_office{"往年考核结果由考核办登记。", "the office keeps the grades of earlier years."};

// The oldest year that somebody in service can have been appraised in.
constexpr int prior_year_min = 1980;

void check(const Context& context, const PriorGrade& grade, const std::string& at,
           std::vector<base::Error>& found) {
    auto add = [&](const char* code, base::Text text, const char* pointer) {
        found.push_back(base::bad_input(code, std::move(text), at + pointer));
    };
    if (grade.year < prior_year_min || grade.year >= context.today().year())
        add("year_out_of_range",
            {"年度应在" + std::to_string(prior_year_min) + "至" + std::to_string(context.today().year() - 1) +
                 "之间；当年的结果由系统形成。",
             "The year lies between " + std::to_string(prior_year_min) + " and " +
                 std::to_string(context.today().year() - 1) + "."},
            "/year");
    const auto& words = context.scheme.scheme->grades;
    bool is_known =
        std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.word == grade.grade; });
    if (is_known) return;
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : "、") + word.word;
    add("grade_unknown",
        {"等次“" + grade.grade + "”不在考核方案中，应为：" + list + "。",
         "The scheme has no grade '" + grade.grade + "': it is one of " + list + "."},
        "/grade");
}

bool says_the_same(const PriorGrade& a, const PriorGrade& b) {
    return a.grade == b.grade && a.award == b.award && a.source == b.source;
}

// One line of the table, cell by cell.
class LineReader {
  public:
    LineReader(const Context& context, const TableLine& line, size_t index)
        : context_(context), line_(line), at_("/rows/" + std::to_string(index)) {}

    PriorGradeRow read(const std::unordered_map<std::string, std::vector<record::OfficialId>>& by_number,
                       const std::unordered_map<std::string, std::vector<record::OfficialId>>& by_name) {
        PriorGradeRow row;
        row.line = line_.line;
        row.grade.organ = context_.organ();
        std::string number = cell({"工号", "number"}, record::limits::name_max);
        std::string name = cell({"姓名", "name"}, record::limits::name_max);
        row.grade.official =
            number.empty() ? person(by_name, name, "/name") : person(by_number, number, "/number");
        if (!number.empty() && !name.empty() && !row.grade.official.empty() &&
            context_.directory.name_of(row.grade.official) != name)
            add("name_differs",
                {"工号" + number + "是" + context_.directory.name_of(row.grade.official) + "，与姓名“" +
                     name + "”不符。",
                 "Number " + number + " is " + context_.directory.name_of(row.grade.official) + ", not " +
                     name + "."},
                "/name");
        row.grade.year = year();
        row.grade.grade = cell({"等次", "grade"}, record::limits::name_max);
        row.grade.award = cell({"奖励", "award"}, record::limits::short_text_max);
        row.grade.source = cell({"依据", "source"}, record::limits::reason_max);
        check(context_, row.grade, at_, faults_);
        row.faults = std::move(faults_);
        return row;
    }

  private:
    void add(const char* code, base::Text text, const char* pointer) {
        faults_.push_back(base::bad_input(code, std::move(text), at_ + pointer));
    }
    std::string cell(std::initializer_list<std::string_view> columns, size_t characters_max) {
        for (std::string_view column : columns)
            for (const auto& [name, value] : line_.cells) {
                if (base::trimmed(name) != column) continue;
                std::string text(base::trimmed(value));
                if (base::character_count(text) <= characters_max) return text;
                add("text_too_long",
                    {"“" + std::string(column) + "”最多" + std::to_string(characters_max) + "字。",
                     "'" + std::string(column) + "' has at most " + std::to_string(characters_max) +
                         " characters."},
                    "");
                return {};
            }
        return {};
    }
    record::OfficialId person(const std::unordered_map<std::string, std::vector<record::OfficialId>>& people,
                              const std::string& word, const char* pointer) {
        auto place = people.find(word);
        if (word.empty() || place == people.end()) {
            add("official_unknown",
                word.empty() ? base::Text{"缺少工号和姓名。", "Neither number nor name is given."}
                             : base::Text{"没有“" + word + "”这个人员。", "There is no '" + word + "'."},
                pointer);
            return {};
        }
        if (place->second.size() == 1) return place->second.front();
        add("official_ambiguous",
            {"有" + std::to_string(place->second.size()) + "人叫“" + word + "”，请填写工号。",
             "Several people are called '" + word + "': give the number."},
            pointer);
        return {};
    }
    int year() {
        std::string text = cell({"年度", "year"}, record::limits::name_max);
        constexpr std::string_view suffix = "年";
        if (text.ends_with(suffix)) text.resize(text.size() - suffix.size());
        int year = 0;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
        return error == std::errc() && end == text.data() + text.size() ? year : 0;
    }

    const Context& context_;
    const TableLine& line_;
    std::string at_;
    std::vector<base::Error> faults_;
};

using GradeKey = std::pair<std::string, int>; // official, year

base::Result<std::map<GradeKey, PriorGrade>> kept_grades(const Context& context) {
    ZHISHI_TRY(auto grades, of_organ<PriorGrade>(context));
    std::map<GradeKey, PriorGrade> kept;
    for (auto& grade : grades) {
        GradeKey key{grade.official.value, grade.year};
        kept.insert_or_assign(std::move(key), std::move(grade));
    }
    return kept;
}

} // namespace

base::Result<std::vector<PriorGrade>> list_prior_grades(const Context& context,
                                                        const record::OfficialId& official) {
    std::vector<PriorGrade> grades;
    if (official.empty()) {
        if (!policy::allows(context.actor, Act::prior_grade_read, Scope::organ)) return not_found();
        ZHISHI_TRY(grades, of_organ<PriorGrade>(context));
    } else {
        ZHISHI_TRY([[maybe_unused]] Scope scope,
                   may(context, Act::prior_grade_read, Act::prior_grade_read, official, only_office));
        ZHISHI_TRY(grades, of_organ_where<PriorGrade>(context, "official", official.value));
    }
    std::stable_sort(grades.begin(), grades.end(), [](const PriorGrade& a, const PriorGrade& b) {
        return std::pair(-a.year, a.official) < std::pair(-b.year, b.official);
    });
    return grades;
}

base::Result<Prepared<PriorGrade>> save_prior_grade(const Context& context, PriorGrade input, long if_match) {
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may(context, Act::prior_grade_save, Act::prior_grade_read, input.official, only_office));
    std::vector<base::Error> found;
    check(context, input, "", found);
    if (!found.empty()) return faults(std::move(found));
    ZHISHI_TRY(auto before,
               store::find<PriorGrade>(context.reader, {context.organ().value, input.official.value,
                                                        static_cast<std::int64_t>(input.year)}));
    ZHISHI_TRY_VOID(must_match(if_match, before ? before->version : 0));
    input.organ = context.organ();
    input.version = before ? before->version : 0;
    store::Change change = begin_change(context, Act::prior_grade_save);
    change.put(input);
    return Prepared<PriorGrade>{std::move(input), std::move(change)};
}

base::Result<PriorGradeTable> check_prior_grades(const Context& context,
                                                 const std::vector<TableLine>& lines) {
    ZHISHI_TRY_VOID(may_for_organ(context, Act::prior_grade_save, Act::prior_grade_read, only_office));
    if (lines.empty())
        return base::bad_input("table_is_empty", {"表中没有数据行。", "The table has no rows."}, "/rows");
    if (lines.size() > prior_grade_rows_max)
        return base::refused(base::ErrorKind::too_large, "table_too_long",
                             {"一次最多导入" + std::to_string(prior_grade_rows_max) + "行，请分批导入。",
                              "At most " + std::to_string(prior_grade_rows_max) + " rows at once."});
    std::unordered_map<std::string, std::vector<record::OfficialId>> by_number, by_name;
    for (const auto& person : context.directory.parts().officials) {
        by_name[person.name].push_back(person.id);
        if (!person.number.empty()) by_number[person.number].push_back(person.id);
    }
    ZHISHI_TRY(auto kept, kept_grades(context));
    PriorGradeTable table;
    std::set<GradeKey> seen;
    for (size_t i = 0; i < lines.size(); ++i) {
        PriorGradeRow row = LineReader(context, lines[i], i).read(by_number, by_name);
        GradeKey key{row.grade.official.value, row.grade.year};
        if (!row.grade.official.empty() && !seen.insert(key).second)
            row.faults.push_back(base::bad_input(
                "row_twice",
                {"同一人同一年度在表中出现了两次。", "The same person and year stand in the table twice."},
                "/rows/" + std::to_string(i)));
        if (auto place = kept.find(key); place != kept.end()) {
            row.grade.version = place->second.version;
            row.is_change = !says_the_same(place->second, row.grade);
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

base::Result<Prepared<PriorGradeTable>> import_prior_grades(const Context& context,
                                                            const std::vector<TableLine>& lines) {
    ZHISHI_TRY(PriorGradeTable table, check_prior_grades(context, lines));
    std::vector<base::Error> found;
    for (const auto& row : table.rows)
        found.insert(found.end(), row.faults.begin(), row.faults.end());
    if (!found.empty()) return faults(std::move(found));
    store::Change change = begin_change(context, Act::prior_grade_save);
    for (auto& row : table.rows)
        if (row.grade.version == 0 || row.is_change) change.put(row.grade);
    if (change.writes.empty())
        return wrong_state("nothing_to_import",
                           {"表中的内容都已经登记过，没有需要导入的。", "All of it is kept already."});
    return Prepared<PriorGradeTable>{std::move(table), std::move(change)};
}

} // namespace zhishi::workflow
