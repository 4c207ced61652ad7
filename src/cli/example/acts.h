// Acts of the workflow as steps of the timetable.
#pragma once

#include "cli/example/bureau.h"

#include <functional>
#include <string>

namespace zhishi::cli::example {

using Outcome = base::Result<store::Change>;

// Turns what an act prepared into the change alone.
template <class Record>
Outcome change_of(base::Result<workflow::Prepared<Record>> prepared) {
    if (!prepared) return prepared.error();
    return std::move(prepared->change);
}

// An act of whoever sits in the reviewer's chair at that moment, by decision 0006; `who` and `period` as of
// the record. errors  example_reviewer_missing
Rehearsal::Act as_reviewer(const Bureau& bureau, size_t who, const base::Period& period, Rehearsal::Act act);

} // namespace zhishi::cli::example
