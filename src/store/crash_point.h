// Places on the way of a write where a test may end the program, and faults that a test may plant.
//
// They exist only in a build with ZHISHI_CRASH_POINTS=ON, which is made for tests/crash alone; any other
// build has neither their code nor their names. The environment says what shall happen:
//
//   ZHISHI_CRASH_AT=committed:3        SIGKILL when the point is passed for the third time
//   ZHISHI_STOP_AT=committing:3        SIGSTOP there, so that a test can do something to the database first
//   ZHISHI_PLANTED_FAULT=event_dropped
#pragma once

#ifdef ZHISHI_CRASH_POINTS
#include <string_view>
#endif

namespace zhishi::store {

// In the order in which a write passes them; then what is not on the way of every write.
enum class CrashPoint {
    queued,        // the change waits for the writer
    taken,         // a batch was taken from the queue
    begun,         // the transaction is open
    looked_up,     // what the guards need is known
    half_written,  // the rows of one table are written, others not
    committing,    // all is written
    committed,     // durable, nobody was answered
    half_answered, // the first of a batch was answered, the others not
    tidying,       // before the write-ahead log is moved into the file
    tidied,
    tried_alone, // one change of a batch that is tried one by one is written
    resolving,   // a commit whose outcome is not known
    reconnected,
    opened, // at the start, after recovery
    migration_half,
    migration_committing,
    migration_committed,
    backup_copied,
    backup_renaming,
    backup_renamed,
};

enum class PlantedFault {
    event_dropped,      // the event of every 50th change is not written
    request_dropped,    // the request of every 50th change is not remembered
    acknowledged_early, // answered before the commit
    synchronous_off,    // SQLite syncs nothing
    row_refused, // no fault: as if the database had refused a row, so that changes are tried one by one
    answer_lost, // no fault: as if the answer to a commit had not come
};

#ifdef ZHISHI_CRASH_POINTS
inline constexpr int crash_points_count = static_cast<int>(CrashPoint::backup_renamed) + 1;
std::string_view name_of(CrashPoint point);
void pass(CrashPoint point);
bool is_planted(PlantedFault fault);
bool is_planted_this_time(PlantedFault fault); // every 50th time that it is asked
#else
inline void pass(CrashPoint) {}
constexpr bool is_planted(PlantedFault) {
    return false;
}
constexpr bool is_planted_this_time(PlantedFault) {
    return false;
}
#endif

} // namespace zhishi::store
