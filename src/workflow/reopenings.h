// Two people reopen what was closed or submitted: a quarter sheet, a closed month, quarter or year (one stage
// back).
//
// errors  not_found; reopening_same_person (who asked cannot grant), reopening_is_decided, nothing_to_reopen,
//         reopening_is_pending (the same is asked for already)
#pragma once

#include "record/review.h"
#include "workflow/office.h"

#include <vector>

namespace zhishi::workflow {

struct ReopeningView {
    record::Reopening reopening;
    std::vector<std::string> allowed; // grant, decline
};
base::Result<std::vector<ReopeningView>> list_reopenings(const Context& context,
                                                         const std::optional<base::Period>& period);
// It waits, and the actor may grant it: he did not ask for it, and it is not about himself.
bool may_grant(const Context& context, const record::Reopening& reopening);
base::Result<Prepared<record::Reopening>> request_reopening(const Context& context,
                                                            const base::Period& period,
                                                            const record::OfficialId& official,
                                                            std::string reason);
base::Result<Prepared<record::Reopening>> grant_reopening(const Context& context,
                                                          const record::ReopeningId& id, long if_match);
base::Result<Prepared<record::Reopening>>
decline_reopening(const Context& context, const record::ReopeningId& id, std::string reason, long if_match);

} // namespace zhishi::workflow
