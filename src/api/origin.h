// Where a request comes from and in which language it wants its answer: small readings of headers.
#pragma once

#include "api/http.h"

#include <string_view>

namespace zhishi::api {

// False where the browser says that another site sent it. A program that is no browser sends neither header:
// it has no cookies that it does not mean to send.
bool is_same_origin(std::string_view origin, std::string_view sec_fetch_site, std::string_view host,
                    bool is_https);

// The first of zh and en that the header prefers; zh where it says nothing of either.
Language language_of(std::string_view accept_language);

// A host with an optional port, as RFC 9110 has it: letters, digits, ".", "-", or an IPv6 address in
// brackets.
bool is_host(std::string_view host);

} // namespace zhishi::api
