#include "api/listen_address.h"

#include <arpa/inet.h>
#include <charconv>
#include <optional>

namespace zhishi::api {

namespace {

bool is_v4(const std::string& text, in_addr* address) {
    return inet_pton(AF_INET, text.c_str(), address) == 1;
}
bool is_v6(const std::string& text, in6_addr* address) {
    return inet_pton(AF_INET6, text.c_str(), address) == 1;
}

std::optional<ListenAddress> parsed(const std::string& text) {
    size_t colon = text.rfind(':');
    if (colon == std::string::npos) return std::nullopt;
    ListenAddress listen{text.substr(0, colon), 0};
    bool is_bracketed = listen.address.starts_with('[') && listen.address.ends_with(']');
    if (is_bracketed) listen.address = listen.address.substr(1, listen.address.size() - 2);
    in_addr v4{};
    in6_addr v6{};
    if (is_bracketed ? !is_v6(listen.address, &v6) : !is_v4(listen.address, &v4)) return std::nullopt;
    const char* end = text.data() + text.size();
    auto [stop, error] = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (error != std::errc() || stop != end) return std::nullopt;
    return listen;
}

} // namespace

base::Result<ListenAddress> read_listen_address(const std::string& text) {
    if (std::optional<ListenAddress> listen = parsed(text)) return *listen;
    return base::bad_input(
        "listen_unreadable",
        {"无法识别监听地址“" + text + "”。请写成“地址:端口”，如 127.0.0.1:8420 或 [::1]:8420。",
         "The address to listen on, \"" + text +
             "\", cannot be read. Write ADDRESS:PORT, like 127.0.0.1:8420 or [::1]:8420."});
}

bool is_loopback_address(const std::string& address) {
    in_addr v4{};
    in6_addr v6{};
    if (is_v4(address, &v4)) return (ntohl(v4.s_addr) >> 24) == 127;
    return is_v6(address, &v6) && IN6_IS_ADDR_LOOPBACK(&v6);
}

} // namespace zhishi::api
