#include "api/sessions.h"

#include "api/limits.h"
#include "crypto/hash.h"

namespace zhishi::api {

bool Sessions::has_ended(const record::Session& session, base::Instant now) const {
    constexpr std::int64_t tolerance = 60; // seen_at is kept to the minute, and clocks are mended by seconds
    return now > session.seen_at.plus_seconds(std::int64_t{idle_minutes_} * 60) ||
           now > session.began_at.plus_seconds(
                     std::chrono::duration_cast<std::chrono::seconds>(limits::session_absolute).count()) ||
           now.plus_seconds(tolerance) < session.seen_at;
}

base::Result<std::optional<KnownSession>> Sessions::find(std::string_view token) {
    if (token.empty() || token.size() > limits::session_token_max) return std::optional<KnownSession>();
    std::string hash = crypto::sha256_hex(token);
    base::Instant now = clock_.now();
    if (std::optional<KnownSession> known = from_cache(hash, now)) return known;
    return from_store(hash, now);
}

std::optional<KnownSession> Sessions::from_cache(const std::string& hash, base::Instant now) {
    std::lock_guard lock(mutex_);
    auto found = cache_.find(hash);
    if (found == cache_.end()) return std::nullopt;
    Cached& cached = found->second;
    if (cached.generation != store_.structure_generation() || has_ended(cached.known.session, now))
        return std::nullopt;
    mark_seen(cached, now);
    return cached.known;
}

base::Result<std::optional<KnownSession>> Sessions::from_store(const std::string& hash, base::Instant now) {
    std::int64_t epoch = 0;
    {
        std::lock_guard lock(mutex_);
        epoch = epoch_;
    }
    std::int64_t generation =
        store_.structure_generation(); // before reading: an older number only costs a read
    ZHISHI_TRY(std::unique_ptr<store::Reader> reader, store_.reader());
    ZHISHI_TRY(std::optional<record::Session> session, store::find<record::Session>(*reader, {hash}));
    if (!session) return std::optional<KnownSession>();
    ZHISHI_TRY(std::optional<record::Account> account,
               store::find<record::Account>(*reader, {session->organ.value, session->account.value}));
    if (!account || account->is_disabled) return std::optional<KnownSession>();
    reader.reset();
    base::Instant kept_seen_at = session->seen_at;

    std::lock_guard lock(mutex_);
    // The database knows to the minute when it was last used; an entry of the cache that is out of date otherwise, better.
    if (auto found = cache_.find(hash); found != cache_.end())
        session->seen_at = std::max(session->seen_at, found->second.known.session.seen_at);
    if (has_ended(*session, now)) return std::optional<KnownSession>();
    Cached cached{{*session, *account}, generation, kept_seen_at};
    if (epoch != epoch_ || in_change_.contains(hash))
        return std::optional(cached.known); // right now, maybe not later
    mark_seen(cached, now);
    if (cache_.size() >= limits::sessions_cached_max) cache_.erase(cache_.begin());
    KnownSession known = cached.known;
    cache_.insert_or_assign(hash, std::move(cached));
    return std::optional(std::move(known));
}

// The guard keeps a session that ended meanwhile from coming back by this.
void Sessions::mark_seen(Cached& cached, base::Instant now) {
    record::Session& session = cached.known.session;
    session.seen_at = std::max(session.seen_at, now);
    if (session.seen_at < cached.kept_seen_at.plus_seconds(limits::session_seen_step.count())) return;
    cached.kept_seen_at = session.seen_at;
    store::Change change;
    change.organ = session.organ;
    change.actor = session.account;
    change.at = now;
    change.act = "session_seen";
    change.leaves_event = false;
    const store::Table& table = store::Mapping<record::Session>::table();
    change.writes.push_back({&table, store::Mapping<record::Session>::to_row(session), 0, false});
    change.guards.push_back({&table, {session.token_hash}, 1});
    store_.write(std::move(change), [](const store::Written&) {});
}

void Sessions::changing(const std::vector<std::string>& token_hashes) {
    if (token_hashes.empty()) return;
    std::lock_guard lock(mutex_);
    ++epoch_;
    for (const std::string& hash : token_hashes) {
        ++in_change_[hash];
        cache_.erase(hash);
    }
}

void Sessions::changed(const std::vector<std::string>& token_hashes) {
    if (token_hashes.empty()) return;
    std::lock_guard lock(mutex_);
    ++epoch_;
    for (const std::string& hash : token_hashes)
        if (auto found = in_change_.find(hash); found != in_change_.end() && --found->second == 0)
            in_change_.erase(found);
}

std::vector<std::string> Sessions::touched_by(const store::Change& change) {
    std::vector<std::string> hashes;
    for (const store::RowWrite& write : change.writes)
        if (write.table == &store::Mapping<record::Session>::table())
            if (const auto* hash = std::get_if<std::string>(&write.row.at(0))) hashes.push_back(*hash);
    return hashes;
}

policy::Actor actor_of(const record::Account& account) {
    return {account.organ, account.id, account.official, account.is_office, account.is_system_administrator};
}

std::string_view session_cookie_name(bool is_https) {
    return is_https ? "__Host-zhishi" : "zhishi";
}

std::string session_cookie(bool is_https, std::string_view token) {
    std::string cookie(session_cookie_name(is_https));
    cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
    if (is_https) cookie += "; Secure";
    if (token.empty()) cookie += "; Max-Age=0";
    return cookie;
}

std::string token_from_cookies(std::string_view cookies, bool is_https) {
    std::string token;
    int found = 0;
    while (!cookies.empty()) {
        size_t end = cookies.find(';');
        std::string_view pair = cookies.substr(0, end);
        cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
        while (pair.starts_with(' '))
            pair.remove_prefix(1);
        size_t equal = pair.find('=');
        if (equal == std::string_view::npos || pair.substr(0, equal) != session_cookie_name(is_https))
            continue;
        token = pair.substr(equal + 1);
        ++found;
    }
    return found == 1 ? token : std::string();
}

} // namespace zhishi::api
