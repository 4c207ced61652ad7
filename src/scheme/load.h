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

// The text of a library scheme with every file that it takes in, as sections "== path bytes": what is kept so
// that an outcome can be computed again when the library has moved on. Empty where there is no such scheme.
std::string kept_text(std::string_view library_id);
// Reads what kept_text wrote, without a look at the library: the scheme of then, with the content hash of
// then. A text of another form gives one fault, kept_text_form.
Loaded load_kept_scheme(const std::string& text);

// A fault as one line: file:line:column: what is wrong.
std::string line_of(const Fault& fault, bool in_chinese);

} // namespace zhishi::scheme
