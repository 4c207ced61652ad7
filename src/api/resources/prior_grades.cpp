// Grades of earlier years: /api/prior-grades, one by one or as a table.
#include "api/json_reader.h"
#include "api/query_reader.h"
#include "api/resources/parts_year.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "exchange/csv_reader.h"
#include "record/limits.h"
#include "workflow/personnel.h"

#include <algorithm>

namespace zhishi::api {

namespace {

namespace limits = record::limits;

constexpr size_t grade_max = 32;          // a grade word
constexpr size_t award_max = 64;          // 记二等功 and its like
constexpr size_t table_max = 1'000'000;   // characters: 20,000 rows of 50
constexpr size_t table_rows_max = 20'000; // an organ's people once, or a section's over its whole history
// Each character of the table takes at most six bytes of JSON (\u5de5), which a browser that escapes would
// send.
constexpr size_t table_body_max = 6 * table_max + 1024;

base::Result<Reply> get_grades(Services& services, const Request& request) {
    QueryReader query(request);
    record::OfficialId official{query.text_or_empty("official", base::id_bytes_max)};
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto grades, workflow::list_prior_grades(here.context(), official));
    JsonWriter json;
    json.begin_object().key("items").begin_list();
    for (const auto& grade : grades)
        write_prior_grade(json, {request, here.directory(), here.today()}, grade);
    json.end_list().end_object();
    return Reply(answer(json.take()));
}

base::Result<Reply> put_grade(Services& services, const Request& request) {
    record::PriorGrade grade;
    JsonBody body(request.body);
    Fields fields = body.object();
    grade.grade = fields.text("grade", grade_max);
    grade.award = fields.text_or_empty("award", award_max);
    grade.source = fields.text_or_empty("source", limits::reason_max);
    ZHISHI_TRY_VOID(body.finish());
    grade.official = id_of<record::OfficialId>(request, "official");
    ZHISHI_TRY(grade.year, year_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    ZHISHI_TRY(auto prepared,
               workflow::save_prior_grade(here.context(), std::move(grade), *request.if_match));
    JsonWriter json;
    write_prior_grade(json, {request, here.directory(), here.today()}, prepared.after);
    return pending(std::move(prepared.change), json.take(), prepared.after.version);
}

// The table as text, cut into its cells; of a row that cannot be cut, what is wrong with its form.
struct CutTable {
    std::vector<workflow::TableLine> lines;
    std::vector<std::pair<int, base::Text>> malformed; // by line
    bool is_too_long = false;
};

base::Text form_fault(const exchange::CsvRow& row, size_t columns) {
    if (!row.faults.empty())
        return {"这一行的引号或编码有误，无法读取。请检查后重新导入。",
                "The quotes or the encoding of this row are broken. Check it and import again."};
    std::string now = std::to_string(row.fields.size()), wanted = std::to_string(columns);
    return {"这一行有 " + now + " 列，表头有 " + wanted + " 列。请补齐或删去多余的列。",
            "This row has " + now + " fields, the header " + wanted + ". Make them agree."};
}

CutTable cut(const std::string& csv) {
    CutTable table;
    exchange::CsvReader reader(csv);
    exchange::CsvRow row;
    if (!reader.next(row)) return table;
    std::vector<std::string> header(row.fields.begin(), row.fields.end());
    while (reader.next(row)) {
        auto is_empty = [](std::string_view field) { return field.empty(); };
        if (std::all_of(row.fields.begin(), row.fields.end(), is_empty)) continue; // the foot of a sheet
        if (table.lines.size() + table.malformed.size() == table_rows_max) {
            table.is_too_long = true;
            break;
        }
        int line = static_cast<int>(row.line);
        if (!row.faults.empty() || row.fields.size() != header.size()) {
            table.malformed.emplace_back(line, form_fault(row, header.size()));
            continue;
        }
        workflow::TableLine cells{line, {}};
        for (size_t i = 0; i < header.size(); ++i)
            cells.cells.emplace_back(header[i], row.fields[i]);
        table.lines.push_back(std::move(cells));
    }
    return table;
}

base::Error malformed_error(const CutTable& table) {
    std::vector<base::Error> faults;
    for (const auto& [line, text] : table.malformed) {
        if (faults.size() == faults_reported_max) break;
        std::string place = std::to_string(line);
        faults.push_back(base::bad_input(
            "csv_unreadable", {"第 " + place + " 行：" + text.zh, "Line " + place + ": " + text.en}, "/csv"));
    }
    base::Error error = faults.front();
    error.more = std::move(faults);
    return error;
}

void write_row(JsonWriter& json, const Showing& showing, const workflow::PriorGradeRow& row) {
    json.begin_object().field("line", row.line).key("official");
    write_person_or_null(json, showing, row.grade.official);
    json.field("year", row.grade.year)
        .field("grade", row.grade.grade)
        .field("is_change", row.is_change)
        .key("faults")
        .begin_list();
    for (const auto& fault : row.faults)
        json.value(word_for(showing.request, fault.text));
    json.end_list().end_object();
}

std::string written(const Showing& showing, workflow::PriorGradeTable table, const CutTable& cut,
                    bool is_written) {
    for (const auto& [line, text] : cut.malformed)
        table.rows.push_back({line, {}, {base::bad_input("csv_unreadable", text)}, false});
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    JsonWriter json;
    json.begin_object().field("is_written", is_written).key("rows").begin_list();
    for (const auto& row : table.rows)
        write_row(json, showing, row);
    json.end_list().end_object();
    return json.take();
}

base::Result<Reply> post_import(Services& services, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    std::string csv = fields.text("csv", table_max);
    bool is_dry_run = fields.truth("is_dry_run");
    CutTable table = cut(csv);
    if (table.is_too_long) {
        std::string most = std::to_string(table_rows_max);
        fields.add_fault("csv", "list_too_long",
                         {"一次最多导入 " + most + " 行，请分几次导入。",
                          "At most " + most + " rows are imported at once. Import it in parts."});
    }
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    Showing showing{request, here.directory(), here.today()};
    if (is_dry_run) {
        ZHISHI_TRY(auto checked, workflow::check_prior_grades(here.context(), table.lines));
        return Reply(answer(written(showing, std::move(checked), table, false)));
    }
    ZHISHI_TRY(auto prepared, workflow::import_prior_grades(here.context(), table.lines));
    if (!table.malformed.empty()) return malformed_error(table); // only who may import is told
    std::string text = written(showing, std::move(prepared.after), table, true);
    return Reply(Pending{std::move(prepared.change), answer(std::move(text)), {}});
}

} // namespace

std::vector<Route> prior_grade_routes() {
    using policy::Act;
    Route list{.method = Method::get,
               .pattern = "/api/prior-grades",
               .act = Act::prior_grade_read,
               .handler = get_grades};
    Route save{.method = Method::put,
               .pattern = "/api/officials/{official}/prior-grades/{year}",
               .act = Act::prior_grade_save,
               .handler = put_grade,
               .needs_if_match = true};
    Route import{.method = Method::post,
                 .pattern = "/api/prior-grades/imports",
                 .act = Act::prior_grade_save,
                 .handler = post_import,
                 .body_max = table_body_max,
                 .needs_idempotency_key = true};
    return {list, save, import};
}

} // namespace zhishi::api
