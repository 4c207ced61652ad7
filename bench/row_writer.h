// Rows straight into a database that nobody serves: what would take hours through the door. Any failure ends
// the bench.
#pragma once

#include "bench/frame.h"
#include "record/ids.h"
#include "store/store.h"

#include <memory>
#include <string>
#include <utility>

namespace zhishi::bench {

template <class Value>
Value must(base::Result<Value> result, const char* what) {
    if (!result) give_up(std::string(what) + ": " + result.error().text.en);
    return std::move(*result);
}

// Writes row after row, so many in one transaction.
class RowWriter {
  public:
    RowWriter(store::Store& store, record::OrganId organ) : store_(store), organ_(std::move(organ)) {}

    template <class Record>
    void put(Record record) {
        change_.put(record);
        if (change_.writes.size() >= rows_of_a_change) flush();
    }
    void flush() {
        if (change_.writes.empty()) return;
        change_.organ = organ_;
        change_.act = "bench_fill";
        if (store_.write_and_wait(std::move(change_)).outcome != store::Written::Outcome::committed)
            give_up("rows of the bench are not written");
        change_ = {};
    }

  private:
    static constexpr size_t rows_of_a_change = 500;
    store::Store& store_;
    record::OrganId organ_;
    store::Change change_;
};

} // namespace zhishi::bench
