// Reading ahead of a change gives, for every kind of query, the very rows that are there once it is written.
#include "store/reader_ahead.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

namespace zhishi::test {

namespace {

using store::Query;
using Is = store::Query::Where::Is;

record::Unit unit(const std::string& id, int ordinal, std::optional<int> to = std::nullopt) {
    record::Unit made{{"O1"}, {id}, "n" + id, {}, ordinal, some_date};
    if (to) made.to = some_date.plus_days(*to);
    return made;
}

Query by(std::vector<Query::Where> where, std::vector<Query::By> order = {}, size_t limit = 0) {
    Query query = store::query_of<record::Unit>();
    query.where = std::move(where), query.order = std::move(order), query.limit = limit;
    return query;
}

std::vector<Query> every_kind_of_query() {
    auto at = [](int value) { return store::Cell(std::int64_t{value}); };
    store::Cell day(std::int64_t{some_date.plus_days(10).days()});
    return {by({}),
            by({}, {{"ordinal", true}}),
            by({}, {{"to_day", false}, {"name", true}}),
            by({}, {{"to_day", true}}, 2),
            by({}, {}, 3),
            by({{"ordinal", Is::equal, at(2), {}}}),
            by({{"ordinal", Is::at_least, at(3), {}}}),
            by({{"ordinal", Is::at_most, at(3), {}}}, {}, 1),
            by({{"ordinal", Is::above, at(1), {}}, {"ordinal", Is::below, at(5), {}}}),
            by({{"unit", Is::among, {}, {"a", "b", "new"}}}),
            by({{"unit", Is::among, {}, {}}}),
            by({{"to_day", Is::equal, {}, {}}}),
            by({{"to_day", Is::at_most, day, {}}}),
            by({{"to_day", Is::above, day, {}}})};
}

} // namespace

class ReaderAheadTest : public StoreTest {};

TEST_P(ReaderAheadTest, a_change_is_read_as_it_will_be_written) {
    auto store = open();
    ASSERT_NE(store, nullptr);
    record::Unit a = unit("a", 1), b = unit("b", 2, 10), c = unit("c", 3, 20), d = unit("d", 4);
    store::Change first = a_change();
    for (record::Unit* one : {&a, &b, &c, &d})
        first.put(*one);
    ASSERT_EQ(store->write_and_wait(first).outcome, store::Written::Outcome::committed);

    store::Change change = a_change();
    a.ordinal = 5, a.to = some_date.plus_days(30);
    change.put(a);
    b.to.reset();
    change.put(b);
    b.name = "once more"; // the later write of a row counts
    change.put(b);
    record::Unit added = unit("new", 2, 5), other = unit("zz", 9);
    change.put(added);
    change.put(other);

    std::vector<std::vector<store::Row>> seen;
    std::vector<std::int64_t> counted;
    {
        auto before = reader(*store);
        store::ReaderAhead ahead(*before, change);
        for (const Query& query : every_kind_of_query()) {
            auto rows = ahead.select(query);
            ASSERT_TRUE(rows.ok());
            seen.push_back(*rows);
            counted.push_back(*ahead.count(query));
        }
        EXPECT_EQ(store::find<record::Unit>(*before, {"O1", "new"})->has_value(), false);
    }
    ASSERT_EQ(store->write_and_wait(change).outcome, store::Written::Outcome::committed);
    auto after = reader(*store);
    size_t at = 0, found = 0;
    for (const Query& query : every_kind_of_query()) {
        EXPECT_EQ(seen[at], *after->select(query)) << "query " << at;
        EXPECT_EQ(counted[at], *after->count(query)) << "query " << at;
        found += seen[at++].size();
    }
    EXPECT_GT(found, 30u);
}

TEST_P(ReaderAheadTest, another_table_is_read_as_it_is) {
    auto store = open();
    ASSERT_NE(store, nullptr);
    store::Change change = a_change();
    record::Unit a = unit("a", 1);
    change.put(a);
    auto before = reader(*store);
    store::ReaderAhead ahead(*before, change);
    EXPECT_TRUE(ahead.select(store::query_of<record::Official>())->empty());
    EXPECT_EQ(*ahead.count(store::query_of<record::Official>()), 0);
}

ZHISHI_ON_BOTH_DATABASES(ReaderAheadTest);

} // namespace zhishi::test
