#include "bench/http_connection.h"

#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zhishi::bench {

std::string Answer::header(std::string_view name) const {
    for (size_t at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size();
         at = head.find("\r\n", at + 2)) {
        size_t from = at + 2, colon = head.find(':', from), end = head.find("\r\n", from);
        if (colon == std::string::npos || colon > end || colon - from != name.size()) continue;
        if (strncasecmp(head.data() + from, name.data(), name.size()) != 0) continue;
        size_t value = head.find_first_not_of(' ', colon + 1);
        return head.substr(value, end - value);
    }
    return "";
}

HttpConnection::~HttpConnection() {
    close();
}

void HttpConnection::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    received_.clear();
}

bool HttpConnection::connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return false;
    int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    timeval patience{120, 0}; // a loaded machine is waited for; a server that hangs must not hang the bench
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return true;
    close();
    return false;
}

bool HttpConnection::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<size_t>(count));
    }
    return true;
}

bool HttpConnection::read_more() {
    char buffer[16 * 1024];
    ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count <= 0) return false;
    received_.append(buffer, static_cast<size_t>(count));
    return true;
}

std::optional<Answer> HttpConnection::send(std::string_view request) {
    if (!begin(request)) return std::nullopt;
    return finish();
}

bool HttpConnection::begin(std::string_view request) {
    if (socket_ < 0 && !connect()) return false;
    if (write_all(request)) return true;
    close();
    return false;
}

std::optional<Answer> HttpConnection::finish() {
    auto broken = [&] {
        close();
        return std::nullopt;
    };

    size_t head_end;
    while ((head_end = received_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more()) return broken();
    Answer answer;
    answer.head = received_.substr(0, head_end + 2);
    received_.erase(0, head_end + 4);
    if (answer.head.size() < 12 || !answer.head.starts_with("HTTP/1.1 ")) return broken();
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);

    std::string length_text = answer.header("Content-Length");
    size_t length = 0;
    auto read = std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
    bool has_no_body = answer.status == 204 || answer.status == 304;
    if (!has_no_body && (length_text.empty() || read.ec != std::errc())) return broken();
    while (received_.size() < length)
        if (!read_more()) return broken();
    answer.body = received_.substr(0, length);
    received_.erase(0, length);
    if (answer.header("Connection") == "close") close();
    return answer;
}

std::string request_bytes(std::string_view method, std::string_view target, const Headers& headers,
                          std::string_view body) {
    std::string bytes;
    bytes.append(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (const auto& [name, value] : headers)
        bytes.append(name).append(": ").append(value).append("\r\n");
    if (method != "GET") bytes.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    if (!body.empty()) bytes.append("Content-Type: application/json\r\n");
    return bytes.append("\r\n").append(body);
}

} // namespace zhishi::bench
