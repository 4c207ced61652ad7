// The rules of docs/architecture.md and docs/style.md that a program can hold, one function a rule.
//
// Each takes the files of a tree and returns its faults as `file:line: what is wrong`; none: the tree keeps
// the rule.
#pragma once

#include "tests/layout/module_tables.h"
#include "tests/layout/source_tree.h"

#include <string>
#include <vector>

namespace zhishi::layout {

using Files = std::vector<SourceFile>;
using Faults = std::vector<std::string>;

// Every #include in src/ is an arrow of the module table, or a library where the library table has it.
Faults include_faults(const Files& files, const ModuleTables& tables);
// Every zhishi_module(NAME LINK …) links only what its module may include.
Faults link_faults(const Files& files, const ModuleTables& tables);
// No module without a row, no row without a module.
Faults module_faults(const Files& files, const ModuleTables& tables);

Faults
name_faults(const Files& files); // no file or folder called util, common, helper, misc, manager, shared
Faults length_faults(const Files& files);   // no source file longer than lines_max
Faults leftover_faults(const Files& files); // nothing marked as still to be done
Faults opening_faults(const Files& files);  // C++ begins with a comment, a pragma or an include
Faults sql_faults(const Files& files);      // no SQL outside src/store
Faults float_faults(const Files& files);    // no binary floating point where a grade hangs on it
Faults place_faults(const Files& files);    // no path of one machine
Faults link_target_faults(const Files& files,
                          const std::vector<std::string>& pictures); // links in *.md lead somewhere

// A file that is longer has more than one subject.
inline constexpr size_t lines_max = 600;

} // namespace zhishi::layout
