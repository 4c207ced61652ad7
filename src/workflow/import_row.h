// One row of a table on its way in: reads its cells by column, and collects what is wrong with each.
#pragma once

#include "workflow/imports.h"

#include <algorithm>
#include <span>
#include <utility>

namespace zhishi::workflow {

class ImportRowReader {
  public:
    ImportRowReader(const ImportForm& form, const ImportLine& line, ImportedRow& row)
        : form_(form), line_(line), row_(row) {}

    bool has(std::string_view key) const; // the table has the column
    bool is_empty(std::string_view key) const;
    // Trimmed; empty where there is none.
    std::string text(std::string_view key, size_t characters_max);
    // A day as the table has it: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301. nullopt: empty or at
    // fault.
    std::optional<base::Date> day(std::string_view key);
    // `unit` may stand behind it: 2024年.
    std::optional<int> number(std::string_view key, int min, int max, std::string_view unit = {});
    // The value of a word; nullopt: empty, or none of them.
    template <class Value>
    std::optional<Value> word(std::string_view key,
                              std::span<const std::pair<std::string_view, Value>> words) {
        std::string found = text(key, 64);
        for (const auto& [name, value] : words)
            if (name == found) return value;
        if (!found.empty()) {
            std::string list;
            for (const auto& [name, value] : words)
                list += (list.empty() ? "" : "、") + std::string(name);
            fault(key, "word_unknown",
                  {"“" + found + "”不在可选范围内，应为：" + list + "。",
                   "'" + found + "' is not one of: " + list + "."});
        }
        return std::nullopt;
    }
    void need(std::string_view key); // a fault where the cell is empty or missing
    void fault(std::string_view key, std::string code, base::Text text);
    ImportedRow& row() { return row_; }

  private:
    const ImportColumn& column(std::string_view key) const;
    const std::optional<std::string>& cell(std::string_view key) const;

    const ImportForm& form_;
    const ImportLine& line_;
    ImportedRow& row_;
};

} // namespace zhishi::workflow
