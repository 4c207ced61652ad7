// The bureau that `zhishi example` makes: 120 people and their year, in a database of its own, and eight of
// its people who come to work.
#pragma once

#include "base/date.h"
#include "bench/served_program.h"
#include "bench/visitor.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace zhishi::bench {

struct ExamplePerson {
    std::string login, password;
};

class ExampleBureau {
  public:
    enum class Size { bureau, section }; // section: 16 people and two months

    // Makes it in an empty database, and gives a password to those who lack one of the eight. Nothing runs
    // afterwards.
    ExampleBureau(std::string database_url, std::string log_file, Size size);

    // As it is installed: passwords cost what they cost. The rehearsal clock goes on from one start to the
    // next.
    std::unique_ptr<ServedProgram> serve() const;

    // The system administrator, leaders, the appraisal office, heads and staff.
    const std::vector<ExamplePerson>& people() const { return people_; }
    const ExamplePerson& office() const { return person("yeqinghe"); }
    const ExamplePerson& writer() const { return person("hezhixing"); } // keeps a log

    // What the web application asks for on the main pages of somebody with this session.
    static std::vector<std::string> pages_of(const boost::json::value& session);
    // A writer's week, the one before included, as the page asks for it.
    static std::string week_of(const std::string& official);
    static constexpr const char* board = "/api/periods/2026-11";

    // Told by the database, not by an answer of the round.
    const std::string& official_of_writer() const { return official_of_writer_; }
    std::int64_t entries_of_writer() const { return entries_of_writer_; } // in his week
    std::int64_t officials() const { return officials_; } // who owe a plan of the board's month

  private:
    const ExamplePerson& person(const std::string& login) const;
    void give_passwords(int port);

    std::string database_url_, log_file_;
    std::chrono::steady_clock::time_point made_at_ = std::chrono::steady_clock::now();
    std::vector<ExamplePerson> people_;
    std::string official_of_writer_;
    std::int64_t entries_of_writer_ = 0, officials_ = 0;
};

} // namespace zhishi::bench
