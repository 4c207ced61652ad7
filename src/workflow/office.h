// What every act works with: the organ's directory of the moment, the scheme in force, who acts, the time.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "policy/policy.h"
#include "record/directory.h"
#include "scheme/scheme.h"
#include "store/store.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace zhishi::workflow {

// A scheme as the acts use it: its process, and the whole of it for computing.
struct SchemeInUse {
    std::string id;
    base::Text title;
    scheme::Process process;
    std::shared_ptr<const scheme::Scheme> scheme;
    std::string text; // with all that it takes in: what load_kept_scheme reads again after years
};

// Keeps the directory of each organ in memory and loads it again once a commit has touched it. Safe to use
// from several threads; what it hands out stays as it is for as long as it is held.
class BoardCache; // board_steps.h

class Office {
  public:
    Office(store::Store& store, std::map<std::string, SchemeInUse> schemes);
    ~Office();

    // The reader must be fresh, nothing selected with it yet: an older snapshot would be kept as if it were
    // of today. Of its accounts, how often a password was wrong, the lock that follows and the version may be
    // older: who needs those reads the account itself. Errors: not_found where the organ does not exist;
    // unavailable.
    base::Result<std::shared_ptr<const record::Directory>> directory(store::Reader& reader,
                                                                     const record::OrganId& organ);
    // The directory that is kept, if no commit has touched it since it was read: costs no reader. Else null.
    std::shared_ptr<const record::Directory> known_directory(const record::OrganId& organ);
    // The organ of this database. One database holds one organ so far; several are a matter of the keys
    // alone.
    base::Result<record::OrganId> only_organ(store::Reader& reader);
    BoardCache& boards() { return *boards_; }
    // Errors: scheme_unknown where the organ names a scheme that this program does not have.
    base::Result<const SchemeInUse*> scheme_of(const record::Organ& organ) const;

  private:
    struct Cached {
        std::int64_t generation = -1;
        std::shared_ptr<const record::Directory> directory;
    };
    store::Store& store_;
    std::map<std::string, SchemeInUse> schemes_;
    std::mutex mutex_;
    std::map<std::string, Cached> cached_;
    std::unique_ptr<BoardCache> boards_;
};

// One act's surroundings. Time, actor and store are handed in; nothing is global.
struct Context {
    const policy::Actor& actor;
    base::Instant now;
    store::Reader& reader;
    const record::Directory& directory;
    const SchemeInUse& scheme;
    base::Random& random;
    BoardCache* boards = nullptr; // what was worked out already; null: nothing is kept

    base::Date today() const { return directory.today(now); }
    const record::OrganId& organ() const { return directory.organ().id; }
};

// What an act returns that changes something: the record as it will be, and the change that makes it so.
template <class Record>
struct Prepared {
    Record after;
    store::Change change;
};

// A change with its who, when and what filled in.
store::Change begin_change(const Context& context, policy::Act act, std::string reason = {});

} // namespace zhishi::workflow
