// Every record comes back from the database as it went in: every field, every state, every text.
#include "store/image.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

namespace zhishi::test {

namespace {

using store::Mapping;
using store::Written;

class RoundTrip : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        store_ = open();
        ASSERT_NE(store_, nullptr);
    }

    template <class Record>
    void write(Record& record, const std::string& organ = "O1") {
        store::Change change = a_change(organ);
        change.put(record);
        Written written = store_->write_and_wait(change);
        ASSERT_EQ(written.outcome, Written::Outcome::committed) << written.cause;
    }

    template <class Record>
    void expect_same(const Record& record) {
        store::Row row = Mapping<Record>::to_row(record);
        auto found = store::find<Record>(*reader(*store_), store::key_of(Mapping<Record>::table(), row));
        ASSERT_TRUE(found.ok()) << found.error().text.en;
        ASSERT_TRUE(found->has_value());
        EXPECT_EQ(Mapping<Record>::to_row(**found), row);
    }

    template <class Record>
    void check(Record record) {
        SCOPED_TRACE(Mapping<Record>::table().name);
        Record untouched{};
        store::Row full = Mapping<Record>::to_row(record), plain = Mapping<Record>::to_row(untouched);
        for (size_t i = 0; i + 1 < full.size(); ++i)
            EXPECT_NE(full[i], plain[i])
                << "the sample leaves " << Mapping<Record>::table().columns[i].name << " unset";
        write(record);
        expect_same(record);
        // As its history shows it, too: all but what is secret.
        std::string image = store::image_of(Mapping<Record>::table(), Mapping<Record>::to_row(record));
        auto from_image = store::record_of_image<Record>(image);
        ASSERT_TRUE(from_image.has_value());
        store::Row row = Mapping<Record>::to_row(record);
        for (size_t i = 0; i < row.size(); ++i)
            if (Mapping<Record>::table().columns[i].is_secret) row[i] = std::string();
        EXPECT_EQ(Mapping<Record>::to_row(*from_image), row);
    }

    std::unique_ptr<store::Store> store_;
};

TEST_P(RoundTrip, every_record_with_every_field_set) {
    check(an_organ());
    check(a_unit());
    check(an_official());
    check(a_post());
    check(a_charge());
    check(an_acting());
    check(a_calendar_year());
    check(an_account());
    check(a_unit_works());
    check(a_plan());
    check(a_log_entry());
    check(a_month());
    check(a_period_state());
    check(a_reminder());
}

TEST_P(RoundTrip, the_nested_parts_themselves) {
    record::Plan plan = a_plan();
    record::Month month = a_month();
    record::UnitWorks works = a_unit_works();
    record::OrganCalendarYear year = a_calendar_year();
    record::LogEntry entry = a_log_entry();
    write(plan), write(month), write(works), write(year), write(entry);
    auto lent = reader(*store_);
    auto plan_found = store::list<record::Plan>(*lent, store::query_of<record::Plan>());
    auto month_found = store::list<record::Month>(*lent, store::query_of<record::Month>());
    auto works_found = store::list<record::UnitWorks>(*lent, store::query_of<record::UnitWorks>());
    auto year_found =
        store::list<record::OrganCalendarYear>(*lent, store::query_of<record::OrganCalendarYear>());
    auto entry_found = store::list<record::LogEntry>(*lent, store::query_of<record::LogEntry>());
    ASSERT_TRUE(plan_found.ok() && month_found.ok() && works_found.ok() && year_found.ok() &&
                entry_found.ok());
    EXPECT_EQ(plan_found->at(0).items, plan.items);
    EXPECT_EQ(plan_found->at(0).period, plan.period);
    EXPECT_EQ(plan_found->at(0).confirmed_at, plan.confirmed_at);
    EXPECT_EQ(month_found->at(0).items, month.items);
    EXPECT_EQ(month_found->at(0).review, month.review);
    EXPECT_EQ(works_found->at(0).works, works.works);
    EXPECT_EQ(entry_found->at(0).plan_items, entry.plan_items);
    ASSERT_EQ(year_found->at(0).days.size(), 2u);
    EXPECT_EQ(year_found->at(0).days[0].name, "春节调休");
    EXPECT_TRUE(year_found->at(0).days[0].is_working);
    EXPECT_EQ(year_found->at(0).days[1].date, some_date.plus_days(1));
}

TEST_P(RoundTrip, records_with_nothing_set_but_their_keys) {
    record::Plan plan{{"O1"}, {"P1"}, base::Period::of_year(2026)};
    record::Month month{{"O1"}, {"P1"}, base::Period::of_month(2026, 12)};
    record::Unit unit{{"O1"}, {"U1"}};
    record::LogEntry entry{{"O1"}, {"L1"}};
    record::PeriodState state{{"O1"}, base::Period::of_month(2026, 1)};
    write(plan), write(month), write(unit), write(entry), write(state);
    expect_same(plan), expect_same(month), expect_same(unit), expect_same(entry), expect_same(state);
}

TEST_P(RoundTrip, every_state_and_kind) {
    auto each = [&]<class Record, class State>(Record record, State Record::*field, int count,
                                               const char* organ) {
        for (int i = 0; i < count; ++i) {
            record.organ = {std::string(organ) + std::to_string(i)};
            record.version = 0;
            record.*field = static_cast<State>(i);
            write(record, record.organ.value);
            expect_same(record);
        }
    };
    each(a_plan(), &record::Plan::state, 4, "plan");
    each(a_month(), &record::Month::state, 5, "month");
    each(a_log_entry(), &record::LogEntry::state, 2, "log");
    each(a_post(), &record::Post::kind, 3, "post");
    each(a_reminder(), &record::Reminder::step, 4, "reminder");
    for (int i = 0; i < 3; ++i) {
        record::Organ organ = an_organ();
        organ.id = {"visibility" + std::to_string(i)};
        organ.log_visibility = static_cast<record::LogVisibility>(i);
        write(organ, organ.id.value);
        expect_same(organ);
    }
    record::Month month = a_month();
    month.items.clear();
    for (int i = 0; i < 4; ++i)
        month.items.push_back({{"I"}, "", "", "", static_cast<record::WorkState>(i), {}});
    write(month);
    expect_same(month);
}

TEST_P(RoundTrip, texts_that_a_careless_codec_would_spoil) {
    int number = 0;
    for (const std::string& text : hard_texts) {
        std::string id = "L" + std::to_string(++number);
        record::LogEntry entry{{"O1"}, {id}, {text}, some_date, text, text,
                               text,   text, text,   text,      text, {{text}}};
        record::Plan plan = plan_of(id, text);
        plan.change_reason = text;
        write(entry), write(plan);
        expect_same(entry), expect_same(plan);
    }
}

TEST_P(RoundTrip, a_session_is_written_over_and_removed) {
    record::Session session = a_session();
    const store::Table& table = Mapping<record::Session>::table();
    auto write_session = [&](bool is_removal) {
        store::Change change = a_change();
        change.leaves_event = false;
        change.writes.push_back({&table, Mapping<record::Session>::to_row(session), 0, is_removal});
        ASSERT_EQ(store_->write_and_wait(change).outcome, Written::Outcome::committed);
    };
    write_session(false);
    expect_same(session);
    session.seen_at = session.seen_at.plus_seconds(60);
    write_session(false);
    expect_same(session);
    write_session(true);
    auto found = store::find<record::Session>(*reader(*store_), {session.token_hash});
    ASSERT_TRUE(found.ok());
    EXPECT_FALSE(found->has_value());
    write_session(true); // removing what is gone is no fault
    EXPECT_EQ(*reader(*store_)->count(store::query_of<record::Event>()), 0) << "bookkeeping leaves no event";
}

ZHISHI_ON_BOTH_DATABASES(RoundTrip);

} // namespace

} // namespace zhishi::test
