// Use of results (RZ-36 to 39): dimensions of a person's record, proposals with their cause, who decided
// what, and the ledger of outcomes (台账).
//
// errors  not_found, stale; use_* where the life cycle has no such step; official_unknown, dimension_unknown,
//         result_missing (a proposal needs a published result), name_taken, text_missing, reason_required (to
//         decline), outcome_on_is_future, too_many_dimensions; not_allowed where it is about the actor
//         himself
#pragma once

#include "record/use.h"
#include "workflow/office.h"

#include <string>
#include <vector>

namespace zhishi::workflow {

base::Result<std::vector<record::Dimension>> list_dimensions(const Context& context);
base::Result<Prepared<record::Dimension>> save_dimension(const Context& context, record::Dimension input,
                                                         long if_match);
struct UseView {
    record::Use use;
    std::vector<std::string> allowed; // agree, decline, carry_out
};
// official empty: all whom the actor may see; an official without another role sees his own.
base::Result<std::vector<UseView>> list_uses(const Context& context, const std::optional<base::Period>& year,
                                             const record::OfficialId& official);
base::Result<UseView> view_of(const Context& context, record::Use use);
// cause is filled from the published result (grade, score, action) by the act.
base::Result<Prepared<record::Use>> propose_use(const Context& context, record::Use input);
base::Result<Prepared<record::Use>> decide_use(const Context& context, const record::UseId& id,
                                               bool is_agreed, std::string reason, long if_match);
base::Result<Prepared<record::Use>> carry_out_use(const Context& context, const record::UseId& id,
                                                  std::string outcome, base::Date outcome_on, long if_match);

} // namespace zhishi::workflow
