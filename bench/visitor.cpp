#include "bench/visitor.h"

#include "bench/frame.h"

#include <boost/json.hpp>

#include <sstream>

namespace zhishi::bench {

namespace json = boost::json;

Headers Seat::headers(const std::string& idempotency_key, const std::string& if_match) const {
    Headers headers;
    if (!cookie.empty()) headers.emplace_back("Cookie", cookie);
    if (!csrf_token.empty()) headers.emplace_back("X-CSRF-Token", csrf_token);
    if (!idempotency_key.empty()) headers.emplace_back("Idempotency-Key", idempotency_key);
    if (!if_match.empty()) headers.emplace_back("If-Match", if_match);
    return headers;
}

std::string text_of(const json::value& object, const char* key) {
    return std::string(object.at(key).as_string());
}

std::string password_of(const std::string& said, const std::string& login) {
    std::istringstream words(said);
    for (std::string word; words >> word;)
        if (word == login && words >> word) return word;
    give_up("there is no password of " + login + " in:\n" + said);
}

Answer Visitor::fetch(std::string_view method, const std::string& target, const std::string& body,
                      const std::string& if_match) {
    std::string key = method == "POST" ? "set-up-" + std::to_string(++requests_) : "";
    auto answer = connection_.send(request_bytes(method, target, seat_.headers(key, if_match), body));
    if (!answer) give_up(std::string(method) + " " + target + ": no answer");
    if (answer->status >= 300)
        give_up(std::string(method) + " " + target + ": " + std::to_string(answer->status) + " " +
                answer->body);
    return std::move(*answer);
}

json::value Visitor::ask(std::string_view method, const std::string& target, const std::string& body,
                         const std::string& if_match) {
    Answer answer = fetch(method, target, body, if_match);
    std::string cookie = answer.header("Set-Cookie");
    if (!cookie.empty()) seat_.cookie = cookie.substr(0, cookie.find(';'));
    json::value value = answer.body.empty() ? json::value() : json::parse(answer.body);
    if (value.is_object() && value.as_object().contains("csrf_token"))
        seat_.csrf_token = text_of(value, "csrf_token");
    return value;
}

json::value Visitor::log_in(const std::string& login, const std::string& password) {
    json::value session =
        ask("POST", "/api/session", json::serialize(json::object{{"login", login}, {"password", password}}));
    if (!session.at("must_change_password").as_bool()) return session;
    return ask("PUT", "/api/session/password",
               json::serialize(json::object{{"old_password", password}, {"new_password", own_password}}));
}

Seat Visitor::take_seat(const std::string& official) {
    seat_.official = official;
    return seat_;
}

} // namespace zhishi::bench
