// How long does a workbook of a million rows take to be read, and how much memory?
//
// Peer: the same rows as CSV, read by our own reader, which has no archive to unpack and no XML to parse.
// Each run is a process of its own, so that its memory is its own: reading, and writing, must not grow with
// the rows.
#include "bench/frame.h"
#include "exchange/csv_reader.h"
#include "exchange/workbook_reader.h"
#include "exchange/workbook_writer.h"

#include <chrono>
#include <fstream>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace zhishi::bench;
namespace exchange = zhishi::exchange;

namespace {

using Clock = std::chrono::steady_clock;

// What is not the rows: the file itself, which has some 30 bytes a row, and the program.
constexpr long reading_kib_max = 128 << 10, writing_kib_max = 128 << 10;

std::vector<std::string> cells_of(size_t row) {
    return {"2025Q" + std::to_string(row % 4 + 1),
            "p" + std::to_string(row / 40),
            "item" + std::to_string(row % 10),
            "r" + std::to_string(row % 997),
            "superior",
            std::to_string(60 + row % 40) + ".5"};
}

struct Sum {
    size_t rows = 0, bytes = 0;
    bool operator==(const Sum&) const = default;
};

Sum sum_of(size_t rows) {
    Sum sum{rows, 0};
    for (size_t row = 0; row < rows; ++row)
        for (const auto& cell : cells_of(row))
            sum.bytes += cell.size();
    return sum;
}

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

bool write_workbook(const std::string& path, size_t rows) {
    auto workbook = exchange::WorkbookWriter::begin();
    if (!workbook) return false;
    (*workbook)->add_sheet("ratings", "",
                           {{"period"}, {"subject"}, {"item"}, {"rater"}, {"role"}, {"value"}});
    for (size_t row = 0; row < rows; ++row)
        (*workbook)->add_row(cells_of(row));
    auto bytes = (*workbook)->finish();
    if (!bytes) return false;
    std::ofstream(path, std::ios::binary) << *bytes;
    return true;
}

Sum read_workbook(const std::string& path) {
    Sum sum;
    auto workbook = exchange::WorkbookReader::open(bytes_of(path));
    if (!workbook) return sum;
    auto read = (*workbook)->each_row(0, [&](const exchange::WorkbookRow& row) {
        if (row.number == 1) return true; // the titles
        ++sum.rows;
        for (const auto& cell : row.cells)
            sum.bytes += cell.size();
        return true;
    });
    return read ? sum : Sum{};
}

Sum read_csv(const std::string& path) {
    Sum sum;
    std::string text = bytes_of(path);
    exchange::CsvReader csv(text);
    exchange::CsvRow row;
    while (csv.next(row)) {
        ++sum.rows;
        for (std::string_view cell : row.fields)
            sum.bytes += cell.size();
    }
    return sum;
}

// Runs the work in a process of its own; its peak of memory in KiB, or -1 where it failed.
long in_own_process(const std::function<bool()>& work, double& seconds) {
    auto begun = Clock::now();
    pid_t child = fork();
    if (child == 0) _exit(work() ? 0 : 1);
    int status = 0;
    rusage used{};
    if (child < 0 || wait4(child, &status, 0, &used) != child) return -1;
    seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? used.ru_maxrss : -1;
}

int measure(Bench& bench) {
    size_t rows = bench.options().is_smoke ? 50'000 : 1'000'000;
    char folder[] = "/tmp/zhishi-million-XXXXXX";
    if (!mkdtemp(folder)) give_up("no folder for the files");
    std::string book = std::string(folder) + "/rows.xlsx", csv = std::string(folder) + "/rows.csv";
    {
        std::ofstream out(csv, std::ios::binary);
        for (size_t row = 0; row < rows; ++row) {
            auto cells = cells_of(row);
            for (size_t i = 0; i < cells.size(); ++i)
                out << (i > 0 ? "," : "") << cells[i];
            out << '\n';
        }
    }
    Sum expected = sum_of(rows);
    auto contender = [&](const char* name, long kib_max, std::function<bool()> work) {
        return Contender{name, [&bench, name, kib_max, rows, work = std::move(work)] {
                             Measured measured;
                             long kib = in_own_process(work, measured.seconds);
                             bench.check(std::string(name) + ": every row is there", kib >= 0);
                             bench.check(std::string(name) + ": within its memory", kib <= kib_max,
                                         std::to_string(kib) + " KiB");
                             measured.done = static_cast<std::int64_t>(rows);
                             measured.latencies.push_back(static_cast<std::int64_t>(measured.seconds * 1e6));
                             return measured;
                         }};
    };
    bench.compare("writing, rows a second", {contender("workbook written", writing_kib_max,
                                                       [&] { return write_workbook(book, rows); })});
    bench.compare(
        "reading, rows a second",
        {contender("workbook read", reading_kib_max, [&] { return read_workbook(book) == expected; }),
         contender("the same rows as CSV", reading_kib_max, [&] { return read_csv(csv) == expected; })});
    for (const std::string& path : {book, csv})
        unlink(path.c_str());
    rmdir(folder);
    return bench.finish();
}

} // namespace

int main(int count, char** values) {
    return run_bench([&] {
        Bench bench("million_rows", "a workbook of a million rows: time and memory",
                    read_options(count, values));
        return measure(bench);
    });
}
