// Who is behind a request: from the cookie's token to the session and the account as they are now.
//
// The database has only the token's hash. Sessions and accounts in use are cached; what the cache says is
// right at every request, because an entry is used only while no commit has touched an account since it was
// read, and is dropped before a change that ends the session goes to the store. So a role taken away, an
// account disabled or a password reset works from the next request on.
//
// A session ends after idle_minutes without a request, 12 hours after its beginning, by log-out, and when the
// clock stands before its beginning (somebody set it back).
#pragma once

#include "base/clock.h"
#include "policy/policy.h"
#include "store/store.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace zhishi::api {

struct KnownSession {
    record::Session session;
    record::Account account;
};

class Sessions {
  public:
    Sessions(store::Store& store, const base::Clock& clock, int idle_minutes)
        : store_(store), clock_(clock), idle_minutes_(idle_minutes) {}

    // nullopt: no such session, or it has ended, or its account is disabled. Errors: unavailable.
    base::Result<std::optional<KnownSession>> find(std::string_view token);

    // Called around a change that writes rows of the session table: before it goes to the store, and when it
    // is done.
    void changing(const std::vector<std::string>& token_hashes);
    void changed(const std::vector<std::string>& token_hashes);

    // The hashes of the sessions that a change writes or removes.
    static std::vector<std::string> touched_by(const store::Change& change);

  private:
    struct Cached {
        KnownSession known;
        std::int64_t generation = 0; // of the store when it was read
        base::Instant kept_seen_at;  // what the database has
    };
    bool has_ended(const record::Session& session, base::Instant now) const;
    std::optional<KnownSession> from_cache(const std::string& hash, base::Instant now);
    base::Result<std::optional<KnownSession>> from_store(const std::string& hash, base::Instant now);
    void mark_seen(Cached& cached, base::Instant now);

    store::Store& store_;
    const base::Clock& clock_;
    const int idle_minutes_;

    std::mutex mutex_;
    std::unordered_map<std::string, Cached> cache_;
    std::map<std::string, int> in_change_; // hashes with a change on its way, and how many
    std::int64_t epoch_ = 0;               // rises with changing() and changed()
};

policy::Actor actor_of(const record::Account& account);

// The cookie's name, and the header that sets it; an empty token takes it away.
std::string_view session_cookie_name(bool is_https);
std::string session_cookie(bool is_https, std::string_view token);
// Out of the Cookie header; empty: none. A name given twice gives none: somebody planted one of them.
std::string token_from_cookies(std::string_view cookies, bool is_https);

} // namespace zhishi::api
