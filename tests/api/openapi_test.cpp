// The contract and the routes say the same, both ways.
#include "api/http.h"
#include "api/router.h"
#include "api/static_files.h"

#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace zhishi::test {

namespace {

// What the two must agree on, as a line.
std::string line_of(const std::string& act, bool needs_session, bool needs_if_match, bool needs_key) {
    return "act " + act + (needs_session ? ", session" : "") + (needs_if_match ? ", If-Match" : "") +
           (needs_key ? ", Idempotency-Key" : "");
}

void read_parameters(const YAML::Node& list, const YAML::Node& components, std::set<std::string>& headers,
                     std::set<std::string>& paths) {
    for (const YAML::Node& entry : list) {
        YAML::Node parameter = entry;
        if (entry["$ref"]) {
            std::string reference = entry["$ref"].Scalar();
            parameter.reset(components["parameters"][reference.substr(reference.rfind('/') + 1)]);
        }
        if (parameter["in"].Scalar() == "header") headers.insert(parameter["name"].Scalar());
        if (parameter["in"].Scalar() == "path") paths.insert(parameter["name"].Scalar());
    }
}

std::set<std::string> names_in(const std::string& pattern) {
    std::set<std::string> names;
    for (size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1))
        names.insert(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    return names;
}

std::map<std::string, std::string> contract() {
    std::map<std::string, std::string> lines;
    YAML::Node file = YAML::LoadFile("docs/api/openapi.yaml");
    for (const auto& path : file["paths"]) {
        std::string pattern = path.first.Scalar();
        for (const auto& operation : path.second) {
            std::string method = operation.first.Scalar();
            if (method == "parameters") continue;
            for (char& c : method)
                c = static_cast<char>(std::toupper(c));
            const YAML::Node& content = operation.second;
            std::set<std::string> headers, paths;
            read_parameters(path.second["parameters"], file["components"], headers, paths);
            read_parameters(content["parameters"], file["components"], headers, paths);
            EXPECT_EQ(paths, names_in(pattern)) << pattern;
            bool is_open = content["security"] && content["security"].size() == 0;
            lines[method + " " + pattern] =
                line_of(content["x-act"].Scalar(), !is_open, headers.contains("If-Match"),
                        headers.contains("Idempotency-Key"));
        }
    }
    return lines;
}

std::map<std::string, std::string> routes() {
    std::map<std::string, std::string> lines;
    for (const api::Route& route : api::all_routes())
        lines[std::string(api::name_of(route.method)) + " " + std::string(route.pattern)] =
            line_of(std::string(policy::name_of(route.act)), route.needs_session, route.needs_if_match,
                    route.needs_idempotency_key);
    return lines;
}

} // namespace

TEST(OpenApi, the_contract_and_the_routes_agree) {
    std::map<std::string, std::string> promised = contract(), served = routes();
    EXPECT_GT(promised.size(), 40u);
    for (const auto& [name, line] : promised) {
        if (!served.contains(name))
            ADD_FAILURE() << name << " is promised and not served";
        else
            EXPECT_EQ(served[name], line) << name;
    }
    for (const auto& [name, line] : served)
        EXPECT_TRUE(promised.contains(name)) << name << " is served and not promised";
}

TEST(OpenApi, every_post_but_the_log_in_asks_for_an_idempotency_key) {
    for (const api::Route& route : api::all_routes())
        EXPECT_EQ(route.needs_idempotency_key, route.method == api::Method::post && route.needs_session)
            << route.pattern;
}

TEST(OpenApi, an_answer_that_shows_a_first_password_is_marked) {
    for (const api::Route& route : api::all_routes()) {
        std::string pattern(route.pattern);
        bool shows = route.method == api::Method::post &&
                     (pattern == "/api/accounts" || pattern.ends_with("/password-resets"));
        EXPECT_EQ(route.shows_secret, shows) << pattern;
        EXPECT_TRUE(route.hashes_password || !shows) << pattern;
    }
}

TEST(OpenApi, the_file_travels_in_the_program) {
    std::ifstream file("docs/api/openapi.yaml");
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(api::embedded_openapi(), text.str());
}

} // namespace zhishi::test
