// What the bytes of a header must look like before a parser sees them.
//
// Beast's parser is generous where old servers were (folded lines, lone line feeds); two programs that are
// generous in different ways can be made to disagree on where a request ends. So whatever is not plainly
// right is refused here.
#pragma once

#include "api/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::api {

// A fault of the message, with the status that it is answered with.
struct MessageFault {
    int status = 400;
    base::Error error;
};

// `head`: from the first byte to the empty line, that included. Checks the bytes alone.
std::optional<MessageFault> fault_in_bytes(std::string_view head);

using Headers = std::vector<std::pair<std::string, std::string>>; // names in lower case

// Checks what stands in the fields: Host, the length, names given twice, Expect.
std::optional<MessageFault> fault_in_headers(std::string_view target, bool is_http_1_1,
                                             const Headers& headers);

MessageFault message_fault(int status, std::string code, base::Text text);

// Status line and fields, with the empty line. `length`: of the body, though it may not be sent (HEAD).
std::string head_of(const Response& response, size_t length, bool keeps_alive);

} // namespace zhishi::api
