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

    // The one record of its table.
    template <class Record>
    Record only() {
        auto found = store::list<Record>(*reader(*store_), store::query_of<Record>());
        if (found.ok() && found->size() == 1) return found->front();
        ADD_FAILURE() << "one record was to be found in " << Mapping<Record>::table().name;
        return {};
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

TEST_P(RoundTrip, every_record_of_the_bureaus_year_with_every_field_set) {
    check(a_recusal());
    check(a_placement());
    check(a_committee_seat());
    check(a_quarter_review());
    check(a_reopening());
    check(an_evaluation());
    check(a_rater_sheet());
    check(an_annual_summary());
    check(a_prior_grade());
    check(a_special_state());
    check(a_year_appraisal());
    check(a_run());
    check(a_run_inputs());
    check(a_kept_scheme());
    check(an_outcome());
    check(a_seat_move());
    check(a_meeting());
    check(a_decision());
    check(a_result_notice());
    check(a_dimension());
    check(a_use());
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

TEST_P(RoundTrip, the_nested_parts_of_the_bureaus_year) {
    record::QuarterReview review = a_quarter_review();
    record::RaterSheet sheet = a_rater_sheet();
    record::AnnualSummary summary = an_annual_summary();
    record::Run run = a_run();
    record::Outcome outcome = an_outcome();
    record::Meeting meeting = a_meeting();
    record::Decision decision = a_decision();
    write(review), write(sheet), write(summary), write(run), write(outcome), write(meeting), write(decision);
    EXPECT_EQ(only<record::QuarterReview>().scores, review.scores);
    EXPECT_EQ(only<record::RaterSheet>().subjects, sheet.subjects);
    EXPECT_EQ(only<record::AnnualSummary>().items, summary.items);
    EXPECT_EQ(only<record::AnnualSummary>().review, summary.review);
    EXPECT_EQ(only<record::Run>().seats, run.seats);
    auto found = only<record::Outcome>();
    EXPECT_EQ(found.score, outcome.score);
    EXPECT_EQ(found.rank, outcome.rank);
    EXPECT_EQ(found.flags, outcome.flags);
    EXPECT_EQ(found.nodes, outcome.nodes) << "a mean without a decimal form comes back exactly, too";
    EXPECT_EQ(found.actions, outcome.actions);
    EXPECT_EQ(only<record::Meeting>().present, meeting.present);
    EXPECT_EQ(only<record::Meeting>().leaves, meeting.leaves);
    EXPECT_EQ(only<record::Decision>().left_room, decision.left_room);
    EXPECT_EQ(only<record::Decision>().votes_against, decision.votes_against);
}

TEST_P(RoundTrip, a_score_that_is_not_there_is_not_nought) {
    record::Outcome absent{{"O1"}, {"RUN1"}, {"P1"}}, nought{{"O1"}, {"RUN1"}, {"P2"}};
    nought.score = base::Number(0);
    nought.rank = 0;
    write(absent), write(nought);
    expect_same(absent), expect_same(nought);
    record::QuarterReview review{{"O1"}, {"P1"}, base::Period::of_quarter(2026, 1)};
    review.scores = {{"work", base::Number(0), ""}, {"study", std::nullopt, ""}};
    write(review);
    EXPECT_EQ(only<record::QuarterReview>().scores, review.scores);
}

TEST_P(RoundTrip, the_text_of_a_scheme_is_kept_once_and_leaves_no_version) {
    record::KeptScheme kept = a_kept_scheme();
    record::Run run = a_run();
    record::RunInputs inputs = a_run_inputs();
    for (int i = 0; i < 2; ++i) {
        store::Change change = a_change();
        change.put(run), change.put(inputs), change.put(kept);
        Written written = store_->write_and_wait(change);
        ASSERT_EQ(written.outcome, Written::Outcome::committed) << written.cause;
    }
    expect_same(kept), expect_same(inputs);
    EXPECT_EQ(*reader(*store_)->count(store::query_of<record::KeptScheme>()), 1);
    EXPECT_EQ(*reader(*store_)->count(store::query_of<record::RecordVersion>()), 2) << "of the run alone";
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
    each(a_reminder(), &record::Reminder::step, 10, "reminder");
    each(a_placement(), &record::Placement::kind, 3, "placement");
    each(a_committee_seat(), &record::CommitteeSeat::role, 3, "seat");
    each(a_quarter_review(), &record::QuarterReview::state, 6, "quarter");
    each(a_reopening(), &record::Reopening::state, 3, "reopening");
    each(an_evaluation(), &record::Evaluation::secrecy, 3, "secrecy");
    each(an_evaluation(), &record::Evaluation::state, 2, "evaluation");
    each(a_rater_sheet(), &record::RaterSheet::state, 3, "sheet");
    each(an_annual_summary(), &record::AnnualSummary::state, 5, "summary");
    each(a_year_appraisal(), &record::YearAppraisal::stage, 7, "year");
    each(a_meeting(), &record::Meeting::state, 2, "meeting");
    each(a_result_notice(), &record::ResultNotice::state, 4, "notice");
    each(a_use(), &record::Use::kind, 7, "use_kind");
    each(a_use(), &record::Use::state, 4, "use");
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
        record::QuarterReview review{{"O1"}, {id}, base::Period::of_quarter(2026, 1)};
        review.scores = {{text, base::Number(1), text}};
        review.reply = text;
        record::RunInputs inputs{{"O1"}, {id}, text};
        write(entry), write(plan), write(review), write(inputs);
        expect_same(entry), expect_same(plan), expect_same(review), expect_same(inputs);
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
