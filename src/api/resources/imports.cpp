// /api/imports/{kind}: templates, tables checked and taken in, copies with the faults beside the rows.
#include "workflow/imports.h"

#include "api/json_writer.h"
#include "api/query_reader.h"
#include "api/resources/parts.h"
#include "api/resources/routes.h"
#include "api/resources/surroundings.h"
#include "base/text.h"
#include "exchange/list_file.h"
#include "exchange/lrmx_reader.h"
#include "exchange/workbook_writer.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::api {

namespace {

using workflow::ImportColumn;
using workflow::ImportEffect;
using workflow::ImportForm;
using workflow::ImportKind;
using workflow::ImportLine;

constexpr size_t file_max = size_t{16} << 20; // 20,000 people have some 2 MB; a few hundred lrmx 16 MB
constexpr size_t rows_listed_max = 500;       // of each effect; the marked copy has them all
constexpr long faulty_max = 1'000'000;

// Two columns that are written and never read.
const std::string remark = "备注", fault_title = "问题";
const std::string sample_mark = "示例行，导入时自动跳过";

base::Result<ImportKind> kind_of(const Request& request) {
    auto name = request.path_values.find("kind");
    auto kind = name == request.path_values.end() ? std::nullopt : workflow::import_kind_named(name->second);
    if (!kind) return workflow::not_found();
    return *kind;
}

bool is_title_of(const ImportColumn& column, std::string_view title) {
    return title == column.title || title == column.key ||
           std::find(column.also.begin(), column.also.end(), title) != column.also.end();
}

// The file as rows of the form.
struct Table {
    std::vector<ImportLine> lines;
    std::vector<std::string> ignored; // titles that the form does not have

    size_t samples = 0; // sample rows passed over
};

Table of_lrmx(const ImportForm& form, const std::vector<exchange::LrmxPerson>& people) {
    Table table;
    auto put = [&](ImportLine& line, std::string_view key, const std::string& value) {
        for (size_t c = 0; c < form.columns.size(); ++c)
            if (form.columns[c].key == key) line.cells[c] = value;
    };
    int number = 0;
    for (const auto& person : people) {
        ++number;
        ImportLine line{number, std::vector<std::optional<std::string>>(form.columns.size()), {}};
        put(line, "name", person.name);
        if (form.kind == ImportKind::people) {
            put(line, "title", person.post);
            table.lines.push_back(line);
        }
        if (form.kind == ImportKind::prior_grades)
            for (const auto& [year, grade] : person.grades) {
                put(line, "year", std::to_string(year));
                put(line, "grade", grade);
                put(line, "source", "干部任免审批表");
                table.lines.push_back(line);
            }
    }
    return table;
}

base::Result<Table> of_list(const ImportForm& form, std::string bytes) {
    auto is_title = [&](std::string_view title) {
        return std::any_of(form.columns.begin(), form.columns.end(),
                           [&](const auto& column) { return is_title_of(column, title); });
    };
    // One more than is taken, so that a table too long is told from one that just fits.
    ZHISHI_TRY(auto list, exchange::read_list_file(std::move(bytes), form.rows_max + 1, is_title));
    Table table;
    std::vector<size_t> columns(list.titles.size(), form.columns.size());
    std::vector<bool> is_there(form.columns.size());
    size_t remark_at = list.titles.size();
    for (size_t i = 0; i < list.titles.size(); ++i) {
        for (size_t c = 0; c < form.columns.size(); ++c)
            if (!is_there[c] && columns[i] == form.columns.size() &&
                is_title_of(form.columns[c], list.titles[i])) {
                columns[i] = c;
                is_there[c] = true;
            }
        bool is_ours = list.titles[i] == remark || list.titles[i] == fault_title;
        if (list.titles[i] == remark) remark_at = i;
        if (columns[i] == form.columns.size() && !is_ours && !list.titles[i].empty())
            table.ignored.push_back(list.titles[i]);
    }
    for (auto& row : list.rows) {
        if (remark_at < row.cells.size() && base::trimmed(row.cells[remark_at]) == sample_mark) {
            ++table.samples;
            continue;
        }
        ImportLine line{row.line, std::vector<std::optional<std::string>>(form.columns.size()), {}};
        for (size_t c = 0; c < form.columns.size(); ++c)
            if (is_there[c]) line.cells[c] = std::string();
        for (size_t i = 0; i < row.cells.size() && i < columns.size(); ++i)
            if (columns[i] < form.columns.size()) line.cells[columns[i]] = std::move(row.cells[i]);
        if (row.fault) line.faults.push_back(base::bad_input("row_unreadable", std::move(*row.fault)));
        table.lines.push_back(std::move(line));
    }
    return table;
}

base::Result<Table> read_table(const ImportForm& form, const std::string& bytes) {
    if (bytes.empty())
        return base::bad_input("file_missing", {"没有收到文件内容，请选择文件后再提交。",
                                                "The file is empty: choose one and send it again."});
    bool has_lrmx = form.kind == ImportKind::people || form.kind == ImportKind::prior_grades;
    if (!has_lrmx || !exchange::is_lrmx(bytes)) return of_list(form, bytes);
    ZHISHI_TRY(auto people, exchange::read_lrmx(bytes));
    return of_lrmx(form, people);
}

std::string_view name_of(ImportEffect effect) {
    switch (effect) {
    case ImportEffect::is_new: return "new";
    case ImportEffect::is_changed: return "changed";
    case ImportEffect::is_same: return "same";
    case ImportEffect::is_faulty: break;
    }
    return "faulty";
}

void write_row(JsonWriter& json, const Request& request, const ImportForm& form,
               const workflow::ImportedRow& row) {
    auto title = [&](std::string_view key) {
        for (const auto& column : form.columns)
            if (column.key == key) return column.title;
        return std::string();
    };
    json.begin_object()
        .field("line", row.line)
        .field("about", row.about)
        .field("effect", name_of(row.effect))
        .key("faults")
        .begin_list();
    for (const auto& fault : row.faults)
        json.value(word_for(request, fault.text));
    json.end_list().key("changes").begin_list();
    for (const auto& change : row.changes)
        json.begin_object()
            .field("title", title(change.key))
            .field("before", change.before)
            .field("after", change.after)
            .end_object();
    json.end_list().end_object();
}

std::string written(const Request& request, const ImportForm& form, const Table& table,
                    const workflow::ImportReport& report, bool is_written) {
    JsonWriter json;
    json.begin_object().field("is_written", is_written).key("counts").begin_object();
    constexpr ImportEffect effects[] = {ImportEffect::is_faulty, ImportEffect::is_changed,
                                        ImportEffect::is_new, ImportEffect::is_same};
    for (ImportEffect effect : effects)
        json.field(name_of(effect), report.count(effect));
    json.end_object().field("samples", table.samples);
    write_words(json, "ignored_titles", table.ignored);
    json.key("rows").begin_list();
    size_t left_off = 0;
    for (ImportEffect effect : effects) {
        size_t listed = 0;
        for (const auto& row : report.rows)
            if (row.effect == effect && ++listed <= rows_listed_max) write_row(json, request, form, row);
        left_off += listed > rows_listed_max ? listed - rows_listed_max : 0;
    }
    json.end_list().field("rows_left_off", left_off).end_object();
    return json.take();
}

std::vector<exchange::WorkbookColumn> columns_of(const ImportForm& form) {
    using exchange::CellKind;
    std::vector<exchange::WorkbookColumn> columns;
    for (const auto& column : form.columns)
        columns.push_back({column.title + (column.is_needed ? " *" : ""),
                           column.holds == ImportColumn::Holds::day      ? CellKind::day
                           : column.holds == ImportColumn::Holds::number ? CellKind::number
                                                                         : CellKind::text,
                           16, column.words, column.hint, column.is_needed});
    return columns;
}

base::Result<Reply> as_file(exchange::WorkbookWriter& workbook) {
    Response response;
    ZHISHI_TRY(response.body, workbook.finish());
    response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"table.xlsx\"");
    return Reply(std::move(response));
}

void add_manual(exchange::WorkbookWriter& workbook, const ImportForm& form) {
    workbook.add_sheet("填写说明", "",
                       {{"列", exchange::CellKind::text, 16, {}, {}, false},
                        {"是否必填", exchange::CellKind::text, 10, {}, {}, false},
                        {"怎样填写", exchange::CellKind::text, 60, {}, {}, false},
                        {"可选内容", exchange::CellKind::text, 40, {}, {}, false}});
    for (const auto& column : form.columns) {
        std::string words;
        for (size_t i = 0; i < column.words.size() && i < 12; ++i)
            words += (i > 0 ? "、" : "") + column.words[i];
        if (column.words.size() > 12) words += "等" + std::to_string(column.words.size()) + "项";
        workbook.add_row({column.title, column.is_needed ? "必填" : "可不填", column.hint, words});
    }
    workbook.add_row({"说明", "", "带星号的列必填；多余的列不影响导入；空白行会跳过。", ""});
    workbook.add_row(
        {"", "", "已登记的内容按编号、系统编号或日期识别：内容不同的改，相同的不动；不会删除任何内容。", ""});
    workbook.add_row({"", "", "表中没有的列保持原样；有这一列而单元格留空，即清空该项。", ""});
}

base::Result<Reply> get_template(Services& services, const Request& request) {
    QueryReader query(request);
    bool is_filled = query.integer("filled", 0, 1, 0) == 1;
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(ImportKind kind, kind_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    auto context = here.context();
    ZHISHI_TRY(ImportForm form, workflow::import_form(context, kind));
    ZHISHI_TRY(auto workbook, exchange::WorkbookWriter::begin());
    auto columns = columns_of(form);
    if (!is_filled) columns.push_back({remark, exchange::CellKind::text, 26, {}, {}, false});
    workbook->add_sheet(form.title.zh, "", columns);
    if (is_filled) {
        ZHISHI_TRY(auto rows, workflow::rows_kept(context, kind));
        for (const auto& row : rows)
            workbook->add_row(row);
    } else {
        std::vector<std::string> sample;
        for (const auto& column : form.columns)
            sample.push_back(column.sample);
        sample.push_back(sample_mark);
        workbook->add_row(sample);
    }
    add_manual(*workbook, form);
    return as_file(*workbook);
}

base::Result<Reply> post_import(Services& services, const Request& request) {
    QueryReader query(request);
    bool is_dry_run = query.integer("dry_run", 0, 1, 1) == 1;
    long left_out = query.integer("faulty_left_out", 0, faulty_max, -1);
    ZHISHI_TRY_VOID(query.finish());
    ZHISHI_TRY(ImportKind kind, kind_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    auto context = here.context();
    ZHISHI_TRY(ImportForm form, workflow::import_form(context, kind));
    ZHISHI_TRY(Table table, read_table(form, request.body));
    if (is_dry_run) {
        ZHISHI_TRY(auto report, workflow::check_import(context, kind, table.lines));
        return Reply(answer(written(request, form, table, report, false)));
    }
    std::optional<size_t> faulty_left_out;
    if (left_out >= 0) faulty_left_out = static_cast<size_t>(left_out);
    ZHISHI_TRY(auto prepared, workflow::take_import(context, kind, table.lines, faulty_left_out));
    std::string text = written(request, form, table, prepared.after, true);
    return Reply(Pending{std::move(prepared.change), answer(std::move(text)), {}});
}

// The rows as they came, those at fault marked, with what is wrong beside them.
base::Result<Reply> post_marked_copy(Services& services, const Request& request) {
    ZHISHI_TRY(ImportKind kind, kind_of(request));
    ZHISHI_TRY(Surroundings here, Surroundings::open(services, request));
    auto context = here.context();
    ZHISHI_TRY(ImportForm form, workflow::import_form(context, kind));
    ZHISHI_TRY(Table table, read_table(form, request.body));
    ZHISHI_TRY(auto report, workflow::check_import(context, kind, table.lines));
    ZHISHI_TRY(auto workbook, exchange::WorkbookWriter::begin());
    auto columns = columns_of(form);
    columns.push_back({fault_title, exchange::CellKind::text, 60, {}, {}, false});
    workbook->add_sheet(form.title.zh, "", columns);
    for (size_t i = 0; i < table.lines.size(); ++i) {
        std::vector<std::string> cells;
        std::vector<bool> marked(columns.size());
        for (const auto& cell : table.lines[i].cells)
            cells.push_back(cell.value_or(""));
        std::string text;
        for (const auto& fault : report.rows[i].faults) {
            text += (text.empty() ? "" : "\n") + word_for(request, fault.text);
            for (size_t c = 0; c < form.columns.size(); ++c)
                if (form.columns[c].key == fault.place.pointer) marked[c] = true;
        }
        marked.back() = !text.empty();
        cells.push_back(std::move(text));
        workbook->add_row(cells, marked);
    }
    add_manual(*workbook, form);
    return as_file(*workbook);
}

} // namespace

std::vector<Route> import_routes() {
    using policy::Act;
    return {{.method = Method::get,
             .pattern = "/api/imports/{kind}/template",
             .act = Act::table_import,
             .handler = get_template},
            {.method = Method::post,
             .pattern = "/api/imports/{kind}",
             .act = Act::table_import,
             .handler = post_import,
             .body_max = file_max,
             .takes_file = true,
             .needs_idempotency_key = true},
            {.method = Method::post,
             .pattern = "/api/imports/{kind}/marked-copies",
             .act = Act::table_import,
             .handler = post_marked_copy,
             .body_max = file_max,
             .takes_file = true,
             .needs_idempotency_key = true}};
}

} // namespace zhishi::api
