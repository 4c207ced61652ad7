#include "api/message.h"

#include "api/limits.h"
#include "api/origin.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace zhishi::api {

namespace {

MessageFault malformed() {
    return message_fault(400, "bad_request",
                         {"请求的格式不符合 HTTP 规定，未予处理。请用浏览器访问，或检查所用的程序。",
                          "The request is not well-formed HTTP and was not looked at. Use a browser, "
                          "or correct the program that sent it."});
}

// RFC 9110: token.
bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    });
}

bool is_request_line(std::string_view line) {
    size_t first = line.find(' ');
    size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos) return false;
    std::string_view target = line.substr(first + 1, second - first - 1), version = line.substr(second + 1);
    if (!is_token(line.substr(0, first)) || target.empty()) return false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return false;
    return std::all_of(target.begin(), target.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

// A field may hold bytes beyond ASCII (RFC 9110 calls them opaque), but no control character but the tab.
bool is_field_line(std::string_view line) {
    size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
    return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(colon), line.end(), [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
    });
}

// Names that we read: given twice, two readers could take different ones.
constexpr std::array<std::string_view, 16> single_names = {
    "host",
    "content-length",
    "transfer-encoding",
    "content-type",
    "cookie",
    "origin",
    "if-match",
    "x-csrf-token",
    "sec-fetch-site",
    "idempotency-key",
    "authorization",
    "expect",
    "content-encoding",
    "connection",
    "upgrade",
    "te",
};

bool is_length(std::string_view text) {
    return !text.empty() && text.size() <= 15 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view reason_of(int status) {
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

std::string http_date() {
    std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[40];
    size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, size};
}

} // namespace

MessageFault message_fault(int status, std::string code, base::Text text) {
    return {status, base::bad_input(std::move(code), std::move(text))};
}

std::optional<MessageFault> fault_in_bytes(std::string_view head) {
    bool is_first = true;
    size_t fields = 0;
    while (!head.empty()) {
        size_t end = head.find("\r\n");
        if (end == std::string_view::npos) return malformed();
        std::string_view line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (line.empty()) return is_first || !head.empty() ? std::optional(malformed()) : std::nullopt;
        // A lone CR or LF and a folded line are no tokens and no field bytes.
        if (is_first ? !is_request_line(line) : !is_field_line(line)) return malformed();
        if (!is_first && ++fields > limits::header_count_max)
            return message_fault(
                431, "too_many_headers",
                {"请求头的条目过多。请清除浏览器 Cookie 后重试。",
                 "The request has too many header fields. Clear the browser's cookies and try again."});
        if (is_first && line.size() > limits::target_max + 20)
            return message_fault(
                414, "address_too_long",
                {"地址过长。请缩短查询条件。", "The address is too long. Shorten the query."});
        is_first = false;
    }
    return malformed(); // no empty line
}

std::optional<MessageFault> fault_in_headers(std::string_view target, bool is_http_1_1,
                                             const Headers& headers) {
    if (target.front() != '/') return malformed(); // absolute form, "*", a host
    const std::string* host = nullptr;
    const std::string* length = nullptr;
    const std::string* coding = nullptr;
    for (size_t i = 0; i < headers.size(); ++i) {
        const auto& [name, value] = headers[i];
        if (std::find(single_names.begin(), single_names.end(), name) != single_names.end())
            for (size_t other = 0; other < i; ++other)
                if (headers[other].first == name) return malformed();
        if (name == "host") host = &value;
        if (name == "content-length") length = &value;
        if (name == "transfer-encoding") coding = &value;
        if (name == "expect" && value != "100-continue")
            return message_fault(417, "bad_request",
                                 {"不支持请求中的 Expect。", "This Expect is not supported."});
    }
    if (!host || !is_host(*host)) return malformed();
    if (length && (coding || !is_length(*length))) return malformed();
    if (coding && (!is_http_1_1 || *coding != "chunked")) return malformed();
    return std::nullopt;
}

std::string head_of(const Response& response, size_t length, bool keeps_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status);
    head.append(" ").append(reason_of(response.status)).append("\r\n");
    auto add = [&](std::string_view name, std::string_view value) {
        head.append(name).append(": ").append(value).append("\r\n");
    };
    add("Date", http_date());
    bool has_content = response.status != 204 && response.status != 304;
    if (has_content) {
        add("Content-Type", response.content_type);
        add("Content-Length", std::to_string(length));
    }
    if (!response.etag.empty()) add("ETag", response.etag);
    for (const auto& [name, value] : response.headers)
        add(name, value);
    add("Connection", keeps_alive ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

} // namespace zhishi::api
