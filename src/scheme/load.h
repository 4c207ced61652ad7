// Reads a scheme from its text and checks it.
//
// file     its name in messages
// text     YAML, as docs/schemes.md describes it
// returns  the scheme, or all faults of it and of the fragments it takes in, in order of place
// Fragments, sources.yaml and units.yaml come from the library inside the program; a file may bring sources
// of its own under `sources`.
#pragma once

#include "scheme/fault.h"
#include "scheme/scheme.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::scheme {

struct Loaded {
    std::shared_ptr<const Scheme> scheme; // null where there are faults
    std::vector<Fault> faults;
};

Loaded load_scheme(const std::string& file, const std::string& text);
// The scheme of that id in the library; without scheme and without faults where there is none.
Loaded load_library_scheme(std::string_view id);

// A fault as one line: file:line:column: what is wrong.
std::string line_of(const Fault& fault, bool in_chinese);

} // namespace zhishi::scheme
