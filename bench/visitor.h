// Somebody who uses the program over HTTP: he logs in, asks, and takes what he was given with him.
#pragma once

#include "bench/http_connection.h"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace zhishi::bench {

struct Seat {
    std::string official;
    std::string cookie; // name=value
    std::string csrf_token;
    Headers headers(const std::string& idempotency_key = "", const std::string& if_match = "") const;
};

// The member of that name; not there, or no text: thrown, which ends the bench.
std::string text_of(const boost::json::value& object, const char* key);

// The word behind the login, in what `zhishi found` and `zhishi example` print; none: the bench ends.
std::string password_of(const std::string& said, const std::string& login);

// One connection and one log-in. Any answer that is not a success ends the bench.
class Visitor {
  public:
    explicit Visitor(int port) : connection_(port) {}

    // The answer as it came: what is no JSON is asked for in this way.
    Answer fetch(std::string_view method, const std::string& target, const std::string& body = "",
                 const std::string& if_match = "");
    boost::json::value ask(std::string_view method, const std::string& target, const std::string& body = "",
                           const std::string& if_match = "");
    // Logs in, and changes the password to `own_password` where it is a first one. Returns the session.
    boost::json::value log_in(const std::string& login, const std::string& password);

    Seat take_seat(const std::string& official);

  private:
    HttpConnection connection_;
    Seat seat_;
    int requests_ = 0;
};

// What everybody who was given a first password changes it to.
inline constexpr const char* own_password = "Bench-month-2026";

} // namespace zhishi::bench
