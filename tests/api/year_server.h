// The year of the small bureau through the door, step by step, as its people do it in January of the next
// year.
#pragma once

#include "api/json_value.h"
#include "tests/api/bureau_server.h"

#include <map>
#include <string>
#include <vector>

namespace zhishi::test {

// Parts of an answer. A place is given as in a JSON pointer: "/rows/0/official/id". Absent: empty, null.
class Json {
  public:
    explicit Json(const std::string& body);
    std::string text(const std::string& pointer) const; // of a text, number or truth; "null" of a null
    size_t size(const std::string& pointer) const;      // of a list
    bool lists(const std::string& pointer, const std::string& word) const;

  private:
    const api::JsonValue* at(const std::string& pointer) const;
    api::JsonValue value_;
};

class YearServer {
  public:
    explicit YearServer(const std::string& database = "sqlite");

    RunningServer& running() { return running_; }
    // Logged in at the first use.
    ApiClient& as(const std::string& login);
    // Expects the status, and gives the answer.
    Json get(const std::string& login, const std::string& path, int status = 200);
    Json put(const std::string& login, const std::string& path, const std::string& body, int status = 200);
    Json post(const std::string& login, const std::string& path, const std::string& body = {},
              int status = 200);
    // With the version that the resource of the path has now.
    Json step(const std::string& login, const std::string& path, const std::string& resource,
              const std::string& body = {}, int status = 200);

    // What the steps before need, done as its people do it.
    void review_quarter(const std::string& period); // everybody is scored and the sheets are submitted
    void evaluate();                                // opened, rated by all, closed
    void compute();
    void seat_committee(); // he (chair), qian, zheng
    std::string open_meeting();
    // All as proposed; who has no grade proposed, without one.
    void decide_rest(const std::string& meeting);

  private:
    RunningServer running_;
    std::map<std::string, ApiClient> clients_;
};

inline constexpr const char* year_2026 = "/api/years/2026";
inline const std::vector<std::string> reviewed_people{"sun", "li", "zhou", "wu", "zheng", "wang"};
std::string quarter_of(const std::string& official, const std::string& period = "2026Q1");
std::string year_of(const std::string& official);

} // namespace zhishi::test
