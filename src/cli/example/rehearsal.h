// Plays acts of the workflow as somebody did them at some moment, in the order of time, and hands each change
// to the store's writer, as the server does.
//
// Acts that do not concern each other are written together: an act waits for the commits before it only where
// it would read what they change.
#pragma once

#include "workflow/office.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace zhishi::cli::example {

enum class Concerns {
    everything, // the structure, a closed month: what any act may read
    papers,     // a person's plan or month
    log,        // one entry of a person's log: no other entry depends on it
};

class Rehearsal {
  public:
    using Act = std::function<base::Result<store::Change>(const workflow::Context&)>;
    struct Part {
        policy::Actor actor;
        base::Instant at;
        Concerns concerns = Concerns::everything;
        record::OfficialId whose; // empty where it concerns everything
    };

    Rehearsal(store::Store& store, workflow::Office& office, record::OrganId organ, base::Random& random)
        : store_(store), office_(office), organ_(std::move(organ)), random_(random) {}
    ~Rehearsal();
    Rehearsal(const Rehearsal&) = delete;
    Rehearsal& operator=(const Rehearsal&) = delete;

    // errors  what the act refuses; what must_be_committed says of an earlier change
    base::Result<void> perform(const Part& part, const Act& act);
    // Waits until all is committed.
    base::Result<void> settle();
    // The organ as it stands, with all that was performed.
    base::Result<std::shared_ptr<const record::Directory>> directory();

  private:
    bool must_wait_for_others(const Part& part) const;
    base::Result<store::Reader*> reader();
    void take(const store::Written& written);
    void wait_for_all();

    store::Store& store_;
    workflow::Office& office_;
    record::OrganId organ_;
    base::Random& random_;
    std::unique_ptr<store::Reader> reader_;

    // Of those that wait for their commit.
    bool concern_everything_ = false;
    std::set<std::string> papers_of_, logs_of_;

    std::mutex mutex_;
    std::condition_variable all_written_;
    size_t under_way_ = 0;
    std::optional<base::Error> failure_;
};

} // namespace zhishi::cli::example
