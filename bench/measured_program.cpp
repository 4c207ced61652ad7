#include "bench/measured_program.h"

#include "bench/frame.h"
#include "bench/served_program.h"

#include <chrono>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zhishi::bench {

namespace {

int opened(const std::string& path) {
    int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) give_up("cannot write " + path);
    return file;
}

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

} // namespace

MeasuredProgram run_measured(const std::vector<std::string>& command, const std::string& folder,
                             const std::vector<std::string>& environment) {
    std::string output = folder + "/output.txt", errors = folder + "/errors.txt";
    int output_file = opened(output), errors_file = opened(errors);
    auto begun = std::chrono::steady_clock::now();
    int process = start_program(command, environment, output_file, errors_file);
    int status = 0;
    rusage used{};
    if (wait4(process, &status, 0, &used) != process) give_up(command[0] + " cannot be waited for");
    MeasuredProgram run;
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    close(output_file);
    close(errors_file);
    run.has_succeeded = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    run.processor_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    run.peak_mib = static_cast<double>(used.ru_maxrss) / 1024;
    run.output = text_of(output);
    run.errors = text_of(errors);
    return run;
}

void stay_on_two_processors() {
    cpu_set_t allowed, two;
    CPU_ZERO(&two);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&two) < 2; ++cpu)
        if (CPU_ISSET(cpu, &allowed)) CPU_SET(cpu, &two);
    if (CPU_COUNT(&two) == 2) sched_setaffinity(0, sizeof two, &two);
}

} // namespace zhishi::bench
