#include "exchange/data_faults.h"

#include "base/text.h"

#include <tuple>

namespace zhishi::exchange {

const char* file_name(Table table) {
    switch (table) {
    case Table::subjects: return "subjects.csv";
    case Table::ratings: return "ratings.csv";
    case Table::facts: return "facts.csv";
    case Table::events: return "events.csv";
    case Table::items: return "items.csv";
    }
    return "";
}

std::string DataFault::line_text(bool in_chinese) const {
    std::string where = column.empty() ? (in_chinese ? "整行" : "row") : column;
    return std::string(file_name(table)) + ":" + std::to_string(line) + ": " + where + ": " +
           base::in_one_line(in_chinese ? text.zh : text.en);
}

bool DataFaults::Order::operator()(const DataFault& a, const DataFault& b) const {
    return std::tie(a.table, a.line, a.column, a.text.zh) < std::tie(b.table, b.line, b.column, b.text.zh);
}

void DataFaults::add(Table table, std::uint32_t line, std::string column, base::Text text) {
    ++count_;
    listed_.insert({table, line, std::move(column), std::move(text)});
    if (listed_.size() > faults_listed_max) listed_.erase(std::prev(listed_.end()));
}

std::vector<DataFault> DataFaults::listed() const {
    return {listed_.begin(), listed_.end()};
}

} // namespace zhishi::exchange
