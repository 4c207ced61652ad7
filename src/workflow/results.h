// The result of a year as it is kept: proposal, decision and notice, by person. What the acts of the year
// share.
#pragma once

#include "record/appraisal.h"
#include "workflow/office.h"
#include "workflow/periods.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace zhishi::workflow {

bool is_published(const record::YearAppraisal& appraisal); // or closed
// What the stage does not allow, and what must come before it.
base::Error year_stage_wrong(record::YearStage stage, record::YearAct act);
base::Error run_missing();
base::Error text_missing(const char* pointer, base::Text text);

// The run that is proposed. errors  run_missing
base::Result<record::Run> run_of(const Context& context, const record::YearAppraisal& appraisal);
base::Result<std::vector<record::Outcome>> outcomes_of(store::Reader& reader, const record::OrganId& organ,
                                                       const record::RunId& run); // by official
base::Result<std::map<std::string, record::Decision>> decisions_of(const Context& context,
                                                                   const base::Period& year);
base::Result<std::map<std::string, record::ResultNotice>> notices_of(const Context& context,
                                                                     const base::Period& year);

struct PersonResult {
    record::YearAppraisal appraisal;
    record::Outcome outcome;     // version 0: no run, or he is not in it
    record::Decision decision;   // version 0: none
    record::ResultNotice notice; // version 0: none
};
base::Result<PersonResult> result_of(const Context& context, const record::OfficialId& official,
                                     const base::Period& year);

// The grades that the scheme gives, best first.
std::vector<std::string> grade_words(const SchemeInUse& scheme);

} // namespace zhishi::workflow
