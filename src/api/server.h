// The HTTP server: accepts connections, reads requests within limits, hands them to the dispatcher, sends
// answers.
//
// One thread does all input and output; handlers run on the dispatcher's workers. HTTP/1.1 with keep-alive;
// requests sent ahead (pipelining) wait in order. Plain HTTP is spoken on loopback addresses only; elsewhere
// TLS 1.3.
#pragma once

#include "api/dispatch.h"
#include "api/limits.h"
#include "api/tls.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zhishi::api {

// Deadlines as limits.h has them; tests take shorter ones.
struct Deadlines {
    std::chrono::milliseconds header = limits::header_deadline;
    std::chrono::milliseconds body_base = limits::body_deadline_base;
    size_t body_rate_min = limits::body_rate_min;
    std::chrono::milliseconds idle = limits::idle_keep_alive;
    std::chrono::milliseconds handshake = limits::handshake_deadline;
    std::chrono::milliseconds write = limits::write_deadline;
    std::chrono::milliseconds close = limits::close_deadline;
    std::chrono::milliseconds drain = limits::drain_deadline;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    unsigned short port = 8420; // 0: any that is free, see Server::port()
    std::optional<TlsFiles> tls;
    size_t connections_max = limits::connections_max;
    size_t connections_per_address = limits::connections_per_address;
    Deadlines deadlines;
    DispatchOptions dispatch;
};

class Server {
  public:
    // Listens when it returns. services.is_https is set here.
    // errors  plain_http_off_loopback, address_unusable, tls_…, route_twice, route_without_policy
    static base::Result<std::unique_ptr<Server>>
    start(const ServerOptions& options, Services services, std::vector<Route> routes,
          std::span<const EmbeddedFile> files = embedded_web_files());
    virtual ~Server() = default; // stops

    virtual unsigned short port() const = 0;
    virtual const std::string& fingerprint() const = 0; // of the certificate; empty without TLS
    // Takes no more connections, lets requests under way end (at most limits::drain_deadline), returns when
    // all is still.
    virtual void stop() = 0;
};

} // namespace zhishi::api
