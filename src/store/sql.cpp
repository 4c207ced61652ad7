#include "store/sql.h"

#include "base/check.h"

namespace zhishi::store {

namespace {

class Builder {
  public:
    explicit Builder(Dialect dialect) : dialect_(dialect) {}

    void add(std::string_view text) { sql_.text += text; }

    void add_where(const Query& query) {
        std::string_view glue = " where ";
        for (const Query::Where& where : query.where) {
            add(glue);
            glue = " and ";
            add_condition(where, query.table->columns[position_of(*query.table, where.column)]);
        }
    }

    // The key last, so that the order is whole.
    void add_order(const Query& query) {
        std::string_view glue = " order by ";
        auto add_column = [&](const Column& column, bool descending) {
            add(glue);
            glue = ", ";
            add(column.name);
            if (descending) add(" desc");
            // SQLite takes null for the least value, PostgreSQL for the greatest.
            if (dialect_ == Dialect::postgres && column.may_be_null)
                add(descending ? " nulls last" : " nulls first");
        };
        for (const Query::By& by : query.order)
            add_column(query.table->columns[position_of(*query.table, by.column)], by.descending);
        for (const Column& column : query.table->columns.first(key_size(*query.table))) {
            bool is_ordered = false;
            for (const Query::By& by : query.order)
                is_ordered = is_ordered || by.column == column.name;
            if (!is_ordered) add_column(column, false);
        }
    }

    void add_parameter(Parameter parameter) {
        sql_.parameters.push_back(std::move(parameter));
        add(dialect_ == Dialect::sqlite ? "?" : "$");
        add(std::to_string(sql_.parameters.size()));
    }

    Sql take() { return std::move(sql_); }

  private:
    void add_condition(const Query::Where& where, const Column& column) {
        using Is = Query::Where::Is;
        add(column.name);
        if (where.is == Is::among) {
            base::check(where.values.size() <= query_values_max,
                        "a query asks for at most query_values_max values");
            add(dialect_ == Dialect::sqlite ? " in (select value from json_each(" : " = any(");
            add_parameter({column.type, {}, where.values, true});
            add(dialect_ == Dialect::sqlite ? "))" : ")");
            return;
        }
        if (where.is == Is::equal && std::holds_alternative<Null>(where.value)) return add(" is null");
        switch (where.is) {
        case Is::equal: add(" = "); break;
        case Is::at_least: add(" >= "); break;
        case Is::at_most: add(" <= "); break;
        case Is::above: add(" > "); break;
        case Is::below: add(" < "); break;
        case Is::among: break;
        }
        add_parameter({column.type, where.value, {}, false});
    }

    Dialect dialect_;
    Sql sql_;
};

} // namespace

Sql select_sql(const Query& query, Dialect dialect) {
    base::check(query.limit <= query_rows_max, "a query asks for at most query_rows_max rows");
    Builder builder(dialect);
    builder.add("select ");
    builder.add(column_list(*query.table));
    builder.add(" from ");
    builder.add(query.table->name);
    builder.add_where(query);
    builder.add_order(query);
    builder.add(" limit ");
    size_t limit = query.limit > 0 ? query.limit : query_rows_max + 1;
    builder.add_parameter({ColumnType::number, static_cast<std::int64_t>(limit), {}, false});
    return builder.take();
}

Sql count_sql(const Query& query, Dialect dialect) {
    Builder builder(dialect);
    builder.add("select count(*) from ");
    builder.add(query.table->name);
    builder.add_where(query);
    return builder.take();
}

std::string column_list(const Table& table, std::string_view prefix) {
    std::string list;
    for (const Column& column : table.columns) {
        if (!list.empty()) list += ", ";
        list += prefix;
        list += column.name;
    }
    return list;
}

} // namespace zhishi::store
