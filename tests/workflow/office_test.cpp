// What the office keeps of the year's structure stands in the directory of the next request.
#include "tests/workflow/house.h"

namespace zhishi::test {

using namespace record;

TEST_F(House, recusals_placements_and_seats_stand_in_the_next_directory) {
    const base::Date today = day("2026-11-18");
    const base::Period quarter = base::Period::of_quarter(2026, 3);
    auto load = [&] {
        auto reader = store_->reader();
        EXPECT_TRUE(reader.ok());
        auto directory = office_->directory(**reader, {"organ"});
        EXPECT_TRUE(directory.ok());
        return *directory;
    };
    auto before = load();
    EXPECT_EQ(before->period_reviewer_of({"li"}, quarter, today).official.value, "sun");

    Recusal recusal{{"organ"}, {"r1"}, {"sun"}, {"li"}, day("2026-01-01"), {}, "近亲属"};
    Placement placement{{"organ"}, {"l1"}, {"wang"}, quarter, {"invest"}, PostKind::staff, "借调"};
    CommitteeSeat seat{{"organ"}, {"s1"}, {"he"}, CommitteeRole::chair, day("2026-01-01"), {}};
    store::Change change;
    change.organ = {"organ"};
    change.act = "test_structure";
    change.put(recusal), change.put(placement), change.put(seat);
    ASSERT_EQ(store_->write_and_wait(change).outcome, store::Written::Outcome::committed);

    auto after = load();
    EXPECT_EQ(after->period_reviewer_of({"li"}, quarter, today).official.value, "qian");
    EXPECT_EQ(after->period_reviewer_of({"wang"}, quarter, today).official.value, "sun");
    EXPECT_EQ(after->committee_role({"he"}, today), CommitteeRole::chair);
    EXPECT_EQ(before->period_reviewer_of({"li"}, quarter, today).official.value, "sun")
        << "what was handed out stays as it was";
}

} // namespace zhishi::test
