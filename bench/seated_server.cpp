#include "bench/seated_server.h"

namespace zhishi::bench {

SeatedServer::SeatedServer(std::string database_url, std::string log_file)
    : database_url_(std::move(database_url)), log_file_(std::move(log_file)) {
    std::string founding = found_organ(database_url_);
    auto server = serve();
    seats_ = fill_office(server->port(), founding, clients);
    if (!server->stop()) give_up("the server did not end as it should");
}

std::unique_ptr<ServedProgram> SeatedServer::serve(const std::vector<std::string>& more_arguments) const {
    std::vector<std::string> arguments = {"--clock-start",
                                          clock_start_after(std::chrono::steady_clock::now() - founded_at_),
                                          "--password-cost", "least"};
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    return std::make_unique<ServedProgram>(database_url_, arguments, log_file_);
}

std::unique_ptr<test::PostgresServer> start_postgres() {
    std::string cause;
    auto server = test::PostgresServer::start(cause);
    if (!server) give_up(cause);
    return server;
}

} // namespace zhishi::bench
