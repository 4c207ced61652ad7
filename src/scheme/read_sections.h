// The sections of a scheme file, each read into its part of the scheme. Names are resolved later, by the
// checker.
#pragma once

#include "scheme/map_reader.h"

namespace zhishi::scheme {

void read_sources(MapReader& reader, Scheme& scheme);
void read_units(MapReader& reader, Scheme& scheme);
void read_parameters(MapReader& reader, Scheme& scheme, bool is_fragment);
void read_words(MapReader& reader, Scheme& scheme, bool is_fragment);
void read_subjects(MapReader& reader, Scheme& scheme);
void read_inputs(MapReader& reader, Scheme& scheme, bool is_fragment);
void read_checks(MapReader& reader, Scheme& scheme);
void read_states(MapReader& reader, Scheme& scheme, bool is_fragment);
void read_blocks(MapReader& reader, Scheme& scheme);
void read_process(MapReader& reader, Scheme& scheme);
// A sheet of the process; inputs, words and classes of the scheme are read already.
Sheet read_sheet(const YamlNode& key, const YamlNode& node, const Scheme& scheme, Faults& faults);

} // namespace zhishi::scheme
