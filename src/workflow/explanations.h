// How one person's result came about, from the kept run: for himself once published (without another person's
// figure), for office and committee whole, but for single ratings: of those the mean and the number.
//
// errors  not_found (before publication, for himself), run_missing
#pragma once

#include "engine/explain.h"
#include "record/appraisal.h"
#include "workflow/office.h"

namespace zhishi::workflow {

struct ExplanationView {
    record::Run run;
    record::Outcome outcome;
    engine::Explanation explanation;
    engine::Audience audience = engine::Audience::subject;
};
base::Result<ExplanationView> explain_result(const Context& context, const record::OfficialId& official,
                                             const base::Period& year);

} // namespace zhishi::workflow
