#include "tests/crash/report.h"

#include "bench/frame.h"

#include <algorithm>
#include <cstdio>

namespace zhishi::crash {

namespace {
constexpr size_t kind_length = 32; // what two faults begin alike with makes them of one kind
} // namespace

void Report::fault(const std::string& what) {
    std::lock_guard lock(mutex_);
    faults_.push_back(what);
}

void Report::count(const std::string& name, std::int64_t more) {
    std::lock_guard lock(mutex_);
    counts_[name] += more;
}

void Report::ready_after(std::int64_t milliseconds) {
    std::lock_guard lock(mutex_);
    restarts_.push_back(milliseconds);
}

std::int64_t Report::counted(const std::string& name) const {
    std::lock_guard lock(mutex_);
    auto found = counts_.find(name);
    return found == counts_.end() ? 0 : found->second;
}

bool Report::is_clean() const {
    std::lock_guard lock(mutex_);
    return faults_.empty();
}

bool Report::has_fault(const std::string& part_of_text) const {
    std::lock_guard lock(mutex_);
    return std::any_of(faults_.begin(), faults_.end(), [&](const std::string& fault) {
        return fault.find(part_of_text) != std::string::npos;
    });
}

std::int64_t Report::late_restarts() const {
    std::lock_guard lock(mutex_);
    return std::count_if(restarts_.begin(), restarts_.end(),
                         [](std::int64_t time) { return time > restart_max_milliseconds; });
}

void Report::print() const {
    std::lock_guard lock(mutex_);
    std::string line = part_ + ":";
    for (const auto& [name, count] : counts_)
        line += " " + std::to_string(count) + " " + name + ";";
    if (!restarts_.empty())
        line += " ready after a start: half within " + std::to_string(bench::percentile(restarts_, 0.5)) +
                " ms, 99 of 100 within " + std::to_string(bench::percentile(restarts_, 0.99)) +
                " ms, all within " + std::to_string(bench::percentile(restarts_, 1)) + " ms;";
    line += " " + std::to_string(faults_.size()) + " faults";
    std::printf("%s\n", line.c_str());
    std::map<std::string, std::pair<std::string, int>> kinds; // the first of it, how many
    for (const std::string& fault : faults_) {
        auto [kind, is_new] = kinds.try_emplace(fault.substr(0, kind_length), fault, 0);
        kind->second.second += 1;
    }
    for (const auto& [begin, kind] : kinds)
        std::printf("    %d times: %s\n", kind.second, kind.first.c_str());
    std::fflush(stdout);
}

} // namespace zhishi::crash
