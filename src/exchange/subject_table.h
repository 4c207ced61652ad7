// subjects.csv: who there is, and the tree that parents make.
#pragma once

#include "exchange/data_faults.h"
#include "exchange/table_source.h"
#include "scheme/facts.h"
#include "scheme/scheme.h"

#include <string>
#include <unordered_map>

namespace zhishi::exchange {

struct SubjectTable {
    struct Hash {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    std::unordered_map<std::string, scheme::SubjectIndex, Hash, std::equal_to<>> index_of_id;
    bool is_usable = false; // the file is there with its columns, so that an unknown id is a fault of its own
};

SubjectTable read_subjects(const TableSource& source, const scheme::Scheme& scheme, scheme::Facts& facts,
                           DataFaults& faults);

} // namespace zhishi::exchange
