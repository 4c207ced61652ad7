// A small blocking HTTP client of the tests' own: it can also send what no client should.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::test {

struct HttpAnswer {
    int status = 0;                                           // 0: no answer came
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case
    std::string body;
    std::string header(std::string_view name) const; // empty: absent
    bool has(std::string_view name) const;
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

class HttpClient {
  public:
    enum class Over { plain, tls };
    explicit HttpClient(unsigned short port, Over over = Over::plain);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    bool is_connected() const;
    // Host and the length are added; a header of that name in `headers` takes their place.
    HttpAnswer request(std::string_view method, std::string_view target, const HttpHeaders& headers = {},
                       std::string_view body = {});
    bool send(std::string_view bytes);
    HttpAnswer read_answer(bool is_head = false);
    // True once the server has closed; bytes that come before are thrown away.
    bool is_closed_within(std::chrono::milliseconds time);
    std::string tls_version() const;
    std::string certificate_fingerprint() const;

  private:
    struct Connection;
    bool fill(); // reads what is there; false: closed or nothing within ten seconds
    std::unique_ptr<Connection> connection_;
    std::string buffer_;
    std::string host_;
};

} // namespace zhishi::test
