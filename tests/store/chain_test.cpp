// Edits past the store are seen: each way of tampering, the fault it must be found as, and how it is undone.
#include "store/chain.h"
#include "tests/store/samples.h"
#include "tests/store/stores.h"

namespace zhishi::test {

namespace {

using Kind = store::ChainFault::Kind;

class ChainTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        auto store = open();
        for (int i = 1; i <= 3; ++i) {
            record::Plan plan = plan_of("P" + std::to_string(i), "目标");
            for (int version = 0; version < i; ++version) {
                store::Change change = a_change();
                change.reason = "第" + std::to_string(version) + "次";
                change.put(plan);
                ASSERT_EQ(store->write_and_wait(change).outcome, store::Written::Outcome::committed);
            }
        }
        record::Organ organ = an_organ();
        record::Account account = an_account();
        store::Change change = a_change();
        change.put(organ), change.put(account);
        ASSERT_EQ(store->write_and_wait(change).outcome, store::Written::Outcome::committed);
    }

    store::ChainReport verify() {
        auto store = open();
        auto report = store::verify_chain(*reader(*store), {"O1"});
        EXPECT_TRUE(report.ok());
        return report.ok() ? *report : store::ChainReport();
    }
    void expect_seen(const std::string& tampering, std::vector<Kind> kinds, const std::string& undoing) {
        SCOPED_TRACE(tampering);
        ASSERT_TRUE(run_sql(url_, tampering));
        store::ChainReport report = verify();
        std::vector<Kind> found;
        for (const store::ChainFault& fault : report.faults)
            found.push_back(fault.kind);
        EXPECT_EQ(found, kinds) << (report.faults.empty() ? "" : report.faults.front().what);
        ASSERT_TRUE(run_sql(url_, undoing));
    }
};

TEST_P(ChainTest, an_untouched_database_is_whole) {
    store::ChainReport report = verify();
    EXPECT_TRUE(report.is_whole());
    EXPECT_EQ(report.events_checked, 7);
    EXPECT_EQ(report.rows_checked, 5);
    EXPECT_EQ(report.head_hash, rows_of_sql(url_, "select hash from event where seq = 7").at(0));
}

TEST_P(ChainTest, an_organ_without_events_is_whole) {
    auto store = open();
    auto report = store::verify_chain(*reader(*store), {"nobody"});
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->is_whole());
    EXPECT_EQ(report->head_hash, std::string(64, '0'));
}

TEST_P(ChainTest, every_cell_of_an_event_is_bound) {
    for (const char* column : {"actor", "act", "object_type", "object_id"})
        expect_seen("update event set " + std::string(column) + " = " + column + " || 'x' where seq = 2",
                    {Kind::hash_differs},
                    "update event set " + std::string(column) + " = substr(" + column + ", 1, length(" +
                        column + ") - 1) where seq = 2");
    for (const char* column : {"happened_at", "object_version"})
        expect_seen("update event set " + std::string(column) + " = " + column + " + 1 where seq = 2",
                    {Kind::hash_differs},
                    "update event set " + std::string(column) + " = " + column + " - 1 where seq = 2");
    expect_seen("update event set payload = payload || ' ' where seq = 2", {Kind::commitment_differs},
                "update event set payload = substr(payload, 1, length(payload) - 1) where seq = 2");
    expect_seen("update event set nonce = '00' || nonce where seq = 2", {Kind::commitment_differs},
                "update event set nonce = substr(nonce, 3) where seq = 2");
    expect_seen("update event set commitment = 'x' || commitment where seq = 2",
                {Kind::hash_differs, Kind::commitment_differs},
                "update event set commitment = substr(commitment, 2) where seq = 2");
    expect_seen("update event set hash = 'x' || hash where seq = 2",
                {Kind::hash_differs, Kind::prior_hash_differs},
                "update event set hash = substr(hash, 2) where seq = 2");
    expect_seen("update event set prior_hash = 'x' || prior_hash where seq = 2",
                {Kind::prior_hash_differs, Kind::hash_differs},
                "update event set prior_hash = substr(prior_hash, 2) where seq = 2");
    EXPECT_TRUE(verify().is_whole()) << "each was undone";
}

TEST_P(ChainTest, a_missing_or_moved_event_is_seen) {
    // Event 2 wrote P2 for the first time, event 3 for the second.
    run_sql(url_, "create table kept as select * from event where seq = 2");
    expect_seen("delete from event where seq = 2", {Kind::seq_missing, Kind::version_gap},
                "insert into event select * from kept");
    expect_seen("update event set seq = 9 where seq = 7", {Kind::seq_missing, Kind::hash_differs},
                "update event set seq = 7 where seq = 9");
    run_sql(url_, "drop table kept");
    EXPECT_TRUE(verify().is_whole());
}

TEST_P(ChainTest, every_cell_of_a_record_is_bound) {
    for (const char* column : {"state", "items", "change_reason", "return_reason", "confirmed_by"})
        expect_seen("update plan set " + std::string(column) + " = " + column +
                        " || 'x' where official = 'P3'",
                    {Kind::row_differs},
                    "update plan set " + std::string(column) + " = substr(" + column + ", 1, length(" +
                        column + ") - 1) where official = 'P3'");
    for (const char* column : {"submitted_late", "version"})
        expect_seen("update plan set " + std::string(column) + " = " + column + " + 1 where official = 'P3'",
                    {Kind::row_differs},
                    "update plan set " + std::string(column) + " = " + column + " - 1 where official = 'P3'");
    expect_seen("update plan set submitted_at = 0 where official = 'P3'", {Kind::row_differs},
                "update plan set submitted_at = null where official = 'P3'");
    expect_seen("update account set password_hash = password_hash || 'x'", {Kind::row_differs},
                "update account set password_hash = substr(password_hash, 1, length(password_hash) - 1)");
    EXPECT_TRUE(verify().is_whole());
}

TEST_P(ChainTest, a_removed_forged_or_renamed_record_is_seen) {
    run_sql(url_, "create table kept as select * from plan where official = 'P1'");
    expect_seen("delete from plan where official = 'P1'", {Kind::row_missing},
                "insert into plan select * from kept");
    expect_seen("update plan set official = 'P9' where official = 'P1'",
                {Kind::row_unheard_of, Kind::row_missing},
                "update plan set official = 'P1' where official = 'P9'");
    run_sql(url_, "drop table kept");
    EXPECT_TRUE(verify().is_whole());
}

TEST_P(ChainTest, an_erased_payload_leaves_the_proof_of_the_rest) {
    run_sql(url_, "update event set payload = '', nonce = '' where seq = 4");
    store::ChainReport report = verify();
    EXPECT_TRUE(report.is_whole()) << report.faults.front().what;
    EXPECT_EQ(report.payloads_erased, 1);
    expect_seen("update event set act = 'forged' where seq = 4", {Kind::hash_differs},
                "update event set act = 'plan_save' where seq = 4");
}

ZHISHI_ON_BOTH_DATABASES(ChainTest);

} // namespace

} // namespace zhishi::test
