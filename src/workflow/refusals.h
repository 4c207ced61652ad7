// The refusals that many acts share, each in one wording: what, why, what next, who can.
#pragma once

#include "base/result.h"
#include "workflow/office.h"

#include <string>

namespace zhishi::workflow {

// The one answer for what does not exist and for what one may not know of.
base::Error not_found();
// The actor may read it but not do this: `who` says who can.
base::Error not_allowed(base::Text who);
base::Error stale(long present_version);
base::Error wrong_state(std::string code, base::Text why);

// How the actor stands to the person, if the table allows the act; else not_found, or not_allowed where he
// may read the thing by `read`.
base::Result<policy::Scope> may(const Context& context, policy::Act act, policy::Act read,
                                const record::OfficialId& about, base::Text who);

// A bad_input error from several faults: the first is the error, all stand in `more`.
base::Error faults(std::vector<base::Error> found);

// Present version against If-Match.
inline base::Result<void> must_match(long if_match, long present_version) {
    if (if_match != present_version) return stale(present_version);
    return {};
}

} // namespace zhishi::workflow
