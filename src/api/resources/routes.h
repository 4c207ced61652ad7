// The routes of each file of this folder. all_routes() (http.h) puts them together.
#pragma once

#include "api/http.h"

namespace zhishi::api {

std::vector<Route> session_routes();
std::vector<Route> service_routes();

} // namespace zhishi::api
