// The official's own year (RZ-50), and his answer to the result: acknowledges, or objects, which the office
// answers.
//
// errors  not_found, stale; notice_is_* where the life cycle has no such step; text_missing; year_is_closed
#pragma once

#include "record/annual_summary.h"
#include "record/appraisal.h"
#include "record/personnel.h"
#include "record/plan.h"
#include "record/review.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <vector>

namespace zhishi::workflow {

struct OwnYear {
    record::OfficialId official;
    base::Period period;
    struct MonthLine {
        base::Period period;
        std::optional<record::PlanState> plan;
        std::optional<record::MonthState> month;
        int items = 0, done = 0;
    };
    struct QuarterLine {
        base::Period period;
        std::optional<record::ReviewState> state;
        std::optional<base::Number> score; // himself: once submitted
    };
    std::optional<record::PlanState> annual_plan;
    int annual_items = 0;
    std::vector<MonthLine> months;     // that have begun
    std::vector<QuarterLine> quarters; // the same
    std::optional<record::MonthState> summary;
    // The result: for himself, once published; for the office, once computed.
    bool result_is_visible = false;
    record::Outcome outcome;
    record::Decision decision; // himself: without votes and who left the room
    record::ResultNotice notice;
    std::vector<record::PriorGrade> prior_grades; // himself, office
    std::vector<DueStep> deadlines;
    std::vector<std::string> allowed; // acknowledge, object, answer
};
base::Result<OwnYear> read_own_year(const Context& context, const record::OfficialId& official,
                                    const base::Period& year);
base::Result<Prepared<record::ResultNotice>> acknowledge_result(const Context& context,
                                                                const record::OfficialId& official,
                                                                const base::Period& year, std::string opinion,
                                                                long if_match);
base::Result<Prepared<record::ResultNotice>> object_to_result(const Context& context,
                                                              const record::OfficialId& official,
                                                              const base::Period& year, std::string objection,
                                                              long if_match);
base::Result<Prepared<record::ResultNotice>> answer_objection(const Context& context,
                                                              const record::OfficialId& official,
                                                              const base::Period& year, std::string answer,
                                                              long if_match);

} // namespace zhishi::workflow
