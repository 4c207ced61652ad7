// A bureau of 24 officials in four groups at the end of 2026, reviewed, evaluated and ready to be computed.
//
//   局 (root)         leaders: boss 何远; la, lb, lc, ld, each in charge of a section of six
//   ├─ ua … ud        head h1 … h4, staff 11 … 15, 21 … 25, 31 … 35, 41 … 45 (ids p11 …)
//
// Seats: four of each award, one a group. group 1: p11 and p12 are equal at the top. group 2: p21 has a
// routine score of 85.00, p22 of 84.99. group 3: p31 is barred by a warning, p32 is on probation. group 4:
// p45 lacks a quarter. The committee: boss in the chair, la to ld, and h1; four of the six make a quorum.
#pragma once

#include "tests/workflow/house.h"
#include "workflow/meetings.h"
#include "workflow/year.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::test {

inline const base::Period year_2026 = base::Period::of_year(2026);

// The diary scheme of the library, with what is written `from` in its text written `to` (of equal length).
workflow::SchemeInUse diary_in_use(const std::string& from = {}, const std::string& to = {});

class YearHouse : public House {
  protected:
    record::DirectoryParts parts() override;
    void SetUp() override;

    // As House::as, and what he is on the day besides: of the committee, a leader.
    void as(const std::string& who, const char* date = "2027-01-15");
    void use(workflow::SchemeInUse scheme);
    template <class Record>
    void keep(Record record) {
        store::Change change;
        change.organ = {"organ"};
        change.act = "test_keep";
        change.put(record);
        ASSERT_EQ(store_->write_and_wait(std::move(change)).outcome, store::Written::Outcome::committed);
    }
    template <class Record>
    std::vector<Record> all() {
        auto reader = store_->reader();
        return store::list<Record>(**reader, store::query_of<Record>()).value();
    }
    std::string url() const { return "sqlite:" + folder_ + "/house.db"; }

    workflow::YearView view(); // as the office
    workflow::YearRow row(const std::string& official);
    std::string compute(); // as the office: the code, "" where it is done
    std::string move_seats(const std::string& award, const std::string& from, const std::string& to,
                           int seats, const std::string& reason = "第四考核单元承担专项任务");
    // A meeting with these members, opened by the chair. "" where it is done.
    std::string open_meeting(std::vector<std::string> present = {"boss", "la", "lb", "lc", "ld", "h1"},
                             std::vector<record::LeavesRoom> leaves = {});
    record::Meeting meeting();
    std::string decide(std::vector<workflow::DecisionInput> rows);
    // Everybody not decided yet as proposed, by a member who need not leave for anybody.
    std::string decide_rest_as_proposed();
    std::string publish();
    // Computed, met, the tie decided, the rest as proposed, published.
    void whole_year();

  private:
    void keep_year();
};

workflow::DecisionInput decision(const std::string& official, const std::string& grade,
                                 const std::string& reason = {}, long version = 0);

} // namespace zhishi::test
