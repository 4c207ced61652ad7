#include "api/router.h"

#include "api/limits.h"
#include "base/text.h"

#include <algorithm>
#include <set>

namespace zhishi::api {

namespace {

base::Error bad_path() {
    return base::bad_input(
        "bad_path", {"地址写法不正确，请检查后重试。", "The address is malformed. Check it and try again."});
}

base::Error bad_query() {
    return base::bad_input(
        "bad_query",
        {"地址中的查询条件写法不正确、重复或过长，请检查后重试。",
         "The query in the address is malformed, repeated or too long. Check it and try again."});
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// plus_is_space: in a query, as forms write it.
std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    for (char c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    if (base::find_bad_utf8(out) != std::string_view::npos) return std::nullopt;
    return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        size_t end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_value(std::string_view segment) {
    return segment.starts_with("{") && segment.ends_with("}");
}

base::Error cannot_start(std::string code, const std::string& what) {
    return base::refused(
        base::ErrorKind::internal, std::move(code),
        {"程序内部的路由表有误：" + what, "The program's own table of routes is wrong: " + what});
}

} // namespace

std::string_view name_of(Method method) {
    switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::remove: return "DELETE";
    }
    return "";
}

base::Result<Target> read_target(std::string_view target) {
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos)
        return bad_path();
    size_t mark = target.find('?');
    std::string_view path = target.substr(0, mark);
    Target result;
    for (std::string_view part : split(path.substr(1), '/')) {
        std::optional<std::string> segment = decoded(part, false);
        if (!segment || *segment == "." || *segment == ".." || segment->find('/') != std::string::npos ||
            segment->find('\\') != std::string::npos)
            return bad_path();
        result.segments.push_back(std::move(*segment));
    }
    if (result.segments.size() > limits::path_segments_max) return bad_path();
    for (size_t i = 0; i + 1 < result.segments.size(); ++i)
        if (result.segments[i].empty()) return bad_path();
    for (const std::string& segment : result.segments)
        result.path += "/" + segment;
    if (mark == std::string_view::npos) return result;
    std::string_view query = target.substr(mark + 1);
    if (query.empty()) return result;
    for (std::string_view pair : split(query, '&')) {
        size_t equal = pair.find('=');
        std::optional<std::string> name = decoded(pair.substr(0, equal), true);
        std::optional<std::string> value =
            equal == std::string_view::npos ? std::string() : decoded(pair.substr(equal + 1), true);
        if (!name || name->empty() || name->size() > limits::query_value_max || !value ||
            value->size() > limits::query_value_max)
            return bad_query();
        if (!result.query.emplace(std::move(*name), std::move(*value)).second) return bad_query();
        if (result.query.size() > limits::query_count_max) return bad_query();
    }
    return result;
}

base::Result<Router> Router::create(std::vector<Route> routes) {
    Router router;
    std::set<std::string> seen;
    for (const Route& route : routes) {
        Pattern pattern;
        std::string shape(name_of(route.method));
        for (std::string_view segment : split(route.pattern.substr(1), '/')) {
            pattern.segments.emplace_back(segment);
            pattern.literals += !is_value(segment);
            shape += is_value(segment) ? "/{}" : "/" + std::string(segment);
        }
        std::string name = std::string(name_of(route.method)) + " " + std::string(route.pattern);
        if (!seen.insert(shape).second) return cannot_start("route_twice", name);
        if (!policy::has_row(route.act)) return cannot_start("route_without_policy", name);
        router.patterns_.push_back(std::move(pattern));
    }
    router.routes_ = std::move(routes);
    return router;
}

Router::Match Router::match(std::optional<Method> method, const std::vector<std::string>& segments) const {
    Match best;
    size_t best_literals = 0;
    std::set<std::string_view> allowed;
    for (size_t i = 0; i < patterns_.size(); ++i) {
        const Pattern& pattern = patterns_[i];
        if (pattern.segments.size() != segments.size()) continue;
        bool fits = true;
        for (size_t s = 0; fits && s < segments.size(); ++s)
            fits = is_value(pattern.segments[s])
                       ? !segments[s].empty() && segments[s].size() <= base::id_bytes_max
                       : pattern.segments[s] == segments[s];
        if (!fits) continue;
        allowed.insert(name_of(routes_[i].method));
        if (routes_[i].method != method || (best.route && pattern.literals <= best_literals)) continue;
        best.route = &routes_[i];
        best.index = i;
        best_literals = pattern.literals;
    }
    if (best.route) {
        const Pattern& pattern = patterns_[best.index];
        for (size_t s = 0; s < segments.size(); ++s) {
            std::string_view name = pattern.segments[s];
            if (is_value(name)) best.path_values.emplace(name.substr(1, name.size() - 2), segments[s]);
        }
    } else {
        if (allowed.contains("GET")) allowed.insert("HEAD");
        for (std::string_view name : allowed)
            best.allow += (best.allow.empty() ? "" : ", ") + std::string(name);
    }
    return best;
}

} // namespace zhishi::api
