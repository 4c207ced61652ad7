#include "store/reader_pool.h"

#include "store/faults.h"

#include <algorithm>
#include <chrono>

namespace zhishi::store {

class ReaderPool::Lent : public Reader {
  public:
    Lent(std::shared_ptr<State> state, std::unique_ptr<ReadConnection> connection,
         std::shared_ptr<const TableGenerations> generations)
        : state_(std::move(state)), connection_(std::move(connection)), generations_(std::move(generations)) {
    }

    ~Lent() override {
        connection_->end();
        if (!connection_->is_well()) connection_.reset();
        {
            std::lock_guard lock(state_->mutex);
            if (connection_) state_->idle.push_back(std::move(connection_));
            state_->free_places += 1;
        }
        state_->came_free.notify_one();
    }

    base::Result<std::vector<Row>> select(const Query& query) override { return connection_->select(query); }
    base::Result<std::int64_t> count(const Query& query) override { return connection_->count(query); }
    void expect(const Query& query) override { connection_->expect(query); }
    void expect_count(const Query& query) override { connection_->expect_count(query); }
    void expect_no_more() override { connection_->expect_no_more(); }

    std::int64_t generation(std::span<const Table* const> tables) const override {
        std::int64_t sum = 0;
        for (const Table* table : tables)
            if (auto at = generations_->find(table); at != generations_->end()) sum += at->second;
        return sum;
    }

  private:
    std::shared_ptr<State> state_;
    std::unique_ptr<ReadConnection> connection_;
    std::shared_ptr<const TableGenerations> generations_; // taken before its state began
};

ReaderPool::ReaderPool(size_t size, Connect connect, Generations generations)
    : state_(std::make_shared<State>()), connect_(std::move(connect)), generations_(std::move(generations)) {
    state_->free_places = std::max<size_t>(size, 1);
}

base::Result<std::unique_ptr<Reader>> ReaderPool::take(int wait_seconds) {
    std::unique_ptr<ReadConnection> connection;
    {
        std::unique_lock lock(state_->mutex);
        bool is_free = state_->came_free.wait_for(lock, std::chrono::seconds(wait_seconds),
                                                  [this] { return state_->free_places > 0; });
        if (!is_free) return no_reader_is_free(wait_seconds);
        state_->free_places -= 1;
        if (!state_->idle.empty()) {
            connection = std::move(state_->idle.back());
            state_->idle.pop_back();
        }
    }
    if (!connection) {
        auto made = connect_();
        if (!made) {
            std::lock_guard lock(state_->mutex);
            state_->free_places += 1;
            state_->came_free.notify_one();
            return made.error();
        }
        connection = std::move(made).value();
    }
    return std::unique_ptr<Reader>(new Lent(state_, std::move(connection), generations_()));
}

} // namespace zhishi::store
