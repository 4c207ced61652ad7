// The comprehensive evaluation of a year (RZ-30, 31): opened by the office, its electorate worked out by the
// scheme's rule and frozen; raters fill and submit their sheets; closed by the office.
//
// errors  not_found, stale, sheet_missing; evaluation_is_open, evaluation_is_closed, evaluation_is_not_open,
//         electorate_is_empty, due_on_is_past, subjects_unrated (who); rater_is_struck, rater_has_answered,
//         rater_is_in_post; sheet_is_submitted; faults with pointers /subjects/…/scores/…
#pragma once

#include "record/appraisal.h"
#include "record/evaluation.h"
#include "workflow/deadlines.h"
#include "workflow/office.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace zhishi::workflow {

inline constexpr std::string_view year_sheet = "comprehensive_evaluation";

struct EvaluationView {
    record::Evaluation evaluation; // version 0: not opened
    const scheme::Sheet* sheet = nullptr;
    struct Rater {
        record::OfficialId official;
        record::RaterSheetState state = record::RaterSheetState::open;
        int subjects = 0;
        bool has_left = false; // holds no post today: the office may strike him
        std::string struck_reason;
        long version = 0;
    };
    std::vector<Rater> raters; // who answered, never what; before the opening: who would be on the list today
    std::vector<record::OfficialId> without_rater; // subjects whom nobody may rate
    std::vector<record::OfficialId> unrated;       // subjects without one submitted rating so far
    std::vector<std::string> allowed;              // open, close, strike
    record::YearStage stage = record::YearStage::preparing;
    long year_version = 0;
};
base::Result<EvaluationView> read_evaluation(const Context& context, const base::Period& year);
base::Result<Prepared<record::Evaluation>> open_evaluation(const Context& context, const base::Period& year,
                                                           base::Date due_on, long if_match);
base::Result<Prepared<record::Evaluation>> close_evaluation(const Context& context, const base::Period& year,
                                                            long if_match);
base::Result<Prepared<record::RaterSheet>> strike_rater(const Context& context, const base::Period& year,
                                                        const record::OfficialId& rater, std::string reason,
                                                        long if_match);
// Pure: who rates whom, by the directory of `today`; ordered by rater, then subject.
std::vector<record::RaterSheet> electorate(const record::Directory& directory, const scheme::Sheet& sheet,
                                           const base::Period& year, base::Date today);

// Whom somebody is to rate: counted in a class that the sheet rates, and in the organ at the year's end
// (before that: today). By id.
std::vector<record::OfficialId> rated_people(const record::Directory& directory, const scheme::Sheet& sheet,
                                             const base::Period& year, base::Date today);
// Who is on the list of the year, by official id, without the answers: these may be as many as raters times
// subjects.
base::Result<std::unordered_map<std::string, record::RaterSheetState>> rater_states(const Context& context,
                                                                                    const base::Period& year);
// The evaluation of the year; version 0: not opened. The second: evaluation_is_not_open,
// evaluation_is_closed.
base::Result<record::Evaluation> evaluation_of(const Context& context, const base::Period& year);
base::Result<record::Evaluation> open_evaluation_of(const Context& context, const base::Period& year);

// The actor's own sheet. version 0: he is on no list.
struct RaterSheetView {
    record::RaterSheet sheet;
    const scheme::Sheet* form = nullptr;
    record::Evaluation evaluation;
    std::vector<std::string> allowed; // save, submit, withdraw
};
base::Result<RaterSheetView> read_rater_sheet(const Context& context, const base::Period& year);
// subjects: as frozen, with scores; a subject that is not on the sheet is a fault.
base::Result<Prepared<record::RaterSheet>> save_rater_sheet(const Context& context, const base::Period& year,
                                                            std::vector<record::RatedSubject> subjects,
                                                            long if_match);
base::Result<Prepared<record::RaterSheet>> submit_rater_sheet(const Context& context,
                                                              const base::Period& year, long if_match);
base::Result<Prepared<record::RaterSheet>> withdraw_rater_sheet(const Context& context,
                                                                const base::Period& year, long if_match);

} // namespace zhishi::workflow
