// /api/health, /api/metrics, /api/openapi.yaml: about the service itself.
#include "api/json_writer.h"
#include "api/metrics.h"
#include "api/resources/routes.h"
#include "api/static_files.h"
#include "base/version.h"

namespace zhishi::api {

namespace {

using base::Result;

std::string_view name_of(store::WriteState state) {
    switch (state) {
    case store::WriteState::storage_full: return "storage_full";
    case store::WriteState::unreachable: return "unavailable";
    case store::WriteState::well: break;
    }
    return "ok";
}

// Reads one row, so that "ok" means that the database answers; whether it takes writes too is said beside it.
Result<Reply> health(Services& services, const Request&) {
    ZHISHI_TRY(auto reader, services.store.reader());
    store::Query query = store::query_of<record::Organ>();
    query.limit = 1;
    ZHISHI_TRY(auto rows, reader->select(query));
    JsonWriter json;
    json.begin_object()
        .field("status", "ok")
        .field("writes", name_of(services.store.metrics().write_state))
        .field("version", base::program_version())
        .end_object();
    Response response;
    response.body = json.take();
    return Reply(std::move(response));
}

Result<Reply> metrics(Services& services, const Request&) {
    Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = services.metrics->text(services.store.metrics());
    return Reply(std::move(response));
}

Result<Reply> openapi(Services&, const Request&) {
    Response response;
    response.content_type = "application/yaml; charset=utf-8";
    response.body = embedded_openapi();
    return Reply(std::move(response));
}

} // namespace

std::vector<Route> service_routes() {
    using policy::Act;
    Route health_route{Method::get, "/api/health", Act::service_read, health};
    health_route.needs_session = false;
    Route metrics_route{Method::get, "/api/metrics", Act::metrics_read, metrics};
    metrics_route.is_open_to_loopback = true;
    Route openapi_route{Method::get, "/api/openapi.yaml", Act::service_read, openapi};
    openapi_route.needs_session = false;
    return {health_route, metrics_route, openapi_route};
}

} // namespace zhishi::api
