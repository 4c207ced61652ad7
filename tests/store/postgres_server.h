// A PostgreSQL server of the tests' own: a new cluster in a temporary folder, reached through a socket in it
// and by nothing else, gone when the object goes. fsync stays on; data checksums are on; the cluster sorts
// Chinese by ICU, so that a text compared otherwise than by its bytes is seen.
//
// Run as root, the server runs as the user postgres. Where PostgreSQL is not installed, start() says how to
// install it.
#pragma once

#include <memory>
#include <string>
#include <sys/types.h>

namespace zhishi::test {

class PostgresServer {
  public:
    // Null: cause says why.
    static std::unique_ptr<PostgresServer> start(std::string& cause);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    std::string url(const std::string& database) const;
    // Makes an empty database and returns its url; empty where it cannot.
    std::string new_database();

    enum class Stop { fast, crash }; // crash: without a checkpoint, as after a power cut of the server alone
    void stop(Stop how);
    bool start_again(); // after stop; true once it takes connections
    // Makes it hang, all its processes with it: it takes connections and answers nothing. And lets it go on.
    void freeze();
    void thaw();

  private:
    PostgresServer(std::string binaries, std::string folder);
    bool launch();
    void send_to_all(int signal) const;
    bool is_ready_within_seconds(int seconds) const;

    std::string binaries_, folder_;
    pid_t process_ = -1;
    int databases_ = 0;
};

// The one server of a test program, started at its first use.
PostgresServer* postgres_server(std::string& cause);

} // namespace zhishi::test
