// Large tables that are plain: CSV without a quote, every row as long as the header, UTF-8, nothing at fault.
// They are read in blocks on all processors, and never stand in memory whole.
//
// Whatever is not plain is not judged here: the careful reader (table_reader.h) reads such a table from the
// beginning and says what is wrong where.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::exchange {

// The rows of one block, gathered by one thread.
class PlainRows {
  public:
    virtual ~PlainRows() = default;
    // The fields of the columns asked for, in their order. False: this row is not plain.
    virtual bool take(const std::string_view* fields) = 0;
    // After the last row, while the text of the fields is still there.
    virtual bool finish() { return true; }
};

// columns  must each stand in the header exactly once; the fields of `others` come after theirs, empty where
// the header
//          has no such column
// begin    called on any thread, for each block
// end      called with each block's rows in the order of the file, by one thread at a time; with the number
// of blocks,
//          so that the first one tells how much there will be
// returns  false: the table is not plain, and what was given to `end` is to be thrown away
bool read_plain_table(const std::filesystem::path& path, const std::vector<std::string>& columns,
                      const std::vector<std::string>& others,
                      const std::function<std::unique_ptr<PlainRows>()>& begin,
                      const std::function<bool(PlainRows&, size_t blocks)>& end);

} // namespace zhishi::exchange
