// The one writer: a thread that drains a queue of changes into one connection, a batch a transaction.
//
// A change whose guards fail is left out and told so. Where the database itself refuses a row, the batch is
// undone and its changes are tried one by one, each behind a savepoint, so that the others do not notice. A
// commit whose outcome is not known is resolved, by looking for its event, before anyone is answered; where
// the database stays away for half a minute, they are told that it is not known.
#pragma once

#include "base/clock.h"
#include "store/batch.h"
#include "store/reader_pool.h"
#include "store/store.h"
#include "store/write_connection.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>

namespace zhishi::store {

class Writer {
  public:
    Writer(std::unique_ptr<WriteConnection> connection, const StoreOptions& options, base::Random& random);
    // Writes what is in the queue, answers everything, ends the thread.
    ~Writer();

    void write(Change change, std::function<void(Written)> done);
    void prepare_to_close(); // Store::prepare_to_close
    std::int64_t structure_generation() const { return structure_generation_.load(); }
    std::shared_ptr<const TableGenerations> table_generations() const;
    StoreMetrics metrics() const;

  private:
    struct Waiting {
        Change change;
        std::function<void(Written)> done;
    };
    using Changes = std::span<const Change* const>;
    using Outcomes = std::vector<Written>;

    void run();
    void answer(std::vector<Waiting>& batch, Outcomes outcomes);
    std::optional<std::vector<Waiting>> next_batch();
    void probe();
    Outcomes write_batch(Changes changes);
    // Nothing: the connection was lost and is back, the batch is not in the database.
    std::optional<Outcomes> try_batch(Changes changes);
    std::optional<Fault> prepare(Changes changes, Batch& batch, Outcomes& outcomes);
    std::optional<Fault> forget_requests(base::Instant now);
    std::optional<Outcomes> try_one_by_one(Changes changes);
    std::optional<Fault> write_alone(const Change& change, Batch& batch, Written& written);
    // What a batch leaves behind once it is committed.
    struct Effect {
        ChainHeads heads;
        std::string grown_organ; // an organ whose chain grew; empty: none
        bool touches_structure = false;
        std::unordered_set<const Table*> touched;
    };
    std::optional<Outcomes> finish(CommitOutcome outcome, const Fault& fault, Outcomes outcomes,
                                   const Effect& effect);
    void mark_written(const Effect& effect);
    void mark_all_written();
    std::optional<bool> resolve(const Effect& effect);
    Outcomes left_unknown(size_t count, const Fault& fault, const Effect& effect);
    std::optional<Outcomes> give_up(Changes changes, const Fault& fault);
    bool reconnect_within(std::chrono::milliseconds limit);
    std::chrono::steady_clock::time_point end_of_waiting() const;
    void note(WriteState state);
    void turn_away_the_waiting();
    void count(const Outcomes& outcomes);

    std::unique_ptr<WriteConnection> connection_;
    base::Random& random_;
    const size_t queue_max_, batch_max_;

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting> queue_;
    bool is_closing_ = false;
    std::chrono::steady_clock::time_point end_of_waiting_ = std::chrono::steady_clock::time_point::max();
    StoreMetrics metrics_;
    std::atomic<std::int64_t> structure_generation_{1};
    std::shared_ptr<const TableGenerations> table_generations_ = std::make_shared<TableGenerations>();

    // Of the writer's thread alone.
    ChainHeads heads_; // as committed
    std::chrono::steady_clock::time_point next_attempt_{};
    std::optional<base::Instant> requests_forgotten_at_;
    std::thread thread_;
};

} // namespace zhishi::store
