// Records of many people at once, in one query: what the overviews, grids and drafts read.
#pragma once

#include "workflow/office.h"

#include <vector>

namespace zhishi::workflow {

// The records of these people in these periods, of a table whose key is (organ, official, period).
template <class Record>
store::Query people_query(const Context& context, const std::vector<record::OfficialId>& people,
                          const std::vector<base::Period>& periods) {
    using Is = store::Query::Where::Is;
    std::vector<store::Cell> ids, names;
    for (const auto& id : people)
        ids.emplace_back(id.value);
    for (const auto& period : periods)
        names.emplace_back(period.str());
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {"official", Is::among, {}, std::move(ids)},
                   {"period", Is::among, {}, std::move(names)}};
    return query;
}

template <class Record>
base::Result<std::vector<Record>> of_people(const Context& context,
                                            const std::vector<record::OfficialId>& people,
                                            const std::vector<base::Period>& periods) {
    if (people.empty() || periods.empty()) return std::vector<Record>();
    return store::list<Record>(context.reader, people_query<Record>(context, people, periods));
}

// All records of a period, of a table with the columns organ and period.
template <class Record>
base::Result<std::vector<Record>> of_period(const Context& context, const base::Period& period) {
    using Is = store::Query::Where::Is;
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}}, {"period", Is::equal, period.str(), {}}};
    return store::list<Record>(context.reader, query);
}

// All records of the organ that have this text in this column.
template <class Record>
store::Query organ_query(const Context& context, std::string_view column, std::string value) {
    using Is = store::Query::Where::Is;
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", Is::equal, context.organ().value, {}},
                   {column, Is::equal, std::move(value), {}}};
    return query;
}

template <class Record>
base::Result<std::vector<Record>> of_organ_where(const Context& context, std::string_view column,
                                                 std::string value) {
    return store::list<Record>(context.reader, organ_query<Record>(context, column, std::move(value)));
}

template <class Record>
base::Result<std::vector<Record>> of_organ(const Context& context) {
    store::Query query = store::query_of<Record>();
    query.where = {{"organ", store::Query::Where::Is::equal, context.organ().value, {}}};
    return store::list<Record>(context.reader, query);
}

} // namespace zhishi::workflow
