// The files of the web application, carried in the program itself. No path of a request ever reaches the file
// system.
#pragma once

#include "api/http.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace zhishi::api {

// A file as the build has put it in: path as in "/assets/index-5d41402a.js"; gzip may be empty.
struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
    std::string_view gzip;
};
std::span<const EmbeddedFile>
embedded_web_files();                // made by the build from web/dist; empty where that is not built
std::string_view embedded_openapi(); // docs/api/openapi.yaml

class StaticFiles {
  public:
    explicit StaticFiles(std::span<const EmbeddedFile> files);

    // nullopt: no such file, and no page of the application either (those have no dot in their last segment
    // and are answered with the start page, which knows its own routes).
    std::optional<Response> find(std::string_view path, std::string_view accept_encoding,
                                 std::string_view if_none_match, Language language) const;

  private:
    struct Entry {
        EmbeddedFile file;
        std::string etag;
        std::string_view content_type;
        bool is_immutable = false; // its name has a hash of its content in it
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

} // namespace zhishi::api
