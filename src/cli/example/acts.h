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

// The first, a middle and the last line of what was drafted from the log, each on a line of its own.
std::string told_from(const std::string& draft);

} // namespace zhishi::cli::example
