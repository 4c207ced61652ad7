// A program that runs to its end while its time and its peak of memory are taken.
#pragma once

#include <string>
#include <vector>

namespace zhishi::bench {

struct MeasuredProgram {
    bool has_succeeded = false; // exit 0
    double seconds = 0;         // from its start to its end
    double processor_seconds = 0;
    double peak_mib = 0; // the most memory it had at once, mapped files that it read included
    std::string output, errors;
};

// What the program writes goes through files of this folder. A peak below that of the bench itself, some ten
// MiB, cannot be seen: the system counts what the process held before it became the program.
MeasuredProgram run_measured(const std::vector<std::string>& command, const std::string& folder,
                             const std::vector<std::string>& environment = {});

// Keeps the bench and all it starts on two of the processors, so that ratios mean the same on every machine.
void stay_on_two_processors();

} // namespace zhishi::bench
