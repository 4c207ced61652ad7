#include "tests/api/http_client.h"

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zhishi::test {

namespace {

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

constexpr int patience_ms = 120'000; // a sanitized server on a busy machine

} // namespace

struct HttpClient::Connection {
    int socket = -1;
    SSL_CTX* context = nullptr;
    SSL* tls = nullptr;

    ~Connection() {
        if (tls) SSL_free(tls);
        if (context) SSL_CTX_free(context);
        if (socket >= 0) ::close(socket);
    }
    long write(const char* data, size_t size) {
        return tls ? SSL_write(tls, data, static_cast<int>(size)) : ::send(socket, data, size, MSG_NOSIGNAL);
    }
    long read(char* data, size_t size) {
        return tls ? SSL_read(tls, data, static_cast<int>(size)) : ::recv(socket, data, size, 0);
    }
    bool is_readable_within(int milliseconds) {
        if (tls && SSL_pending(tls) > 0) return true;
        pollfd poll_on{socket, POLLIN, 0};
        return ::poll(&poll_on, 1, milliseconds) > 0;
    }
};

std::string HttpAnswer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return value;
    return {};
}

bool HttpAnswer::has(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (key == name) return true;
    return false;
}

HttpClient::HttpClient(unsigned short port, Over over)
    : connection_(std::make_unique<Connection>()), host_("127.0.0.1:" + std::to_string(port)) {
    std::signal(SIGPIPE, SIG_IGN);
    connection_->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    ::setsockopt(connection_->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(connection_->socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(connection_->socket);
        connection_->socket = -1;
        return;
    }
    if (over == Over::plain) return;
    connection_->context = SSL_CTX_new(TLS_client_method());
    connection_->tls = SSL_new(connection_->context);
    SSL_set_fd(connection_->tls, connection_->socket);
    if (SSL_connect(connection_->tls) != 1) {
        ::close(connection_->socket);
        connection_->socket = -1;
    }
}

HttpClient::~HttpClient() = default;

bool HttpClient::is_connected() const {
    return connection_->socket >= 0;
}

std::string HttpClient::tls_version() const {
    return SSL_get_version(connection_->tls);
}

std::string HttpClient::certificate_fingerprint() const {
    X509* certificate = SSL_get1_peer_certificate(connection_->tls);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest, &size);
    X509_free(certificate);
    std::string text;
    for (unsigned int i = 0; i < size; ++i) {
        char pair[4];
        std::snprintf(pair, sizeof pair, "%s%02X", i ? ":" : "", digest[i]);
        text += pair;
    }
    return text;
}

bool HttpClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        long sent = is_connected() ? connection_->write(bytes.data(), bytes.size()) : -1;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
}

HttpAnswer HttpClient::request(std::string_view method, std::string_view target, const HttpHeaders& headers,
                               std::string_view body) {
    std::string bytes = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
    bool has_host = false, has_length = false;
    for (const auto& [name, value] : headers) {
        bytes += name + ": " + value + "\r\n";
        has_host = has_host || lower_case(name) == "host";
        has_length = has_length || lower_case(name) == "content-length";
    }
    if (!has_host) bytes += "Host: " + host_ + "\r\n";
    if (!has_length && !body.empty()) bytes += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    bytes += "\r\n";
    bytes += body;
    (void)send(bytes); // a server that refuses may close before all is sent: its answer counts
    return read_answer(method == "HEAD");
}

bool HttpClient::fill() {
    char data[16 * 1024];
    if (!is_connected() || !connection_->is_readable_within(patience_ms)) return false;
    long count = connection_->read(data, sizeof data);
    if (count <= 0) return false;
    buffer_.append(data, static_cast<size_t>(count));
    return true;
}

HttpAnswer HttpClient::read_answer(bool is_head) {
    HttpAnswer answer;
    size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return answer;
    std::string head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    answer.status = std::stoi(head.substr(9, 3));
    size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
        size_t line_end = head.find("\r\n", at), colon = head.find(": ", at);
        answer.headers.emplace_back(lower_case(head.substr(at, colon - at)),
                                    head.substr(colon + 2, line_end - colon - 2));
        at = line_end + 2;
    }
    if (answer.status == 100) return read_answer(is_head);
    std::string length = answer.header("content-length");
    size_t size = is_head || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < size)
        if (!fill()) return answer;
    answer.body = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return answer;
}

bool HttpClient::is_closed_within(std::chrono::milliseconds time) {
    auto until = std::chrono::steady_clock::now() + time;
    char data[16 * 1024];
    while (true) {
        auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0 || !connection_->is_readable_within(static_cast<int>(left.count())))
            return false;
        if (connection_->read(data, sizeof data) <= 0) return true;
    }
}

} // namespace zhishi::test
