// What becomes of one change: guards, versions, unique values, requests sent again, the event and the
// history.
#include "crypto/hash.h"
#include "store/canonical.h"
#include "store/image.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

namespace zhishi::test {

namespace {

using store::Change;
using store::Mapping;
using store::Written;
using Outcome = store::Written::Outcome;

class ChangeTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        store_ = open();
        ASSERT_NE(store_, nullptr);
    }
    Written put(record::Plan& plan) {
        Change change = a_change(plan.organ.value);
        change.put(plan);
        return store_->write_and_wait(change);
    }
    record::Plan present(const std::string& official) {
        auto found = store::find<record::Plan>(*reader(*store_), {"O1", official, "2026-03"});
        EXPECT_TRUE(found.ok() && found->has_value());
        return found.ok() && *found ? **found : record::Plan();
    }
    std::vector<record::Event> events(const std::string& organ = "O1") {
        store::Query query = store::query_of<record::Event>();
        query.where.push_back({"organ", store::Query::Where::Is::equal, organ, {}});
        auto found = store::list<record::Event>(*reader(*store_), query);
        EXPECT_TRUE(found.ok());
        return found.ok() ? *found : std::vector<record::Event>();
    }

    std::unique_ptr<store::Store> store_;
};

TEST_P(ChangeTest, a_row_written_twice_as_new_is_refused) {
    record::Plan first = plan_of("P1", "a"), second = plan_of("P1", "b");
    EXPECT_EQ(put(first).outcome, Outcome::committed);
    Written written = put(second);
    EXPECT_EQ(written.outcome, Outcome::guard_failed);
    EXPECT_EQ(written.failed.table, &Mapping<record::Plan>::table());
    EXPECT_EQ(written.failed.key, (std::vector<store::Cell>{"O1", "P1", "2026-03"}));
    EXPECT_EQ(written.failed.version, 1);
    EXPECT_EQ(present("P1").items.at(0).goal, "a");
    EXPECT_EQ(events().size(), 1u);
}

TEST_P(ChangeTest, a_stale_version_is_refused_and_names_the_present_one) {
    record::Plan plan = plan_of("P1", "a");
    put(plan);
    record::Plan stale = plan;
    plan.items[0].goal = "b";
    EXPECT_EQ(put(plan).outcome, Outcome::committed);
    EXPECT_EQ(plan.version, 2);
    stale.items[0].goal = "c";
    Written written = put(stale);
    EXPECT_EQ(written.outcome, Outcome::guard_failed);
    EXPECT_EQ(written.failed.version, 2);
    record::Plan vanished = plan_of("P7", "never written");
    vanished.version = 4;
    written = put(vanished);
    EXPECT_EQ(written.outcome, Outcome::guard_failed);
    EXPECT_EQ(written.failed.version, 0);
    EXPECT_EQ(present("P1").items.at(0).goal, "b");
}

TEST_P(ChangeTest, what_a_change_relied_on_must_still_be_so) {
    record::Plan relied = plan_of("P1", "a");
    put(relied);
    record::Plan other = plan_of("P2", "b");
    Change change = a_change();
    change.put(other);
    change.rely_on(relied);
    change.rely_on_absence<record::PeriodState>({"O1", "2026-03"});
    EXPECT_EQ(store_->write_and_wait(change).outcome, Outcome::committed);

    record::Plan third = plan_of("P3", "c"), newer = relied;
    put(newer);
    Change late = a_change();
    late.put(third);
    late.rely_on(relied);
    Written written = store_->write_and_wait(late);
    EXPECT_EQ(written.outcome, Outcome::guard_failed);
    EXPECT_EQ(written.failed.version, 2);

    record::PeriodState closed{{"O1"}, base::Period::of_month(2026, 3)};
    Change close = a_change();
    close.put(closed);
    EXPECT_EQ(store_->write_and_wait(close).outcome, Outcome::committed);
    Change absent = a_change();
    third.version = 0;
    absent.put(third);
    absent.rely_on_absence<record::PeriodState>({"O1", "2026-03"});
    written = store_->write_and_wait(absent);
    EXPECT_EQ(written.outcome, Outcome::guard_failed);
    EXPECT_EQ(written.failed.table->name, "period_state");
    EXPECT_EQ(written.failed.version, 1);
}

Change account_change(record::Account& account) {
    Change change = a_change(account.organ.value);
    change.uniques.push_back({&Mapping<record::Account>::table(),
                              "login",
                              account.login,
                              {account.organ.value, account.id.value}});
    change.put(account);
    return change;
}

TEST_P(ChangeTest, a_login_belongs_to_one_account_of_the_database) {
    record::Account first = an_account(), second = an_account();
    EXPECT_EQ(store_->write_and_wait(account_change(first)).outcome, Outcome::committed);
    second.organ = {"O2"}, second.id = {"N2"};
    Written written = store_->write_and_wait(account_change(second));
    EXPECT_EQ(written.outcome, Outcome::not_unique);
    EXPECT_EQ(written.failed.table->name, "account");
    EXPECT_EQ(written.failed_column, "login");

    first.failures = 0; // the account itself keeps its login
    EXPECT_EQ(store_->write_and_wait(account_change(first)).outcome, Outcome::committed);
    first.login = "zhaojia2"; // and may give it up to the other
    EXPECT_EQ(store_->write_and_wait(account_change(first)).outcome, Outcome::committed);
    second.version = 0;
    EXPECT_EQ(store_->write_and_wait(account_change(second)).outcome, Outcome::committed);
}

TEST_P(ChangeTest, a_login_taken_past_the_check_is_refused_by_the_database) {
    record::Account first = an_account(), second = an_account();
    store_->write_and_wait(account_change(first));
    second.id = {"N2"};
    Change unchecked = a_change();
    unchecked.put(second);
    EXPECT_NE(store_->write_and_wait(unchecked).outcome, Outcome::committed);
    record::Plan plan = plan_of("P1", "the writer goes on");
    EXPECT_EQ(put(plan).outcome, Outcome::committed);
}

TEST_P(ChangeTest, two_rows_of_one_change_may_not_share_a_unique_value) {
    record::Official first = an_official(), second = an_official();
    second.id = {"P2"};
    Change change = a_change();
    for (record::Official* official : {&first, &second}) {
        change.uniques.push_back({&Mapping<record::Official>::table(),
                                  "official_number",
                                  official->number,
                                  {official->organ.value, official->id.value},
                                  true});
        change.put(*official);
    }
    EXPECT_EQ(store_->write_and_wait(change).outcome, Outcome::not_unique);
    second.number = "0018", second.version = first.version = 0;
    Change better = a_change();
    for (record::Official* official : {&first, &second}) {
        better.uniques.push_back({&Mapping<record::Official>::table(),
                                  "official_number",
                                  official->number,
                                  {official->organ.value, official->id.value},
                                  true});
        better.put(*official);
    }
    EXPECT_EQ(store_->write_and_wait(better).outcome, Outcome::committed);
}

TEST_P(ChangeTest, a_number_that_is_unique_within_an_organ_may_stand_in_another) {
    record::Official here = an_official(), there = an_official();
    there.organ = {"O2"};
    for (record::Official* official : {&here, &there}) {
        Change change = a_change(official->organ.value);
        change.uniques.push_back({&Mapping<record::Official>::table(),
                                  "official_number",
                                  official->number,
                                  {official->organ.value, official->id.value},
                                  true});
        change.put(*official);
        EXPECT_EQ(store_->write_and_wait(change).outcome, Outcome::committed);
    }
}

Change request(record::Plan& plan, const std::string& digest) {
    Change change = a_change();
    change.put(plan);
    change.idempotency = {{"N1"}, "key-1", digest, 201, "\"1\"", R"({"答":"复"})"};
    return change;
}

TEST_P(ChangeTest, a_request_sent_again_gets_its_first_answer) {
    record::Plan plan = plan_of("P1", "a"), again = plan_of("P1", "a"), other = plan_of("P2", "b");
    EXPECT_EQ(store_->write_and_wait(request(plan, "d1")).outcome, Outcome::committed);
    Written written = store_->write_and_wait(request(again, "d1"));
    EXPECT_EQ(written.outcome, Outcome::replayed);
    ASSERT_TRUE(written.kept.has_value());
    EXPECT_EQ(written.kept->status, 201);
    EXPECT_EQ(written.kept->etag, "\"1\"");
    EXPECT_EQ(written.kept->body, R"({"答":"复"})");
    EXPECT_EQ(store_->write_and_wait(request(other, "d2")).outcome, Outcome::key_reused);
    Change elsewhere = request(other, "d2");
    elsewhere.writes.clear();
    other.version = 0;
    elsewhere.put(other);
    elsewhere.idempotency->account = {"N2"}; // the key is each account's own
    EXPECT_EQ(store_->write_and_wait(elsewhere).outcome, Outcome::committed);
    EXPECT_EQ(events().size(), 2u);
}

TEST_P(ChangeTest, a_refused_request_may_be_sent_again) {
    record::Plan plan = plan_of("P1", "a");
    plan.version = 5;
    EXPECT_EQ(store_->write_and_wait(request(plan, "d1")).outcome, Outcome::guard_failed);
    plan.version = 0;
    EXPECT_EQ(store_->write_and_wait(request(plan, "d1")).outcome, Outcome::committed);
}

TEST_P(ChangeTest, answers_are_forgotten_after_a_week) {
    record::Plan plan = plan_of("P1", "a"), other = plan_of("P2", "b");
    store_->write_and_wait(request(plan, "d1"));
    for (int day : {6, 8}) {
        Change later = a_change();
        later.at = some_instant.plus_seconds(day * 86'400);
        later.put(other);
        EXPECT_EQ(store_->write_and_wait(later).outcome, Outcome::committed);
        store_.reset();
        EXPECT_EQ(rows_of_sql(url_, "select count(*) from idempotency").at(0), day == 6 ? "1" : "0");
        store_ = open();
    }
}

TEST_P(ChangeTest, the_event_says_who_did_what_and_binds_every_row) {
    record::Plan plan = plan_of("P1", "a"), second = plan_of("P2", "b");
    Change change = a_change();
    change.act = "plan_issue";
    change.reason = "分解年度任务";
    change.put(plan);
    change.put(second);
    Written written = store_->write_and_wait(change);
    EXPECT_EQ(written.event_seq, 1);
    record::Event event = events().at(0);
    EXPECT_EQ(event.seq, 1);
    EXPECT_EQ(event.at, some_instant);
    EXPECT_EQ(event.actor.value, "N1");
    EXPECT_EQ(event.act, "plan_issue");
    EXPECT_EQ(event.object_type, "plan");
    EXPECT_EQ(event.object_id, "P1/2026-03");
    EXPECT_EQ(event.object_version, 1);
    EXPECT_EQ(event.nonce.size(), 64u);
    EXPECT_EQ(event.commitment, store::commitment_of(event.nonce, event.payload));
    EXPECT_EQ(event.prior_hash, std::string(64, '0'));
    EXPECT_EQ(event.hash, store::event_hash(event));
    auto payload = store::payload_of(event.payload);
    ASSERT_TRUE(payload.has_value());
    EXPECT_EQ(payload->reason, "分解年度任务");
    ASSERT_EQ(payload->rows.size(), 2u);
    EXPECT_EQ(payload->rows[1].object_id, "P2/2026-03");
    EXPECT_EQ(payload->rows[1].hash,
              store::row_hash(Mapping<record::Plan>::table(), Mapping<record::Plan>::to_row(second)));
    put(plan);
    EXPECT_EQ(events().at(1).prior_hash, event.hash);
    EXPECT_EQ(events().at(1).object_version, 2);
}

TEST_P(ChangeTest, history_keeps_every_version_with_its_reason_but_no_secret) {
    record::Account account = an_account();
    Change first = a_change();
    first.reason = "入职";
    first.put(account);
    store_->write_and_wait(first);
    account.name = "赵甲甲";
    Change second = a_change();
    second.put(account);
    store_->write_and_wait(second);
    store::Query query = store::query_of<record::RecordVersion>();
    query.order = {{"version", true}};
    auto versions = store::list<record::RecordVersion>(*reader(*store_), query);
    ASSERT_TRUE(versions.ok());
    ASSERT_EQ(versions->size(), 2u);
    EXPECT_EQ(versions->at(1).reason, "入职");
    EXPECT_EQ(versions->at(0).version, 2);
    EXPECT_EQ(versions->at(0).event_seq, 2);
    EXPECT_EQ(versions->at(0).object_type, "account");
    EXPECT_EQ(versions->at(0).object_id, "N1");
    EXPECT_EQ(store::record_of_image<record::Account>(versions->at(1).image)->name, "赵甲");
    EXPECT_EQ(versions->at(1).image.find("argon2"), std::string::npos);
}

TEST_P(ChangeTest, an_act_that_writes_no_row_leaves_its_event) {
    Change change = a_change();
    change.act = "log_in";
    change.object_type = "account";
    change.object_id = "N1";
    EXPECT_EQ(store_->write_and_wait(change).outcome, Outcome::committed);
    EXPECT_EQ(events().at(0).act, "log_in");
    EXPECT_EQ(events().at(0).object_id, "N1");
}

TEST_P(ChangeTest, a_versioned_row_never_goes_without_its_event) {
    record::Plan plan = plan_of("P1", "a");
    Change change = a_change();
    change.leaves_event = false;
    change.put(plan);
    store_->write_and_wait(change);
    EXPECT_EQ(events().size(), 1u);
}

TEST_P(ChangeTest, a_text_that_no_database_takes_fails_alone) {
    for (const std::string& bad :
         {std::string("a\0b", 3), std::string("\xC3\x28"), std::string("\xED\xA0\x80")}) {
        record::Plan plan = plan_of("P1", "a");
        plan.change_reason = bad;
        EXPECT_EQ(put(plan).outcome, Outcome::unavailable);
        Change change = a_change();
        change.reason = bad;
        EXPECT_EQ(store_->write_and_wait(change).outcome, Outcome::unavailable);
    }
    record::Plan plan = plan_of("P1", "a");
    EXPECT_EQ(put(plan).outcome, Outcome::committed);
}

TEST_P(ChangeTest, the_generation_of_the_structure_rises_with_the_directory_alone) {
    std::int64_t before = store_->structure_generation();
    record::Plan plan = plan_of("P1", "a");
    put(plan);
    EXPECT_EQ(store_->structure_generation(), before);
    record::Unit unit = a_unit();
    Change change = a_change();
    change.put(unit);
    store_->write_and_wait(change);
    EXPECT_EQ(store_->structure_generation(), before + 1);
    unit.version = 0;
    Change refused = a_change();
    refused.put(unit);
    store_->write_and_wait(refused);
    EXPECT_EQ(store_->structure_generation(), before + 1);
    record::Account account = an_account();
    Change added = a_change();
    added.put(account);
    store_->write_and_wait(added);
    EXPECT_EQ(store_->structure_generation(), before + 2);
    account.failures += 1;
    Change counted = a_change();
    counted.put_beside_directory(account);
    EXPECT_EQ(store_->write_and_wait(counted).outcome, Outcome::committed);
    EXPECT_EQ(store_->structure_generation(), before + 2) << "the directory does not answer for it";
}

ZHISHI_ON_BOTH_DATABASES(ChangeTest);

} // namespace

} // namespace zhishi::test
