// Reading: every operator, order, limit, long lists; a reader's one state of the database; the pool.
#include "tests/store/samples.h"
#include "tests/store/stores.h"

#include <thread>

namespace zhishi::test {

namespace {

using store::Query;
using Is = store::Query::Where::Is;

class QueryTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        store_ = open();
        ASSERT_NE(store_, nullptr);
    }
    void write(std::vector<record::Unit> units) {
        store::Change change = a_change();
        for (record::Unit& unit : units)
            change.put(unit);
        ASSERT_EQ(store_->write_and_wait(change).outcome, store::Written::Outcome::committed);
    }
    record::Unit unit(const std::string& id, int ordinal, std::optional<int> to = std::nullopt,
                      const std::string& name = "n") {
        record::Unit made{{"O1"}, {id}, name, {}, ordinal, some_date};
        if (to) made.to = some_date.plus_days(*to);
        return made;
    }
    std::string ids(const Query& query) {
        auto found = store::list<record::Unit>(*reader(*store_), query);
        EXPECT_TRUE(found.ok()) << (found.ok() ? "" : found.error().text.en);
        std::string joined;
        if (found.ok())
            for (const record::Unit& unit : *found)
                joined += unit.id.value + " ";
        return joined;
    }
    Query by(std::vector<Query::Where> where, std::vector<Query::By> order = {}, size_t limit = 0) {
        Query query = store::query_of<record::Unit>();
        query.where = std::move(where), query.order = std::move(order), query.limit = limit;
        return query;
    }
    std::int64_t day(int days) { return some_date.plus_days(days).days(); }

    std::unique_ptr<store::Store> store_;
};

TEST_P(QueryTest, a_reader_knows_how_often_its_tables_were_written_before_its_state_began) {
    const store::Table* units[] = {&store::Mapping<record::Unit>::table()};
    const store::Table* others[] = {&store::Mapping<record::Official>::table()};
    auto before = reader(*store_);
    write({unit("a", 1)});
    auto after = reader(*store_);
    EXPECT_EQ(after->generation(units), before->generation(units) + 1);
    EXPECT_EQ(after->generation(others), before->generation(others));
    EXPECT_EQ(before->generation(units), 0);
}

TEST_P(QueryTest, every_operator) {
    write({unit("a", 1), unit("b", 2), unit("c", 3), unit("d", 4)});
    auto at = [](int value) { return store::Cell(std::int64_t{value}); };
    EXPECT_EQ(ids(by({{"ordinal", Is::equal, at(2), {}}})), "b ");
    EXPECT_EQ(ids(by({{"ordinal", Is::at_least, at(3), {}}})), "c d ");
    EXPECT_EQ(ids(by({{"ordinal", Is::at_most, at(2), {}}})), "a b ");
    EXPECT_EQ(ids(by({{"ordinal", Is::above, at(3), {}}})), "d ");
    EXPECT_EQ(ids(by({{"ordinal", Is::below, at(2), {}}})), "a ");
    EXPECT_EQ(ids(by({{"ordinal", Is::among, {}, {at(4), at(1), at(9), at(1)}}})), "a d ");
    EXPECT_EQ(ids(by({{"unit", Is::among, {}, {"b", "x'; drop table unit; --", "c\"{,}\\"}}})), "b ");
    EXPECT_EQ(ids(by({{"ordinal", Is::among, {}, {}}})), "");
    EXPECT_EQ(ids(by({{"ordinal", Is::at_least, at(2), {}}, {"ordinal", Is::below, at(4), {}}})), "b c ");
    EXPECT_EQ(*reader(*store_)->count(by({{"ordinal", Is::above, at(1), {}}}, {{"ordinal"}}, 1)), 3);
}

TEST_P(QueryTest, null_is_found_as_null_and_by_no_comparison) {
    write({unit("a", 1), unit("b", 2, 10), unit("c", 3, 20)});
    EXPECT_EQ(ids(by({{"to_day", Is::equal, {}, {}}})), "a ");
    EXPECT_EQ(ids(by({{"to_day", Is::at_least, store::Cell(day(0)), {}}})), "b c ");
    EXPECT_EQ(ids(by({{"to_day", Is::at_most, store::Cell(day(10)), {}}})), "b ");
}

TEST_P(QueryTest, order_is_whole_and_the_same_on_both_databases) {
    write({unit("b", 1, 10, "é"), unit("a", 1, std::nullopt, "Z"), unit("C", 2, 5, "中"),
           unit("d", 0, std::nullopt, "a")});
    EXPECT_EQ(ids(by({})), "C a b d ") << "by key, byte by byte";
    EXPECT_EQ(ids(by({}, {{"ordinal", true}})), "C a b d ");
    EXPECT_EQ(ids(by({}, {{"ordinal", false}})), "d a b C ");
    EXPECT_EQ(ids(by({}, {{"to_day", false}})), "a d C b ") << "what has no last day comes first";
    EXPECT_EQ(ids(by({}, {{"to_day", true}})), "b C a d ");
    EXPECT_EQ(ids(by({}, {{"name", false}})), "a d b C ") << "Z a é 中";
    EXPECT_EQ(ids(by({}, {{"unit", true}}, 2)), "d b ");
    EXPECT_EQ(ids(by({{"name", Is::above, "a", {}}})), "C b ");
}

TEST_P(QueryTest, a_list_of_20000_values) {
    std::vector<record::Unit> units;
    std::vector<store::Cell> wanted;
    for (int i = 0; i < 2'000; ++i)
        units.push_back(unit("U" + std::to_string(i), i));
    for (size_t i = 0; i < store::query_values_max; ++i)
        wanted.push_back("U" + std::to_string(i * 2));
    write(std::move(units));
    Query query = by({{"organ", Is::equal, "O1", {}}, {"unit", Is::among, {}, wanted}});
    EXPECT_EQ(*reader(*store_)->count(query), 1'000);
    EXPECT_EQ(reader(*store_)->select(query)->size(), 1'000u);
}

TEST_P(QueryTest, a_reader_sees_one_state_from_its_first_select_to_its_end) {
    write({unit("a", 1)});
    auto early = reader(*store_), late = reader(*store_);
    EXPECT_EQ(*early->count(by({})), 1);
    write({unit("b", 2)});
    EXPECT_EQ(*early->count(by({})), 1);
    EXPECT_EQ(early->select(by({}))->size(), 1u);
    EXPECT_EQ(*late->count(by({})), 2) << "its state begins with its first select";
    early.reset();
    EXPECT_EQ(ids(by({})), "a b ");
}

TEST_P(QueryTest, what_was_expected_is_answered_as_if_it_had_not_been) {
    write({unit("a", 1), unit("b", 2)});
    auto held = reader(*store_);
    held->expect(by({{"unit", Is::equal, "a", {}}}));
    held->expect(by({}));
    held->expect_count(by({}));
    held->expect(by({{"unit", Is::equal, "never asked for", {}}}));
    EXPECT_EQ(held->select(by({}))->size(), 2u);
    write({unit("c", 3)});
    EXPECT_EQ(held->select(by({{"unit", Is::equal, "a", {}}}))->size(), 1u);
    EXPECT_EQ(held->select(by({{"unit", Is::equal, "b", {}}}))->size(), 1u) << "of one shape, another value";
    EXPECT_EQ(*held->count(by({})), 2);
    held->expect_count(by({{"ordinal", Is::above, std::int64_t{1}, {}}}));
    EXPECT_EQ(held->select(by({}))->size(), 2u) << "asked twice it is the same state";
    EXPECT_EQ(*held->count(by({{"ordinal", Is::above, std::int64_t{1}, {}}})), 1);
    held.reset();
    EXPECT_EQ(*reader(*store_)->count(by({})), 3) << "nothing is kept for the next one";
}

TEST_P(QueryTest, where_all_was_expected_it_is_one_state) {
    write({unit("a", 1)});
    auto held = reader(*store_);
    held->expect(by({}));
    held->expect_count(by({}));
    held->expect_no_more();
    EXPECT_EQ(held->select(by({}))->size(), 1u);
    write({unit("b", 2)});
    EXPECT_EQ(*held->count(by({})), 1) << "it came with the first answer";
    held.reset();
    held = reader(*store_);
    EXPECT_EQ(*held->count(by({})), 2);
    write({unit("c", 3)});
    EXPECT_EQ(held->select(by({}))->size(), 2u) << "the next one says nothing, and keeps its state";
}

TEST_P(QueryTest, a_lent_out_pool_is_waited_for_and_then_unavailable) {
    store_.reset();
    store_ = open({.url = url_, .readers = 1, .wait_for_reader_seconds = 0});
    auto held = reader(*store_);
    auto refused = store_->reader();
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, base::ErrorKind::unavailable);
    EXPECT_EQ(refused.error().code, "no_reader_is_free");
    held.reset();
    EXPECT_TRUE(store_->reader().ok());

    store_.reset();
    store_ = open({.url = url_, .readers = 1, .wait_for_reader_seconds = 60});
    held = reader(*store_);
    std::thread gives_back([&] { held.reset(); });
    EXPECT_TRUE(store_->reader().ok()) << "one comes free while it waits";
    gives_back.join();
}

ZHISHI_ON_BOTH_DATABASES(QueryTest);

} // namespace

} // namespace zhishi::test
