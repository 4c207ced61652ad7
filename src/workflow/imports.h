// Tables that the appraisal office takes in: units, people, posts, charges, calendar, grades of earlier
// years.
//
// A table is checked as a whole against what would be, so that a row may rest on another row of the same
// table. A row is recognised by its identifier; the same table taken twice changes nothing. An absent column
// leaves what is there, an empty cell empties it, nothing is removed.
//
// errors  not_found, not_allowed; table_is_empty, table_too_long; faults with pointers /rows/I/COLUMN;
//         faulty_rows_differ (the number of rows to be left out is another one), nothing_to_import
// source  docs/decisions/0008-spreadsheets.md
#pragma once

#include "workflow/office.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::workflow {

enum class ImportKind { units, people, posts, charges, calendar, prior_grades };
inline constexpr std::array import_kinds{ImportKind::units,   ImportKind::people,   ImportKind::posts,
                                         ImportKind::charges, ImportKind::calendar, ImportKind::prior_grades};
std::string_view name_of(ImportKind kind);
std::optional<ImportKind> import_kind_named(std::string_view name);

struct ImportColumn {
    enum class Holds { text, day, number };
    std::string_view key; // also the pointer of its faults
    std::string title;    // in Chinese, as the table has it
    Holds holds = Holds::text;
    bool is_needed = false;
    std::vector<std::string> words; // to choose from
    std::string hint;
    std::string sample;
    std::vector<std::string> also{}; // other titles that tables of organs have; the key is one too
};
struct ImportForm {
    ImportKind kind = ImportKind::units;
    base::Text title;
    std::vector<ImportColumn> columns;
    size_t rows_max = 0;
};
// Errors: not_found, not_allowed.
base::Result<ImportForm> import_form(const Context& context, ImportKind kind);
// What is there, as rows of the form.
base::Result<std::vector<std::vector<std::string>>> rows_kept(const Context& context, ImportKind kind);

// A row of the table: its line in the file, its cells by column of the form; nullopt: no such column.
struct ImportLine {
    int line = 0;
    std::vector<std::optional<std::string>> cells;
    std::vector<base::Error> faults; // of its form, found before
};

enum class ImportEffect { is_new, is_changed, is_same, is_faulty };
struct CellChange {
    std::string_view key;
    std::string before, after;
};
struct ImportedRow {
    int line = 0;
    std::string about; // whom or what it is about, for people to read
    ImportEffect effect = ImportEffect::is_new;
    std::vector<base::Error> faults; // pointers are keys of columns
    std::vector<CellChange> changes;
    bool is_faulty() const { return !faults.empty(); }
};
struct ImportReport {
    std::vector<ImportedRow> rows;
    size_t count(ImportEffect effect) const;
};

// A dry run.
base::Result<ImportReport> check_import(const Context& context, ImportKind kind,
                                        const std::vector<ImportLine>& lines);
// All rows, or, where it is said how many faulty ones are left out, the good ones.
base::Result<Prepared<ImportReport>> take_import(const Context& context, ImportKind kind,
                                                 const std::vector<ImportLine>& lines,
                                                 std::optional<size_t> faulty_left_out);

} // namespace zhishi::workflow
