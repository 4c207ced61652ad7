// One keep-alive connection to a server on the loopback interface: a request goes out, its answer is waited
// for. Blocking, for benches alone; a thread each, or a wait between the two halves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::bench {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Answer {
    int status = 0;
    std::string head; // status line and headers, as they came
    std::string body;
    std::string header(std::string_view name) const; // the first of that name; empty: none
};

class HttpConnection {
  public:
    explicit HttpConnection(int port) : port_(port) {}
    ~HttpConnection();
    HttpConnection(HttpConnection&& other) noexcept
        : port_(other.port_), socket_(std::exchange(other.socket_, -1)),
          received_(std::move(other.received_)) {}
    HttpConnection(const HttpConnection&) = delete;
    HttpConnection& operator=(const HttpConnection&) = delete;

    // Connects when it has to. Nothing: the connection failed, or what came was no HTTP.
    std::optional<Answer> send(std::string_view request);
    // The same in two halves, for who waits for many at once: false: it could not be sent.
    bool begin(std::string_view request);
    std::optional<Answer> finish();
    int socket() const { return socket_; } // -1: none

  private:
    bool connect();
    void close();
    bool write_all(std::string_view bytes);
    bool read_more();

    int port_;
    int socket_ = -1;
    std::string received_; // not yet taken
};

// The bytes of a request; Host and Content-Length are added.
std::string request_bytes(std::string_view method, std::string_view target, const Headers& headers,
                          std::string_view body = "");

} // namespace zhishi::bench
