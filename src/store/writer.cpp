#include "store/writer.h"

#include "store/crash_point.h"

#include <algorithm>

namespace zhishi::store {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A database that restarts is back within seconds: the batch under way waits that long, later ones are told
// at once and one of them tries again each time the back-off has passed.
constexpr milliseconds patience{3'000};
constexpr milliseconds back_off_first{50}, back_off_max{1'000};
// A commit whose outcome is not known is asked after for so long: beyond it those who wait have gone.
constexpr milliseconds resolve_patience{30'000};
// While the database takes no writes, how often it is tried whether it does again.
constexpr milliseconds probe_interval{1'000};
constexpr size_t probe_bytes = 64 * 1024; // room for a few changes
constexpr std::int64_t day_in_seconds = 86'400;

std::vector<Written> all_unavailable(size_t count, const Fault& fault) {
    Written written;
    if (fault.kind == Fault::Kind::full) written.outcome = Written::Outcome::storage_full;
    written.cause = fault.cause;
    return std::vector<Written>(count, written);
}

// What a change is told that the database itself did not take.
Written refused_by_database(const Change& change, const Fault& fault) {
    Written written;
    written.cause = fault.cause;
    if (fault.kind == Fault::Kind::not_unique && !change.uniques.empty()) {
        const Unique& unique = change.uniques.front();
        written.outcome = Written::Outcome::not_unique;
        written.failed = {unique.table, unique.except_key, 0};
        written.failed_column = unique.column;
    }
    return written;
}

} // namespace

Writer::Writer(std::unique_ptr<WriteConnection> connection, const StoreOptions& options, base::Random& random)
    : connection_(std::move(connection)), random_(random), queue_max_(options.queue_max),
      batch_max_(options.group_commit ? std::max<size_t>(options.batch_max, 1) : 1),
      thread_([this] { run(); }) {}

Writer::~Writer() {
    prepare_to_close();
    {
        std::lock_guard lock(mutex_);
        is_closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Writer::prepare_to_close() {
    std::lock_guard lock(mutex_);
    if (end_of_waiting_ == steady_clock::time_point::max())
        end_of_waiting_ = steady_clock::now() + closing_patience;
}

steady_clock::time_point Writer::end_of_waiting() const {
    std::lock_guard lock(mutex_);
    return end_of_waiting_;
}

void Writer::write(Change change, std::function<void(Written)> done) {
    {
        std::lock_guard lock(mutex_);
        if (queue_.size() < queue_max_ && !is_closing_) {
            queue_.push_back({std::move(change), std::move(done)});
            if (queue_.size() == 1) wake_.notify_one();
            pass(CrashPoint::queued);
            return;
        }
        metrics_.changes_refused += 1;
    }
    Written written;
    written.cause = "the queue of the writer is full";
    done(std::move(written));
}

StoreMetrics Writer::metrics() const {
    std::lock_guard lock(mutex_);
    StoreMetrics metrics = metrics_;
    metrics.queue_length = static_cast<std::int64_t>(queue_.size());
    return metrics;
}

std::shared_ptr<const TableGenerations> Writer::table_generations() const {
    std::lock_guard lock(mutex_);
    return table_generations_;
}

void Writer::run() {
    for (;;) {
        std::optional<std::vector<Waiting>> batch = next_batch();
        if (!batch) return;
        if (batch->empty()) {
            probe();
            continue;
        }
        std::vector<const Change*> changes;
        changes.reserve(batch->size());
        for (const Waiting& waiting : *batch)
            changes.push_back(&waiting.change);
        pass(CrashPoint::taken);
        if (is_planted(PlantedFault::acknowledged_early)) {
            Written written;
            written.outcome = Written::Outcome::committed;
            answer(*batch, Outcomes(batch->size(), written));
            std::this_thread::sleep_for(back_off_first); // so that the answers are out
            for (Waiting& waiting : *batch)
                waiting.done = [](const Written&) {};
        }
        Outcomes outcomes = write_batch(changes);
        pass(CrashPoint::committed);
        count(outcomes);
        answer(*batch, std::move(outcomes));
        connection_->tidy();
    }
}

void Writer::answer(std::vector<Waiting>& batch, Outcomes outcomes) {
    for (size_t i = 0; i < batch.size(); ++i) {
        batch[i].done(std::move(outcomes[i]));
        if (i == 0) pass(CrashPoint::half_answered);
    }
}

// Nothing: the store is closing and nothing is left. Empty: it is time to try whether the database writes.
std::optional<std::vector<Writer::Waiting>> Writer::next_batch() {
    std::unique_lock lock(mutex_);
    auto has_work = [this] { return !queue_.empty() || is_closing_; };
    if (metrics_.write_state == WriteState::well)
        wake_.wait(lock, has_work);
    else
        wake_.wait_for(lock, probe_interval, has_work);
    if (queue_.empty() && is_closing_) return std::nullopt;
    std::vector<Waiting> batch;
    size_t size = std::min(queue_.size(), batch_max_);
    batch.reserve(size);
    for (size_t i = 0; i < size; ++i) {
        batch.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    metrics_.batch_size_max = std::max(metrics_.batch_size_max, static_cast<std::int64_t>(size));
    return batch;
}

// Writes a row and takes it away again, in one transaction.
void Writer::probe() {
    if (!connection_->is_connected() && !reconnect_within(milliseconds(0))) return;
    const Table& table = idempotency_table();
    Row row = {std::string(), std::string("probe"),          std::string(),  std::int64_t{0},
               std::string(), std::string(probe_bytes, ' '), std::int64_t{0}};
    TableWrites inserted{&table, {row}, {}, {}, {}}, removed{&table, {}, {}, {}, {key_of(table, row)}};
    auto fault = connection_->begin();
    if (!fault) fault = connection_->write({inserted});
    if (!fault) fault = connection_->write({removed});
    if (fault) return connection_->roll_back();
    Fault of_commit;
    if (connection_->commit(of_commit) == CommitOutcome::committed) note(WriteState::well);
}

void Writer::note(WriteState state) {
    std::lock_guard lock(mutex_);
    metrics_.write_state = state;
}

Writer::Outcomes Writer::write_batch(Changes changes) {
    if (!connection_->is_connected() &&
        (steady_clock::now() < next_attempt_ || !reconnect_within(milliseconds(0))))
        return all_unavailable(changes.size(), {Fault::Kind::lost, "the database is not connected"});
    for (int attempt = 0; attempt < 2; ++attempt)
        if (std::optional<Outcomes> outcomes = try_batch(changes)) return std::move(*outcomes);
    return all_unavailable(changes.size(),
                           {Fault::Kind::lost, "the connection to the database was lost twice"});
}

std::optional<Writer::Outcomes> Writer::try_batch(Changes changes) {
    Batch batch(heads_, random_);
    Outcomes outcomes;
    if (std::optional<Fault> fault = prepare(changes, batch, outcomes)) {
        connection_->roll_back();
        if (fault->concerns_data() && connection_->is_connected()) return try_one_by_one(changes);
        return give_up(changes, *fault);
    }
    if (is_planted(PlantedFault::row_refused)) {
        connection_->roll_back();
        return try_one_by_one(changes);
    }
    Fault fault;
    CommitOutcome outcome = connection_->write_and_commit(batch.take_writes(), fault);
    if (outcome == CommitOutcome::not_committed && fault.concerns_data() && connection_->is_connected())
        return try_one_by_one(changes);
    const std::string* grown = batch.grown_organ();
    return finish(
        outcome, fault, std::move(outcomes),
        {batch.heads(), grown ? *grown : std::string(), batch.touches_structure(), batch.touched()});
}

std::optional<Fault> Writer::prepare(Changes changes, Batch& batch, Outcomes& outcomes) {
    if (auto fault = connection_->begin()) return fault;
    if (auto fault = forget_requests(changes.front()->at)) return fault;
    Found found;
    if (auto fault = connection_->look_up(batch.wanted_by(changes), found)) return fault;
    batch.learn(std::move(found));
    pass(CrashPoint::looked_up);
    outcomes.reserve(changes.size());
    for (const Change* change : changes)
        outcomes.push_back(batch.decide(*change));
    return std::nullopt;
}

std::optional<Fault> Writer::forget_requests(base::Instant now) {
    if (requests_forgotten_at_ && now < requests_forgotten_at_->plus_seconds(day_in_seconds))
        return std::nullopt;
    requests_forgotten_at_ = now;
    return connection_->forget_requests(now.plus_seconds(-idempotency_days * day_in_seconds));
}

std::optional<Writer::Outcomes> Writer::try_one_by_one(Changes changes) {
    Effect effect{heads_, {}, false};
    Outcomes outcomes;
    auto fault = connection_->begin();
    for (size_t i = 0; i < changes.size() && !fault; ++i) {
        if ((fault = connection_->savepoint())) break;
        Batch batch(effect.heads, random_);
        fault = write_alone(*changes[i], batch, outcomes.emplace_back());
        if (!fault) {
            fault = connection_->release_savepoint();
            pass(CrashPoint::tried_alone);
            effect.heads = batch.heads();
            if (const std::string* organ = batch.grown_organ()) effect.grown_organ = *organ;
            effect.touches_structure = effect.touches_structure || batch.touches_structure();
            effect.touched.insert(batch.touched().begin(), batch.touched().end());
        } else if (fault->concerns_data()) {
            outcomes.back() = refused_by_database(*changes[i], *fault);
            fault = connection_->roll_back_to_savepoint();
        }
    }
    if (fault) {
        connection_->roll_back();
        return give_up(changes, *fault);
    }
    Fault of_commit;
    CommitOutcome outcome = connection_->commit(of_commit);
    return finish(outcome, of_commit, std::move(outcomes), effect);
}

std::optional<Fault> Writer::write_alone(const Change& change, Batch& batch, Written& written) {
    const Change* changes[] = {&change};
    Found found;
    if (auto fault = connection_->look_up(batch.wanted_by(changes), found)) return fault;
    batch.learn(std::move(found));
    written = batch.decide(change);
    return connection_->write(batch.take_writes());
}

// After a commit. Nothing: it did not happen and the connection is new, so that the batch can be tried again.
std::optional<Writer::Outcomes> Writer::finish(CommitOutcome outcome, const Fault& fault, Outcomes outcomes,
                                               const Effect& effect) {
    if (is_planted(PlantedFault::answer_lost) && outcome == CommitOutcome::committed)
        outcome = CommitOutcome::unknown;
    if (outcome == CommitOutcome::unknown) {
        std::optional<bool> is_there = resolve(effect);
        if (!is_there) return left_unknown(outcomes.size(), fault, effect);
        if (!*is_there) return std::nullopt;
        outcome = CommitOutcome::committed;
    }
    if (outcome == CommitOutcome::not_committed) {
        if (!connection_->is_connected() && reconnect_within(patience)) return std::nullopt;
        note(fault.kind == Fault::Kind::full ? WriteState::storage_full : WriteState::unreachable);
        return all_unavailable(outcomes.size(), fault);
    }
    heads_ = effect.heads;
    mark_written(effect);
    std::lock_guard lock(mutex_);
    metrics_.commits += 1;
    metrics_.write_state = WriteState::well;
    return outcomes;
}

// Before anyone is told: who reads from now on works out anew what he had kept of these tables.
void Writer::mark_written(const Effect& effect) {
    if (effect.touches_structure) structure_generation_.fetch_add(1);
    auto generations = std::make_shared<TableGenerations>(*table_generations());
    for (const Table* table : effect.touched)
        ++(*generations)[table];
    std::lock_guard lock(mutex_);
    table_generations_ = std::move(generations);
}

// After a new connection: a commit that nobody could ask after may have come true meanwhile.
void Writer::mark_all_written() {
    structure_generation_.fetch_add(1);
    auto generations = std::make_shared<TableGenerations>(*table_generations());
    for (auto& [table, written] : *generations)
        ++written;
    std::lock_guard lock(mutex_);
    table_generations_ = std::move(generations);
}

// Whether a batch whose commit was not answered is in the database: it is if the chain of an organ that it
// grew ends as the batch left it, for no other process writes. A batch without events wrote only rows that
// may be written again. Nothing: the database stays away, or the program ends before it is back.
//
// A session that was lost may still hold its commit; but it holds the lock too, and until it is over nobody
// connects to write.
std::optional<bool> Writer::resolve(const Effect& effect) {
    pass(CrashPoint::resolving);
    auto give_up_at = steady_clock::now() + resolve_patience;
    while (steady_clock::now() < std::min(give_up_at, end_of_waiting())) {
        if (reconnect_within(patience)) {
            if (effect.grown_organ.empty()) return false;
            Wanted wanted;
            wanted.heads.push_back({effect.grown_organ});
            Found found;
            auto fault = connection_->begin();
            if (!fault) fault = connection_->look_up(wanted, found);
            connection_->roll_back();
            auto head = found.heads.find(effect.grown_organ);
            if (!fault)
                return head != found.heads.end() && head->second == effect.heads.at(effect.grown_organ);
        }
        turn_away_the_waiting();
        std::this_thread::sleep_for(back_off_first);
    }
    return std::nullopt;
}

// Nobody is told that anything was written, nor that nothing was.
Writer::Outcomes Writer::left_unknown(size_t count, const Fault& fault, const Effect& effect) {
    heads_.clear();
    mark_written(effect); // it may have been
    note(WriteState::unreachable);
    Written written;
    written.outcome = Written::Outcome::unknown;
    written.cause = "the outcome of a commit is not known: " + fault.cause;
    return Outcomes(count, written);
}

// Nothing: the connection is back and the batch may be tried again.
std::optional<Writer::Outcomes> Writer::give_up(Changes changes, const Fault& fault) {
    if (!connection_->is_connected() && reconnect_within(patience)) return std::nullopt;
    note(fault.kind == Fault::Kind::full ? WriteState::storage_full : WriteState::unreachable);
    return all_unavailable(changes.size(), fault);
}

bool Writer::reconnect_within(milliseconds limit) {
    auto end = steady_clock::now() + limit;
    milliseconds back_off = back_off_first;
    for (;;) {
        if (!connection_->is_connected() && connection_->reconnect()) {
            next_attempt_ = steady_clock::now() + back_off_max;
            if (steady_clock::now() + back_off > std::min(end, end_of_waiting())) {
                note(WriteState::unreachable);
                return false;
            }
            std::this_thread::sleep_for(back_off);
            back_off = std::min(back_off * 2, back_off_max);
            continue;
        }
        pass(CrashPoint::reconnected);
        mark_all_written();
        heads_.clear(); // read anew: the database may have been restored meanwhile
        return true;
    }
}

void Writer::turn_away_the_waiting() {
    std::deque<Waiting> waiting;
    {
        std::lock_guard lock(mutex_);
        waiting.swap(queue_);
        metrics_.changes_refused += static_cast<std::int64_t>(waiting.size());
    }
    for (Waiting& change : waiting) {
        Written written;
        written.cause = "the database is not connected";
        change.done(std::move(written));
    }
}

void Writer::count(const Outcomes& outcomes) {
    std::lock_guard lock(mutex_);
    for (const Written& written : outcomes)
        (written.outcome == Written::Outcome::committed ? metrics_.changes_committed
                                                        : metrics_.changes_refused) += 1;
}

} // namespace zhishi::store
