// subjects.csv: who there is, and the tree that parents make.
#pragma once

#include "exchange/data_faults.h"
#include "exchange/table_source.h"
#include "scheme/facts.h"
#include "scheme/scheme.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace zhishi::exchange {

struct SubjectTable {
    std::unordered_set<std::string> lost_ids; // of rows that could not be taken
    bool is_usable = false; // the file is there with its columns, so that an unknown id is a fault of its own

    // no_index: of a row that could not be taken; nullopt: nowhere in the file.
    std::optional<scheme::SubjectIndex> find(std::string_view id, const scheme::Facts& facts) const;
};

SubjectTable read_subjects(const TableSource& source, const scheme::Scheme& scheme, scheme::Facts& facts,
                           DataFaults& faults);

} // namespace zhishi::exchange
