// What went wrong, as the client is told it: problem details (RFC 9457) in the language that it asked for.
//
// The status follows from the error's kind; the code is stable; each of error.more comes as one of errors[]
// with its JSON pointer. An internal error never leaves: the client gets a fixed sentence and the request's
// number.
#pragma once

#include "api/http.h"
#include "base/result.h"

#include <string_view>

namespace zhishi::api {

int status_of(const base::Error& error);

// Whatever the error says, one of kind not_found is answered by not_found().
Response problem(const base::Error& error, Language language, std::string_view request_number);
inline Response problem(const base::Error& error, const Request& request) {
    return problem(error, request.language, request.number);
}

// THE answer for what does not exist and for what lies outside what one may know of: the same bytes for both,
// so the request's number stands in the header alone.
Response not_found(Language language);

// A problem with a status that no kind of error has: 404 and 405 of the router, 408, 415, 428 …
Response problem_with_status(int status, const base::Error& error, Language language,
                             std::string_view request_number);

// A problem with one more member, of which `json` is the value.
Response problem_with(const base::Error& error, const Request& request, std::string_view member,
                      std::string_view json);

// Errors that several parts of the door give.
base::Error unavailable_error();
base::Error storage_full_error();
base::Error outcome_unknown_error();
base::Error busy_error(); // too much waits already
base::Error changed_meanwhile_error();
base::Error stale_error(); // with present_version to be filled in
base::Error internal_error();

} // namespace zhishi::api
