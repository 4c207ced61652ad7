// The connections for reading, lent one at a time to one thread each. Connections are made when first needed
// and made anew when one is lost.
#pragma once

#include "store/reader.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace zhishi::store {

// A connection that reads: a snapshot from its first select to end().
class ReadConnection : public Reader {
  public:
    virtual void end() = 0;
    virtual bool is_well() const = 0; // false: lost, to be thrown away
};

// How often each table was written; absent: not since the store was opened.
using TableGenerations = std::unordered_map<const Table*, std::int64_t>;

// Readers that are still lent when the pool goes keep their connections and close them themselves.
class ReaderPool {
  public:
    using Connect = std::function<base::Result<std::unique_ptr<ReadConnection>>()>;

    using Generations = std::function<std::shared_ptr<const TableGenerations>()>;

    ReaderPool(size_t size, Connect connect, Generations generations);
    // unavailable: none came free within the seconds, or the database cannot be reached.
    base::Result<std::unique_ptr<Reader>> take(int wait_seconds);

  private:
    struct State {
        std::mutex mutex;
        std::condition_variable came_free;
        size_t free_places = 0; // connections that may still be lent
        std::vector<std::unique_ptr<ReadConnection>> idle;
    };
    class Lent;

    std::shared_ptr<State> state_;
    Connect connect_;
    Generations generations_;
};

} // namespace zhishi::store
