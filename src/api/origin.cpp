#include "api/origin.h"

#include <algorithm>

namespace zhishi::api {

namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// q=0.8 → 800; without q: 1000.
int weight_of(std::string_view parameters) {
    size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return 1000;
    std::string_view text = parameters.substr(at + 2);
    if (!text.empty() && text[0] == '1') return 1000;
    if (text.size() < 3 || text[0] != '0' || text[1] != '.') return 0;
    int weight = 0, place = 100;
    for (char c : text.substr(2, 3)) {
        if (c < '0' || c > '9') break;
        weight += (c - '0') * place;
        place /= 10;
    }
    return weight;
}

} // namespace

bool is_same_origin(std::string_view origin, std::string_view sec_fetch_site, std::string_view host,
                    bool is_https) {
    if (!sec_fetch_site.empty() && sec_fetch_site != "same-origin" && sec_fetch_site != "none") return false;
    if (origin.empty()) return true;
    std::string ours = (is_https ? "https://" : "http://") + std::string(host);
    auto same = [](char a, char b) {
        auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(a) == lower(b);
    };
    return std::equal(origin.begin(), origin.end(), ours.begin(), ours.end(), same);
}

Language language_of(std::string_view accept_language) {
    int zh = -1, en = -1;
    while (!accept_language.empty()) {
        size_t end = accept_language.find(',');
        std::string_view one = accept_language.substr(0, end);
        accept_language.remove_prefix(end == std::string_view::npos ? accept_language.size() : end + 1);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        size_t parameters = std::min(one.find(';'), one.size());
        int weight = weight_of(one.substr(parameters));
        if (weight == 0) continue;
        if (one.starts_with("zh")) zh = std::max(zh, weight);
        if (one.starts_with("en")) en = std::max(en, weight);
    }
    return en > zh ? Language::en : Language::zh;
}

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 255) return false;
    std::string_view name = host, port;
    if (host.front() == '[') {
        size_t end = host.find(']');
        if (end == std::string_view::npos || end < 3) return false;
        name = host.substr(1, end - 1);
        for (char c : name)
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
                  c == '.'))
                return false;
        port = host.substr(end + 1);
    } else {
        size_t colon = std::min(host.find(':'), host.size());
        name = host.substr(0, colon);
        port = host.substr(colon);
        if (name.empty()) return false;
        for (char c : name)
            if (!is_letter_or_digit(c) && c != '.' && c != '-') return false;
    }
    if (port.empty()) return true;
    if (port.front() != ':' || port.size() < 2 || port.size() > 6) return false;
    return std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace zhishi::api
