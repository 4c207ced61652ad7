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
std::vector<Route> organ_routes();
std::vector<Route> people_routes();
std::vector<Route> account_routes();

} // namespace zhishi::api
