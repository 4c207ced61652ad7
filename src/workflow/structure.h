// The organ's structure, kept by the appraisal office: settings, calendar, units, people, posts, charges,
// acting reviewers. What ends gets a last day; nothing is deleted.
//
// if_match  the version read; a new thing has none
// errors    not_found, not_allowed, stale; faults with pointers; unit_circle, unit_too_deep …
#pragma once

#include "record/organ.h"
#include "workflow/office.h"

namespace zhishi::workflow {

base::Result<Prepared<record::Organ>> change_organ(const Context& context, record::Organ after,
                                                   long if_match);
base::Result<Prepared<record::OrganCalendarYear>>
save_calendar(const Context& context, record::OrganCalendarYear year, long if_match);

// In each: the id is empty for a new one, and the rest is the caller's input; organ and version are filled
// here.
base::Result<Prepared<record::Unit>> add_unit(const Context& context, record::Unit unit);
base::Result<Prepared<record::Unit>> change_unit(const Context& context, record::Unit unit, long if_match);

struct NewOfficial {
    record::Official official;
    record::Post post; // the first post
};
base::Result<Prepared<NewOfficial>> add_official(const Context& context, NewOfficial input);
base::Result<Prepared<record::Official>> change_official(const Context& context, record::Official official,
                                                         long if_match);
base::Result<Prepared<record::Post>> add_post(const Context& context, record::Post post);
base::Result<Prepared<record::Post>> change_post(const Context& context, record::Post post, long if_match);
base::Result<Prepared<record::Charge>> add_charge(const Context& context, record::Charge charge);
base::Result<Prepared<record::Charge>> change_charge(const Context& context, record::Charge charge,
                                                     long if_match);
base::Result<Prepared<record::Acting>> name_acting(const Context& context, record::Acting acting);
base::Result<Prepared<record::Acting>> change_acting(const Context& context, record::Acting acting,
                                                     long if_match);

// The leave of one reviewer is no longer than this; who is away longer gives up the post.
inline constexpr int acting_days_max = 400;

} // namespace zhishi::workflow
