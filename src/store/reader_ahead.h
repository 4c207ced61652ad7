// Reads as if a change that is only prepared were written already: so that the answer to a request shows the
// state that it leads to, before the writer has it.
//
// reader, change  outlive it. What other changes do meanwhile is not seen: then the guards fail, and the
// handler runs
//                 again. Rows of tables that the store alone writes (events, versions) are not there yet.
#pragma once

#include "store/change.h"
#include "store/reader.h"

namespace zhishi::store {

class ReaderAhead : public Reader {
  public:
    ReaderAhead(Reader& reader, const Change& change) : reader_(reader), change_(change) {}
    base::Result<std::vector<Row>> select(const Query& query) override;
    base::Result<std::int64_t> count(const Query& query) override;

  private:
    Reader& reader_;
    const Change& change_;
};

} // namespace zhishi::store
