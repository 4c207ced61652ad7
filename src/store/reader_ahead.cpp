#include "store/reader_ahead.h"

#include <algorithm>
#include <map>

namespace zhishi::store {

namespace {

using Is = Query::Where::Is;

// Cells order as both databases do: null first, numbers by value, texts by their bytes.
bool holds(const Query::Where& where, const Cell& cell) {
    if (where.is == Is::equal) return cell == where.value;
    if (std::holds_alternative<Null>(cell)) return false; // compares with nothing
    if (where.is == Is::among)
        return std::find(where.values.begin(), where.values.end(), cell) != where.values.end();
    switch (where.is) {
    case Is::at_least: return cell >= where.value;
    case Is::at_most: return cell <= where.value;
    case Is::above: return cell > where.value;
    default: return cell < where.value;
    }
}

bool is_found(const Query& query, const Row& row) {
    return std::all_of(query.where.begin(), query.where.end(), [&](const Query::Where& where) {
        return holds(where, row[position_of(*query.table, where.column)]);
    });
}

void sort(std::vector<Row>& rows, const Query& query) {
    std::vector<std::pair<size_t, bool>> order;
    for (const Query::By& by : query.order)
        order.emplace_back(position_of(*query.table, by.column), by.descending);
    for (size_t i = 0; i < key_size(*query.table); ++i)
        order.emplace_back(i, false);
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        for (auto [place, descending] : order)
            if (a[place] != b[place]) return descending ? b[place] < a[place] : a[place] < b[place];
        return false;
    });
}

} // namespace

base::Result<std::vector<Row>> ReaderAhead::select(const Query& query) {
    std::map<std::vector<Cell>, const RowWrite*> writes; // the last one of a row counts
    for (const RowWrite& write : change_.writes)
        if (write.table == query.table) writes[key_of(*query.table, write.row)] = &write;
    if (writes.empty()) return reader_.select(query);
    Query wider = query;
    if (wider.limit > 0) wider.limit = std::min(wider.limit + writes.size(), query_rows_max);
    ZHISHI_TRY(std::vector<Row> rows, reader_.select(wider));
    std::erase_if(rows, [&](const Row& row) { return writes.contains(key_of(*query.table, row)); });
    for (const auto& [key, write] : writes)
        if (!write->is_removal && is_found(query, write->row)) rows.push_back(write->row);
    sort(rows, query);
    if (query.limit > 0 && rows.size() > query.limit) rows.resize(query.limit);
    return rows;
}

base::Result<std::int64_t> ReaderAhead::count(const Query& query) {
    bool is_touched = std::any_of(change_.writes.begin(), change_.writes.end(),
                                  [&](const RowWrite& write) { return write.table == query.table; });
    if (!is_touched) return reader_.count(query);
    Query all = query;
    all.limit = 0;
    ZHISHI_TRY(std::vector<Row> rows, select(all));
    return static_cast<std::int64_t>(rows.size());
}

} // namespace zhishi::store
