// Records with every field set to something that is not its default, and changes that write them.
#pragma once

#include "store/change.h"

#include <string>

namespace zhishi::test {

// Texts that a careless codec would spoil.
inline const std::string hard_texts[] = {
    "",
    "以人民为中心 📋👩‍💼🇨🇳 \u200b",
    R"(He said: "it's 100 %" \ \n {"a":[1,null]} ' -- ; drop table plan; $1 ? :x)",
    "a\tb\r\nc",
    R"({"items":[{"id":"1"}]})",
    "{1,2,NULL}",
    std::string(1000, 'x') + "末",
};

inline const base::Instant some_instant{1'795'254'120'123'456};
inline const base::Date some_date = base::Date::from(2026, 2, 28).value();

record::Organ an_organ();
record::Unit a_unit();
record::Official an_official();
record::Post a_post();
record::Charge a_charge();
record::Acting an_acting();
record::OrganCalendarYear a_calendar_year();
record::Account an_account();
record::Session a_session();
record::UnitWorks a_unit_works();
record::Plan a_plan();
record::LogEntry a_log_entry();
record::Month a_month();
record::PeriodState a_period_state();
record::Reminder a_reminder();
// Of the bureau's year: year_samples.cpp.
record::Recusal a_recusal();
record::Placement a_placement();
record::CommitteeSeat a_committee_seat();
record::QuarterReview a_quarter_review();
record::Reopening a_reopening();
record::Evaluation an_evaluation();
record::RaterSheet a_rater_sheet();
record::AnnualSummary an_annual_summary();
record::PriorGrade a_prior_grade();
record::SpecialState a_special_state();
record::YearAppraisal a_year_appraisal();
record::Run a_run();
record::RunInputs a_run_inputs();
record::KeptScheme a_kept_scheme();
record::Outcome an_outcome();
record::SeatMove a_seat_move();
record::Meeting a_meeting();
record::Decision a_decision();
record::ResultNotice a_result_notice();
record::Dimension a_dimension();
record::Use a_use();

// A change of one organ without rows yet.
store::Change a_change(const std::string& organ = "O1");
// A plan of the official for 2026-03 with one item.
record::Plan plan_of(const std::string& official, const std::string& goal, const std::string& organ = "O1");

} // namespace zhishi::test
