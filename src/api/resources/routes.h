// The routes of each file of this folder. all_routes() (http.h) puts them together.
#pragma once

#include "api/http.h"

namespace zhishi::api {

std::vector<Route> session_routes();
std::vector<Route> service_routes();
std::vector<Route> plan_routes();
std::vector<Route> unit_works_routes();
std::vector<Route> log_routes();
std::vector<Route> month_routes();
std::vector<Route> overview_routes();
std::vector<Route> quarter_routes();
std::vector<Route> reopening_routes();
std::vector<Route> personnel_routes();
std::vector<Route> prior_grade_routes();
std::vector<Route> special_state_routes();
std::vector<Route> evaluation_routes();
std::vector<Route> annual_summary_routes();
std::vector<Route> year_routes();
std::vector<Route> meeting_routes();
std::vector<Route> own_year_routes();
std::vector<Route> explanation_routes();
std::vector<Route> bureau_overview_routes();
std::vector<Route> use_routes();
std::vector<Route> organ_routes();
std::vector<Route> people_routes();
std::vector<Route> account_routes();
std::vector<Route> workbook_routes();
std::vector<Route> import_routes();

} // namespace zhishi::api
