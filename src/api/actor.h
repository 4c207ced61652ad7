// Who acts, with the rights that follow from seats and posts on this very day.
#pragma once

#include "api/http.h"
#include "record/account.h"

namespace zhishi::api {

// Errors: unavailable.
base::Result<policy::Actor> actor_today(const Services& services, const record::Account& account);

} // namespace zhishi::api
