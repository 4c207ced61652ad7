#include "api/resources/surroundings.h"

#include "store/reader_ahead.h"

#include <charconv>

namespace zhishi::api {

base::Result<Surroundings> Surroundings::open(Services& services, const Request& request) {
    Surroundings here;
    ZHISHI_TRY(here.reader_, services.store.reader());
    ZHISHI_TRY(here.directory_, services.office.directory(*here.reader_, request.actor.organ));
    ZHISHI_TRY(here.scheme_, services.office.scheme_of(here.directory_->organ()));
    here.actor_ = &request.actor;
    here.random_ = &services.random;
    here.boards_ = &services.office.boards();
    here.now_ = services.clock.now();
    return here;
}

workflow::Context Surroundings::context_after(const store::Change& change) {
    ahead_ = std::make_unique<store::ReaderAhead>(*reader_, change);
    return {*actor_, now_, *ahead_, *directory_, *scheme_, *random_};
}

std::string etag_of(long version) {
    return "\"" + std::to_string(version) + "\"";
}

Response answer(std::string body, int status) {
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

Response answer(std::string body, long version, int status) {
    Response response = answer(std::move(body), status);
    response.etag = etag_of(version);
    return response;
}

Reply pending(store::Change change, std::string body, long version, int status) {
    return Pending{std::move(change), answer(std::move(body), version, status), {}};
}

base::Result<base::Period> period_of(const Request& request) {
    auto period = base::Period::parse(id_of<base::Id<struct PathTag>>(request, "period").value);
    if (!period || period->kind() == base::Period::Kind::special)
        return base::bad_input("period_unreadable", {"期间写法不对，应形如 2026、2026Q4 或 2026-11。",
                                                     "The period must look like 2026, 2026Q4 or 2026-11."});
    return *period;
}

base::Result<int> year_of(const Request& request) {
    std::string text = id_of<base::Id<struct PathTag>>(request, "year").value;
    int year = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error != std::errc() || end != text.data() + text.size() || year < 2000 || year > 2100)
        return base::bad_input("year_unreadable",
                               {"年份应在2000至2100之间。", "The year must lie between 2000 and 2100."});
    return year;
}

base::Result<base::Period> year_period_of(const Request& request) {
    ZHISHI_TRY(int year, year_of(request));
    return base::Period::of_year(year);
}

} // namespace zhishi::api
