// Load over HTTP: so many clients, each with one keep-alive connection and one request under way at a time.
#pragma once

#include "bench/frame.h"
#include "bench/http_connection.h"

#include <functional>
#include <string>

namespace zhishi::bench {

struct Load {
    int port = 0;
    int clients = 64;
    double seconds = 5;
    // The bytes of a client's n-th request (from 0); called on a thread of the load, several at once, before the clock
    // starts for it.
    std::function<std::string(int client, std::int64_t number)> request;
    std::function<bool(int client, const Answer& answer)> is_right;
};

// Runs until the time is over and every request that went out was answered. A latency is the time from the
// first byte sent to the last byte received, waiting in the server's queues included.
Measured run_load(const Load& load);

} // namespace zhishi::bench
