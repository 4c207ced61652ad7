// What holds of the organ's structure whatever way it comes in, by a page or by a table: each function names
// all that is wrong with one record, held against a directory.
//
// The directory may hold the record itself (a trial of what would be): it is never its own rival.
// pointers  the field: /parent, /from …
#pragma once

#include "base/result.h"
#include "record/directory.h"

#include <vector>

namespace zhishi::workflow {

std::vector<base::Error> unit_faults(const record::Directory& directory, const record::Unit& unit);
std::vector<base::Error> official_faults(const record::Directory& directory,
                                         const record::Official& official);
// official: who holds it, where the directory does not have him yet; null: not known.
std::vector<base::Error> post_faults(const record::Directory& directory, const record::Post& post,
                                     const record::Official* official);
std::vector<base::Error> charge_faults(const record::Directory& directory, const record::Charge& charge);
std::vector<base::Error> acting_faults(const record::Directory& directory, const record::Acting& acting);

} // namespace zhishi::workflow
