#include "store/crash_point.h"

#ifdef ZHISHI_CRASH_POINTS

#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace zhishi::store {

namespace {

constexpr std::array<std::string_view, crash_points_count> point_names = {
    "queued",
    "taken",
    "begun",
    "looked_up",
    "half_written",
    "committing",
    "committed",
    "half_answered",
    "tidying",
    "tidied",
    "tried_alone",
    "resolving",
    "reconnected",
    "opened",
    "migration_half",
    "migration_committing",
    "migration_committed",
    "backup_copied",
    "backup_renaming",
    "backup_renamed",
};
constexpr std::array<std::string_view, 6> fault_names = {
    "event_dropped", "request_dropped", "acknowledged_early", "synchronous_off", "row_refused", "answer_lost",
};
constexpr int this_time_of = 50;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

// What the environment asks for at one point: "committed:3".
struct Order {
    explicit Order(const std::string& text) {
        size_t colon = text.find(':');
        if (colon == std::string::npos) return;
        name = text.substr(0, colon);
        std::from_chars(text.data() + colon + 1, text.data() + text.size(), passings_left);
    }
    bool is_due(std::string_view point) { return name == point && --passings_left == 0; }

    std::string name;
    int passings_left = 0;
};

} // namespace

std::string_view name_of(CrashPoint point) {
    return point_names[static_cast<size_t>(point)];
}

void pass(CrashPoint point) {
    static const std::string crash = variable("ZHISHI_CRASH_AT"), stop = variable("ZHISHI_STOP_AT");
    if (crash.empty() && stop.empty()) return;
    static std::atomic_flag lock;
    static Order crash_order(crash), stop_order(stop);
    while (lock.test_and_set())
        ::usleep(10);
    bool crashes = crash_order.is_due(name_of(point)), stops = stop_order.is_due(name_of(point));
    lock.clear();
    // To this thread: it must not take a further step while the others are being stopped.
    if (crashes) ::raise(SIGKILL);
    if (stops) ::raise(SIGSTOP);
}

bool is_planted(PlantedFault fault) {
    static const std::string planted = variable("ZHISHI_PLANTED_FAULT");
    return planted == fault_names[static_cast<size_t>(fault)];
}

bool is_planted_this_time(PlantedFault fault) {
    static std::atomic<int> asked = 0;
    return is_planted(fault) && ++asked % this_time_of == 0;
}

} // namespace zhishi::store

#endif
