#include "api/resources/routes.h"

#include <iterator>

namespace zhishi::api {

std::vector<Route> all_routes() {
    std::vector<Route> all;
    for (auto part : {session_routes,
                      service_routes,
                      plan_routes,
                      unit_works_routes,
                      log_routes,
                      month_routes,
                      overview_routes,
                      quarter_routes,
                      reopening_routes,
                      personnel_routes,
                      prior_grade_routes,
                      special_state_routes,
                      evaluation_routes,
                      annual_summary_routes,
                      year_routes,
                      meeting_routes,
                      own_year_routes,
                      explanation_routes,
                      bureau_overview_routes,
                      use_routes,
                      organ_routes,
                      people_routes,
                      account_routes,
                      workbook_routes,
                      import_routes}) {
        std::vector<Route> routes = part();
        std::move(routes.begin(), routes.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace zhishi::api
