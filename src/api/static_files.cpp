#include "api/static_files.h"

#include "crypto/hash.h"

#include <array>

namespace zhishi::api {

namespace {

std::string_view content_type_of(std::string_view path) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> types = {{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
        {".woff2", "font/woff2"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    }};
    for (const auto& [ending, type] : types)
        if (path.ends_with(ending)) return type;
    return "application/octet-stream";
}

// True where one of the codings in an Accept-Encoding header is gzip, and not with q=0.
bool accepts_gzip(std::string_view header) {
    while (!header.empty()) {
        size_t end = header.find(',');
        std::string_view one = header.substr(0, end);
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
        while (one.starts_with(' '))
            one.remove_prefix(1);
        std::string_view name = one.substr(0, one.find_first_of("; "));
        if (name != "gzip" && name != "*") continue;
        return one.find("q=0.0") == std::string_view::npos && !one.ends_with("q=0");
    }
    return false;
}

bool lists(std::string_view if_none_match, std::string_view etag) {
    return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

Response page_not_built(Language language) {
    Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body =
        language == Language::en
            ? "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Zhishi</title>"
              "<p>The server runs, but the pages were not built into it. Build the web application "
              "(npm run build in web/) and then the program again. The API answers under /api.</p></html>"
            : "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>知事</title>"
              "<p>服务已经启动，但程序中没有网页文件。请先构建网页（在 web/ 目录执行 npm run build）,"
              "再重新构建本程序。接口在 /api 下可用。</p></html>";
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

} // namespace

StaticFiles::StaticFiles(std::span<const EmbeddedFile> files) {
    for (const EmbeddedFile& file : files) {
        Entry entry{file, "\"" + crypto::sha256_hex(file.bytes).substr(0, 32) + "\"",
                    content_type_of(file.path), file.path.starts_with("/assets/")};
        entries_.emplace(std::string(file.path), std::move(entry));
    }
}

std::optional<Response> StaticFiles::find(std::string_view path, std::string_view accept_encoding,
                                          std::string_view if_none_match, Language language) const {
    auto found = entries_.find(path);
    if (found == entries_.end()) {
        std::string_view last = path.substr(path.rfind('/') + 1);
        if (last.find('.') != std::string_view::npos) return std::nullopt;
        found = entries_.find("/index.html");
        if (found == entries_.end()) return page_not_built(language);
    }
    const Entry& entry = found->second;
    bool zipped = !entry.file.gzip.empty() && accepts_gzip(accept_encoding);
    // One tag a coding, so that no cache mixes them up.
    std::string etag = zipped ? entry.etag.substr(0, entry.etag.size() - 1) + "-gzip\"" : entry.etag;
    Response response;
    response.content_type = entry.content_type;
    response.headers.emplace_back("Cache-Control",
                                  entry.is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.etag = etag;
    if (lists(if_none_match, etag)) {
        response.status = 304;
        return response;
    }
    if (zipped) response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = zipped ? entry.file.gzip : entry.file.bytes;
    return response;
}

} // namespace zhishi::api
