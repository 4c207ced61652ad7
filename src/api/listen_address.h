// Where to listen: 127.0.0.1:8420, [::1]:8420, 0.0.0.0:443.
#pragma once

#include "base/result.h"

#include <string>

namespace zhishi::api {

struct ListenAddress {
    std::string address;
    unsigned short port = 0;
};

// errors  listen_unreadable
base::Result<ListenAddress> read_listen_address(const std::string& text);

bool is_loopback_address(const std::string& address);

} // namespace zhishi::api
