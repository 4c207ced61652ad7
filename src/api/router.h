// From a method and the bytes of a target to a route: decoding, matching, and the faults of an address.
//
// Nothing of an address is guessed or mended: a broken escape, a control character, "." or "..", an empty
// segment or a name given twice in the query is refused with 400.
#pragma once

#include "api/http.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhishi::api {

struct Target {
    std::string path;                  // decoded
    std::vector<std::string> segments; // decoded
    std::map<std::string, std::string, std::less<>> query;
};

// errors  bad_path, bad_query (400)
base::Result<Target> read_target(std::string_view target);

std::string_view name_of(Method method); // GET, POST, PUT, PATCH, DELETE

class Router {
  public:
    // errors  route_twice, route_without_policy: the server must not start
    static base::Result<Router> create(std::vector<Route> routes);

    struct Match {
        const Route* route = nullptr; // null: the path is no route, or not with this method
        size_t index = 0;
        std::map<std::string, std::string, std::less<>> path_values;
        std::string allow; // where only the method is wrong: those that the path has
    };
    // HEAD is matched as GET by the caller. An unknown method: nullopt.
    Match match(std::optional<Method> method, const std::vector<std::string>& segments) const;
    const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
    struct Pattern {
        std::vector<std::string> segments; // "{official}" for a value
        size_t literals = 0;               // more of them win: /units/{unit} gives way to /units/new
    };
    std::vector<Pattern> patterns_; // of routes_, by index
};

} // namespace zhishi::api
