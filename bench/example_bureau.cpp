#include "bench/example_bureau.h"

#include "bench/busy_office.h"
#include "bench/frame.h"
#include "bench/stored_rows.h"

#include <boost/json.hpp>

#include <algorithm>

namespace zhishi::bench {

namespace {

namespace json = boost::json;

constexpr size_t at_work = 8;
constexpr const char* today = "2026-11-18"; // a Wednesday: half a week is written
constexpr const char* morning = "2026-11-18T09:10:00+08:00";
const base::Date monday_before = *base::Date::from(2026, 11, 9), sunday = *base::Date::from(2026, 11, 22);

// Everybody whose account is printed, in what order he comes; a section has no principal leader.
constexpr const char* with_account[] = {"guanli",     "shenhuaiyuan", "gumingchuan", "yeqinghe",
                                        "linshutang", "hezhixing",    "suwangshu"};

struct Pages {
    const char* role;               // as the session names it
    std::vector<const char*> paths; // ME: his own id
};

// The desk, the week, the month and the quarter of whoever is appraised; what reviewers, leaders, the office
// and the administrator open besides.
const Pages pages[] = {
    {"official",
     {"/api/inbox", "/api/officials/ME/months/2026-11",
      "/api/officials/ME/log-entries?from=2026-11-09&to=2026-11-22", "/api/officials/ME/plans/2026-11",
      "/api/officials/ME/quarters/2026Q3"}},
    {"reviewer", {"/api/reviews/2026-11", "/api/quarters/2026Q3/reviews", "/api/quarters/2026Q3/severity"}},
    {"leader", {"/api/overviews/2026Q3"}},
    {"office",
     {"/api/periods/2026-11", "/api/periods/2026Q4", "/api/overviews/2026Q3", "/api/years/2026",
      "/api/officials?limit=50", "/api/units"}},
    {"system_administrator", {"/api/accounts?limit=50", "/api/officials?limit=50", "/api/units"}},
};

std::string of_person(std::string path, const std::string& official) {
    if (size_t at = path.find("ME"); at != std::string::npos) path.replace(at, 2, official);
    return path;
}

} // namespace

ExampleBureau::ExampleBureau(std::string database_url, std::string log_file, Size size)
    : database_url_(std::move(database_url)), log_file_(std::move(log_file)) {
    run_program({zhishi_program(), "migrate", "--database", database_url_});
    std::string said = run_program({zhishi_program(), "example", "--database", database_url_, "--today",
                                    today, "--size", size == Size::section ? "section" : "bureau"});
    made_at_ = std::chrono::steady_clock::now();
    for (const char* login : with_account)
        if (size == Size::bureau || said.find(login) != std::string::npos)
            people_.push_back({login, password_of(said, login)});
    auto server = serve();
    give_passwords(server->port());
    Visitor visitor(server->port());
    json::value session = visitor.log_in(writer().login, writer().password);
    if (!server->stop()) give_up("the server did not end as it should");
    official_of_writer_ = text_of(session.at("official"), "id");
    entries_of_writer_ = count_entries(database_url_, official_of_writer_, monday_before, sunday);
    officials_ = count_officials_on(database_url_, sunday);
}

// Other accounts are there and locked: the administrator gives them a password, heads first.
void ExampleBureau::give_passwords(int port) {
    Visitor administrator(port);
    administrator.log_in(people_.front().login, people_.front().password);
    json::value officials = administrator.ask("GET", "/api/officials?limit=200");
    json::value accounts = administrator.ask("GET", "/api/accounts?limit=200");
    auto role_of = [&](const json::value& account) -> std::string {
        if (account.at("official").is_null() || account.at("is_disabled").as_bool()) return "";
        for (const json::value& official : officials.at("items").as_array())
            if (official.at("id") == account.at("official").at("id") && official.at("role").is_string())
                return text_of(official, "role");
        return "";
    };
    for (const char* role : {"head", "staff"})
        for (const json::value& account : accounts.at("items").as_array()) {
            std::string login = text_of(account, "login");
            bool is_at_work =
                std::ranges::any_of(people_, [&](const ExamplePerson& one) { return one.login == login; });
            if (people_.size() == at_work || is_at_work || role_of(account) != role) continue;
            json::value reset = administrator.ask(
                "POST", "/api/accounts/" + text_of(account, "id") + "/password-resets", "",
                "\"" + std::to_string(account.at("version").to_number<std::int64_t>()) + "\"");
            Visitor(port).log_in(login, text_of(reset, "first_password"));
            people_.push_back({login, own_password});
        }
    if (people_.size() != at_work) give_up("the example has too few people");
}

std::unique_ptr<ServedProgram> ExampleBureau::serve() const {
    auto passed = std::chrono::steady_clock::now() - made_at_;
    return std::make_unique<ServedProgram>(
        database_url_, std::vector<std::string>{"--clock-start", clock_start_after(passed, morning)},
        log_file_);
}

const ExamplePerson& ExampleBureau::person(const std::string& login) const {
    auto found = std::ranges::find(people_, login, &ExamplePerson::login);
    if (found == people_.end()) give_up("the example has no " + login);
    return *found;
}

std::vector<std::string> ExampleBureau::pages_of(const json::value& session) {
    std::vector<std::string> paths = {"/api/session"};
    std::string official = session.at("official").is_null() ? "" : text_of(session.at("official"), "id");
    for (const Pages& some : pages)
        for (const json::value& role : session.at("roles").as_array())
            if (role.as_string() == some.role)
                for (const char* path : some.paths)
                    paths.push_back(of_person(path, official));
    return paths;
}

std::string ExampleBureau::week_of(const std::string& official) {
    return of_person("/api/officials/ME/log-entries?from=2026-11-09&to=2026-11-22", official);
}

} // namespace zhishi::bench
