// What a part of the harness found: counts that are printed, faults that fail the run.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace zhishi::crash {

class Report {
  public:
    explicit Report(std::string part) : part_(std::move(part)) {}

    void fault(const std::string& what); // from any thread
    void check(bool holds, const std::string& claim) {
        if (!holds) fault(claim);
    }
    void count(const std::string& name, std::int64_t more = 1);
    void ready_after(std::int64_t milliseconds); // one restart
    std::int64_t counted(const std::string& name) const;

    bool is_clean() const;
    // A fault whose text contains this.
    bool has_fault(const std::string& part_of_text) const;
    const std::string& part() const { return part_; }
    // One line of counts, then the faults: the first of each kind, with how many there are of it.
    void print() const;
    // Restarts that took longer than the promise allows.
    std::int64_t late_restarts() const;

  private:
    std::string part_;
    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t> counts_;
    std::vector<std::int64_t> restarts_; // milliseconds
    std::vector<std::string> faults_;
};

inline constexpr std::int64_t restart_max_milliseconds = 2'000; // the promise

} // namespace zhishi::crash
