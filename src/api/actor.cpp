#include "api/actor.h"

#include "api/sessions.h"
#include "workflow/office.h"

namespace zhishi::api {

base::Result<policy::Actor> actor_today(const Services& services, const record::Account& account) {
    policy::Actor actor = actor_of(account);
    if (actor.official.empty()) return actor; // nothing follows from posts
    std::shared_ptr<const record::Directory> directory = services.office.known_directory(actor.organ);
    if (!directory) { // at most once after each change of the organ
        ZHISHI_TRY(auto reader, services.store.reader());
        ZHISHI_TRY(directory, services.office.directory(*reader, actor.organ));
    }
    return policy::on_day(std::move(actor), *directory, directory->today(services.clock.now()));
}

} // namespace zhishi::api
