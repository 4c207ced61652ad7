// /api/workbooks: what a page shows, as a file. Nothing is read for it, so nothing is shown that was not
// shown already.
#include "api/json_reader.h"
#include "api/resources/routes.h"
#include "exchange/workbook_writer.h"

namespace zhishi::api {

namespace {

constexpr size_t title_max = 120;
constexpr size_t columns_max = 60;      // the widest list has twenty; a wider table is not read on paper
constexpr size_t rows_max = 10'000;     // people of the largest organ
constexpr size_t cell_max = 2'000;      // a comment, an objection
constexpr size_t body_max = 16'000'000; // bytes: ten thousand rows of twenty columns, names and figures

std::vector<exchange::WorkbookColumn> read_columns(Fields& fields) {
    using exchange::CellKind;
    std::vector<exchange::WorkbookColumn> columns;
    for (Fields column : fields.objects("columns", columns_max, 1)) {
        exchange::WorkbookColumn read;
        read.title = column.text("title", title_max);
        read.kind =
            column
                .optional_word<CellKind>(
                    "kind", {{"text", CellKind::text}, {"number", CellKind::number}, {"day", CellKind::day}})
                .value_or(CellKind::text);
        read.width = static_cast<double>(column.optional_integer("width", 4, 80).value_or(0));
        columns.push_back(std::move(read));
    }
    return columns;
}

base::Result<Reply> make_workbook(Services&, const Request& request) {
    JsonBody body(request.body);
    Fields fields = body.object();
    std::string title = fields.text("title", title_max);
    std::vector<exchange::WorkbookColumn> columns = read_columns(fields);
    std::vector<std::vector<std::string>> rows;
    for (Fields row : fields.objects("rows", rows_max)) {
        rows.push_back(row.texts("cells", columns_max, cell_max, 0));
        if (rows.back().size() > columns.size())
            row.add_fault("cells", "row_too_wide",
                          {"这一行比表头多出了列，请使两者一致。",
                           "The row has more cells than there are columns: make them agree."});
    }
    ZHISHI_TRY_VOID(body.finish());
    ZHISHI_TRY(auto workbook, exchange::WorkbookWriter::begin());
    workbook->add_sheet(title, title, columns);
    for (const auto& row : rows)
        workbook->add_row(row);
    Response response;
    ZHISHI_TRY(response.body, workbook->finish());
    response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"list.xlsx\"");
    return Reply(std::move(response));
}

} // namespace

std::vector<Route> workbook_routes() {
    return {{.method = Method::post,
             .pattern = "/api/workbooks",
             .act = policy::Act::workbook_make,
             .handler = make_workbook,
             .body_max = body_max,
             .needs_idempotency_key = true}}; // as every POST; made anew each time
}

} // namespace zhishi::api
