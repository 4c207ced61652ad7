// Where a trial's database lies: made once with its officials logged in, then copied for each trial.
#pragma once

#include "bench/busy_office.h"
#include "bench/served_program.h"
#include "store/store.h"
#include "tests/store/postgres_server.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace zhishi::crash {

inline constexpr int clients = 16;

class Ground {
  public:
    virtual ~Ground() = default;
    virtual std::string name() const = 0;
    // A new copy of the database with its officials; returns its URL.
    virtual std::string lay_out() = 0;
    // Shows what is in the database while no program serves it, without touching what a restart will find.
    virtual void look(const std::string& url, const std::function<void(store::Store&)>& see) = 0;
    // The database's own check of itself; empty: well.
    virtual std::string damage_of(const std::string& url) = 0;

    const std::vector<bench::Seat>& seats() const { return seats_; }
    long events_at_first() const { return events_; }
    // The rehearsal clock of a copy that was laid out so long ago.
    std::string clock_after(std::chrono::steady_clock::duration since_laid_out) const {
        return bench::clock_start_after(made_within_ + since_laid_out);
    }

  protected:
    // Founds an organ in an empty database and seats the officials.
    void fill(const std::string& url, const std::string& log);

  private:
    std::vector<bench::Seat> seats_;
    std::chrono::steady_clock::duration made_within_{};
    long events_ = 0;
};

class SqliteGround : public Ground {
  public:
    explicit SqliteGround(std::string folder);
    std::string name() const override { return "sqlite"; }
    std::string lay_out() override { return lay_out_in(folder_); }
    std::string lay_out_in(const std::string& folder); // a file of another name each time
    void look(const std::string& url, const std::function<void(store::Store&)>& see) override;
    std::string damage_of(const std::string& url) override;

  private:
    std::string folder_;
    int copies_ = 0;
};

class PostgresGround : public Ground {
  public:
    explicit PostgresGround(std::string folder);
    std::string name() const override { return "postgres"; }
    std::string lay_out() override;
    // The same in a tablespace that lies in this folder.
    std::string lay_out_in(const std::string& folder);
    void leave_folder(); // drops that database and the tablespace
    void look(const std::string& url, const std::function<void(store::Store&)>& see) override;
    std::string damage_of(const std::string& url) override;
    std::string empty_database() { return server_->new_database(); }
    test::PostgresServer& server() { return *server_; }

  private:
    void run(const std::string& statement);
    std::unique_ptr<test::PostgresServer> server_;
    std::string template_;
    int copies_ = 0;
    bool has_copy_ = false; // the last one is still there
};

} // namespace zhishi::crash
