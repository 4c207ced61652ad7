// The titles that a scheme gives to what records keep as identifiers: classes, flags, nodes, awards, facts.
// Pure.
//
// Where the scheme in force has no such thing (a run of an older one), the identifier stands for itself.
#pragma once

#include "workflow/office.h"

#include <string>

namespace zhishi::workflow {

base::Text class_title(const SchemeInUse& scheme, const std::string& id);
base::Text flag_title(const SchemeInUse& scheme, const std::string& flag);
// A node of a dimension (quarter.2026Q1) has the value's title and what follows the point.
base::Text node_title(const SchemeInUse& scheme, const std::string& node);
base::Text award_title(const SchemeInUse& scheme, const std::string& award);
// A word that a fact may be (warning), by the title that the scheme gives it.
base::Text fact_word_title(const SchemeInUse& scheme, const std::string& word);
base::Text fact_title(const SchemeInUse& scheme, const std::string& key);
base::Text scheme_title(const SchemeInUse& scheme, const std::string& id);
// The source by its title, then the article.
base::Text origin_text(const SchemeInUse& scheme, const std::string& source, const std::string& article);

} // namespace zhishi::workflow
