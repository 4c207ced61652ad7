// A real store in a temporary file with the small bureau of tests/record in it, and acts done in it as
// anybody at any moment.
#pragma once

#include "crypto/password.h"
#include "store/store.h"
#include "tests/record/bureau.h"
#include "workflow/office.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zhishi::test {

class House : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;
    // What the bureau is before the first act; a test may set it before SetUp's work by overriding.
    virtual record::DirectoryParts parts() { return bureau(); }

    // From now on acts are done by this official (or, with "office", "admin": by that account) at 10:00 of
    // this day.
    void as(const std::string& who, const char* date);

    // Runs an act: act(context). The context holds for one act.
    template <class Act>
    auto run(Act act) {
        auto reader = store_->reader();
        base::check(reader.ok(), "a reader of the test's store");
        auto directory = office_->directory(**reader, {"organ"});
        base::check(directory.ok(), "the directory of the test's organ");
        auto scheme = office_->scheme_of((*directory)->organ());
        base::check(scheme.ok(), "the scheme of the test's organ");
        // Being a leader or of the committee is told on the day, as in the session of a request.
        actor_ = policy::on_day(actor_, **directory, (*directory)->today(now_));
        workflow::Context context{actor_, now_, **reader, **directory, **scheme, *random_};
        return act(context);
    }
    // Runs a changing act and stores its change. The error, or nullopt where it was committed.
    template <class Act>
    std::optional<base::Error> done(Act act) {
        auto prepared = run(act);
        if (!prepared) return prepared.error();
        store::Written written = store_->write_and_wait(std::move(prepared->change));
        if (written.outcome == store::Written::Outcome::committed) return std::nullopt;
        return base::refused(base::ErrorKind::internal, "not_committed", {written.cause, written.cause});
    }
    // The code of the refusal; "" where it was done.
    template <class Act>
    std::string code(Act act) {
        auto error = done(act);
        return error ? error->code : "";
    }

    // Writes a record as it is given, past every rule: what somebody else has done meanwhile, or the past.
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
        base::check(reader.ok(), "a reader of the test's store");
        return store::list<Record>(**reader, store::query_of<Record>()).value();
    }
    void expect_whole_chain();

    std::unique_ptr<base::Random> random_ = crypto::system_random();
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<workflow::Office> office_;
    policy::Actor actor_;
    base::Instant now_;
    std::string folder_;
};

} // namespace zhishi::test
