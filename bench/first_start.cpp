// How soon does the program answer after its start, and how much memory does it hold while eight people work?
//
// The example bureau of 120 people and their year. Limits: one second, 100 MB. No other program starts on
// this bureau, so the limits take a peer's place.
#include "bench/example_bureau.h"
#include "bench/frame.h"
#include "bench/seated_server.h"

#include <boost/json.hpp>

#include <future>

using namespace zhishi::bench;

namespace {

namespace json = boost::json;

constexpr double start_ms_max = 1000, resident_mb_max = 100;

double mb_of(long kib) {
    return static_cast<double>(kib) / 1024;
}

// A browser that comes for the first time: the log-in page and all that it names, packed as browsers take it.
std::vector<std::string> load_application(int port) {
    HttpConnection connection(port);
    auto get = [&](const std::string& path, const Headers& headers) {
        auto answer = connection.send(request_bytes("GET", path, headers));
        if (!answer || answer->status != 200 || answer->body.empty()) give_up("GET " + path + ": no page");
        return answer->body;
    };
    std::string page = get("/", {});
    std::vector<std::string> files;
    for (size_t at = page.find("\"/assets/"); at != std::string::npos; at = page.find("\"/assets/", at + 1))
        files.push_back(page.substr(at + 1, page.find('"', at + 1) - at - 1));
    for (const std::string& file : files)
        get(file, {{"Accept-Encoding", "gzip"}});
    return files;
}

// One database, started as often as there are rounds.
class Starts {
  public:
    Starts(Bench& bench, std::string who, const ExampleBureau& bureau)
        : bench_(bench), who_(std::move(who)), bureau_(bureau) {}

    void start() {
        auto server = bureau_.serve();
        HttpConnection connection(server->port());
        auto page = connection.send(request_bytes("GET", "/", {}));
        keep(page_, ServedProgram::Clock::now() - server->began_at());
        keep(health_, server->ready_at() - server->began_at());
        keep_memory(fresh_, server->resident_kib());
        auto health = connection.send(request_bytes("GET", "/api/health", {}));
        bench_.check(who_ + ": the service is well",
                     health && health->body.find("\"writes\":\"ok\"") != std::string::npos,
                     health ? health->body : "no answer");
        bench_.check(who_ + ": the first page is the application",
                     page && page->status == 200 && page->body.find("<div id=\"app\">") != std::string::npos,
                     page ? page->body.substr(0, 300) : "no answer");

        auto people = work(server->port());
        keep_memory(busy_, server->resident_kib());
        keep_memory(peak_, server->peak_kib());
        check_week(server->port());
        check_board(server->port());
        log_in_at_once(server->port());
        keep_memory(peak_at_once_, server->peak_kib());
        bench_.check(who_ + ": the server ends as it should", server->stop());
    }

    void tell() {
        bench_.hold(who_, {health_, page_, fresh_, busy_, peak_, peak_at_once_});
        for (const Limited* memory : {&fresh_, &busy_})
            bench_.check(who_ + ": " + memory->name + " within 100 MB",
                         std::ranges::max(memory->values) <= memory->limit,
                         std::to_string(std::ranges::max(memory->values)));
    }

  private:
    static void keep(Limited& figure, ServedProgram::Clock::duration lasted) {
        figure.values.push_back(std::chrono::duration<double, std::milli>(lasted).count());
    }
    static void keep_memory(Limited& figure, long kib) { figure.values.push_back(mb_of(kib)); }

    // One after the other they come, log in and open their pages; they stay connected.
    std::vector<std::unique_ptr<Visitor>> work(int port) {
        std::vector<std::unique_ptr<Visitor>> visitors;
        for (const ExamplePerson& person : bureau_.people()) {
            size_t files = load_application(port).size();
            bench_.check(who_ + ": the page names scripts and styles", files >= 3, std::to_string(files));
            visitors.push_back(std::make_unique<Visitor>(port));
            json::value session = visitors.back()->log_in(person.login, person.password);
            for (const std::string& path : ExampleBureau::pages_of(session))
                visitors.back()->fetch("GET", path); // anything but a success ends the bench
        }
        return visitors;
    }

    void check_week(int port) {
        Visitor writer(port);
        json::value session = writer.log_in(bureau_.writer().login, bureau_.writer().password);
        std::string official = text_of(session.at("official"), "id");
        json::value week = writer.ask("GET", ExampleBureau::week_of(official));
        std::int64_t entries = 0;
        for (const json::value& entry : week.at("items").as_array())
            entries += text_of(entry.at("official"), "id") == bureau_.official_of_writer() &&
                       !text_of(entry, "content").empty();
        bench_.check(who_ + ": a week holds its writer's entries",
                     entries > 0 && entries == bureau_.entries_of_writer(),
                     std::to_string(entries) + ", stored " + std::to_string(bureau_.entries_of_writer()));
    }

    void check_board(int port) {
        Visitor office(port);
        office.log_in(bureau_.office().login, bureau_.office().password);
        json::value board = office.ask("GET", ExampleBureau::board);
        std::int64_t counted = 0;
        for (const json::value& unit : board.at("units").as_array())
            for (const json::value& step : unit.at("steps").as_array())
                if (text_of(step, "step") == "month_plan")
                    counted += step.at("all").to_number<std::int64_t>();
        bench_.check(who_ + ": the board counts everybody", counted > 0 && counted == bureau_.officials(),
                     std::to_string(counted) + ", stored " + std::to_string(bureau_.officials()));
    }

    // The morning of a first day: each log-in takes 64 MB while its password is hashed.
    void log_in_at_once(int port) {
        std::vector<std::future<json::value>> sessions;
        for (const ExamplePerson& person : bureau_.people())
            sessions.push_back(std::async(std::launch::async, [&person, port] {
                return Visitor(port).log_in(person.login, person.password);
            }));
        size_t right = 0;
        for (size_t i = 0; i < sessions.size(); ++i)
            right += text_of(sessions[i].get().at("account"), "login") == bureau_.people()[i].login;
        bench_.check(who_ + ": eight log in at once", right == bureau_.people().size(),
                     std::to_string(right));
    }

    Bench& bench_;
    std::string who_;
    const ExampleBureau& bureau_;
    Limited health_{"start, to the first answer", "ms", start_ms_max, {}},
        page_{"start, to the log-in page", "ms", start_ms_max, {}},
        fresh_{"memory, just started", "MB", resident_mb_max, {}},
        busy_{"memory, eight people at work", "MB", resident_mb_max, {}},
        peak_{"memory, its peak so far (a log-in hashes in 64 MB)", "MB", resident_mb_max, {}},
        peak_at_once_{"memory, its peak when eight log in at once", "MB", resident_mb_max, {}};
};

int measure(const Options& options) {
    Bench bench("first_start", "the program started on the example bureau; limits: 1 s, 100 MB", options);
    ScratchFolder folder;
    auto size = options.is_smoke ? ExampleBureau::Size::section : ExampleBureau::Size::bureau;
    ExampleBureau embedded("sqlite:" + folder.path() + "/example.db", folder.path() + "/sqlite.log", size);
    auto postgres = start_postgres();
    ExampleBureau served(postgres->new_database(), folder.path() + "/postgres.log", size);
    Starts on_sqlite(bench, "SQLite", embedded), on_postgres(bench, "PostgreSQL", served);
    for (int round = 0; round < options.rounds; ++round) {
        on_sqlite.start();
        on_postgres.start();
    }
    on_sqlite.tell();
    on_postgres.tell();
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] { return measure(read_options(count, values)); });
}
