// Faults in batch files, each with file, line and column. They are listed in the order of the files and
// lines, however they were found; what goes beyond faults_listed_max is only counted.
#pragma once

#include "base/result.h"
#include "exchange/limits.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace zhishi::exchange {

enum class Table { subjects, ratings, facts, events, items };

const char* file_name(Table table); // subjects.csv

struct DataFault {
    Table table;
    std::uint32_t line;
    std::string column; // empty: the whole row
    base::Text text;

    // file:line: column: what is wrong; one line, whatever stands in the cells that it quotes.
    std::string line_text(bool in_chinese) const;
};

class DataFaults {
  public:
    void add(Table table, std::uint32_t line, std::string column, base::Text text);
    bool empty() const { return count_ == 0; }
    size_t count() const { return count_; }
    std::vector<DataFault> listed() const;

  private:
    struct Order {
        bool operator()(const DataFault& a, const DataFault& b) const;
    };
    std::multiset<DataFault, Order> listed_;
    size_t count_ = 0;
};

} // namespace zhishi::exchange
