#include "bench/frame.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace zhishi::bench {

namespace {

constexpr size_t complaint_max = 600; // a head, and what a problem says

[[noreturn]] void refuse(const char* program) {
    std::fprintf(stderr, "用法 usage: %s [--smoke] [--rounds N] [--seconds S] [--report FILE]\n", program);
    std::exit(2);
}

double as_number(const char* program, const char* text) {
    char* end = nullptr;
    double number = std::strtod(text, &end);
    if (*text == '\0' || *end != '\0' || !(number > 0)) refuse(program);
    return number;
}

std::string quoted(const std::string& text) {
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '\n' ? ' ' : c;
    }
    return quoted + "\"";
}

std::string with_decimals(double number, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, number);
    return text;
}

} // namespace

Options read_options(int count, char** values) {
    Options options;
    for (int i = 1; i < count; ++i) {
        bool has_value = i + 1 < count;
        if (std::strcmp(values[i], "--smoke") == 0)
            options.is_smoke = true;
        else if (std::strcmp(values[i], "--rounds") == 0 && has_value)
            options.rounds = static_cast<int>(std::lround(as_number(values[0], values[i + 1]))), ++i;
        else if (std::strcmp(values[i], "--seconds") == 0 && has_value)
            options.seconds = as_number(values[0], values[i + 1]), ++i;
        else if (std::strcmp(values[i], "--report") == 0 && has_value)
            options.report_file = values[++i];
        else
            refuse(values[0]);
    }
    if (options.is_smoke) {
        options.rounds = 1;
        options.seconds = 0.5;
    }
    return options;
}

void give_up(const std::string& why) {
    throw std::runtime_error(why);
}

int run_bench(const std::function<int()>& bench) {
    try {
        return bench();
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench: %s\n", fault.what());
        return 1;
    }
}

std::int64_t percentile(std::vector<std::int64_t> values, double share) {
    if (values.empty()) return 0;
    auto place = static_cast<size_t>(std::ceil(share * static_cast<double>(values.size())));
    auto at = values.begin() + static_cast<long>(std::clamp<size_t>(place, 1, values.size()) - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::string Limited::line() const {
    double middle = median(values), worst = values.empty() ? 0 : std::ranges::max(values);
    auto figure = [&](double value) { return with_decimals(value, 1) + " " + unit; };
    std::string verdict = values.empty()   ? "  nothing was measured"
                          : middle > limit ? "  OVER the limit of " + figure(limit)
                          : worst > limit  ? "  the worst is over the limit of " + figure(limit)
                                           : "";
    return "    median " + figure(middle) + "  worst " + figure(worst) +
           "  limit / this = " + with_decimals(middle > 0 ? limit / middle : 0, 2) + "  " + name + verdict;
}

Bench::Bench(std::string name, std::string question, Options options)
    : name_(std::move(name)), question_(std::move(question)), options_(std::move(options)) {
    std::printf("%s: %s\n", name_.c_str(), question_.c_str());
}

void Bench::check(const std::string& claim, bool holds, const std::string& found) {
    (holds ? passed_ : failed_) += 1;
    if (!holds) std::printf("  WRONG  %s%s%s\n", claim.c_str(), found.empty() ? "" : ": ", found.c_str());
    std::fflush(stdout);
}

void Bench::compare(const std::string& group, const std::vector<Contender>& contenders) {
    std::vector<std::vector<double>> rates(contenders.size()), halves(contenders.size()),
        nineties(contenders.size());
    for (int round = 0; round < options_.rounds; ++round)
        for (size_t i = 0; i < contenders.size(); ++i) {
            Measured measured = contenders[i].run();
            std::string who = group + ", " + contenders[i].name + ", round " + std::to_string(round + 1);
            check(who + ": every request is answered as it should be",
                  measured.failed == 0 && measured.done > 0,
                  std::to_string(measured.failed) + " of " + std::to_string(measured.done + measured.failed) +
                      " are not; one of them: " + measured.complaint.substr(0, complaint_max));
            rates[i].push_back(static_cast<double>(measured.done) / std::max(measured.seconds, 1e-9));
            halves[i].push_back(static_cast<double>(percentile(measured.latencies, 0.50)));
            nineties[i].push_back(static_cast<double>(percentile(measured.latencies, 0.99)));
        }
    size_t first = lines_.size();
    for (size_t i = 0; i < contenders.size(); ++i)
        lines_.push_back({group, contenders[i].name, median(rates[i]), std::lround(median(halves[i])),
                          std::lround(median(nineties[i]))});
    print(group, first);
}

void Bench::print(const std::string& group, size_t first) const {
    if (options_.is_smoke) return; // half a second says nothing about speed
    std::printf("  %s, medians of %d rounds of %gs\n", group.c_str(), options_.rounds, options_.seconds);
    for (size_t i = first; i < lines_.size(); ++i) {
        const Line& line = lines_[i];
        double ratio = line.per_second > 0 ? lines_[first].per_second / line.per_second : 0;
        std::string compared = i == first ? "" : "ours / this = " + with_decimals(ratio, 2);
        std::printf("    %9.0f/s  p50 %7.2f ms  p99 %7.2f ms  %s  %s\n", line.per_second,
                    static_cast<double>(line.p50) / 1000, static_cast<double>(line.p99) / 1000,
                    line.name.c_str(), compared.c_str());
    }
    std::fflush(stdout);
}

void Bench::hold(const std::string& group, const std::vector<Limited>& figures) {
    if (!options_.is_smoke) std::printf("  %s, %d rounds\n", group.c_str(), options_.rounds);
    for (const Limited& figure : figures) {
        held_.emplace_back(group, figure);
        if (!options_.is_smoke) std::printf("%s\n", figure.line().c_str());
    }
    std::fflush(stdout);
}

void Bench::note(const std::string& group, const std::string& name, double value, const std::string& unit) {
    if (figures_.empty() || figures_.back().group != group) std::printf("  %s\n", group.c_str());
    figures_.push_back({group, name, unit, value});
    int decimals = value >= 1000 ? 0 : 3;
    std::printf("    %12s %-5s  %s\n", with_decimals(value, decimals).c_str(), unit.c_str(), name.c_str());
    std::fflush(stdout);
}

std::string Bench::json() const {
    std::string text = "{\"bench\":" + quoted(name_) + ",\"question\":" + quoted(question_) +
                       ",\"rounds\":" + std::to_string(options_.rounds) +
                       ",\"seconds\":" + with_decimals(options_.seconds, 2) +
                       ",\"passed\":" + std::to_string(passed_) + ",\"failed\":" + std::to_string(failed_) +
                       ",\"results\":[";
    for (size_t i = 0; i < lines_.size(); ++i)
        text += std::string(i == 0 ? "" : ",") + "{\"group\":" + quoted(lines_[i].group) +
                ",\"name\":" + quoted(lines_[i].name) +
                ",\"per_second\":" + with_decimals(lines_[i].per_second, 1) +
                ",\"p50_us\":" + std::to_string(lines_[i].p50) +
                ",\"p99_us\":" + std::to_string(lines_[i].p99) + "}";
    text += "],\"held\":[";
    for (size_t i = 0; i < held_.size(); ++i) {
        const auto& [group, figure] = held_[i];
        text += std::string(i == 0 ? "" : ",") + "{\"group\":" + quoted(group) +
                ",\"name\":" + quoted(figure.name) + ",\"unit\":" + quoted(figure.unit) +
                ",\"median\":" + with_decimals(median(figure.values), 1) + ",\"worst\":" +
                with_decimals(figure.values.empty() ? 0 : std::ranges::max(figure.values), 1) +
                ",\"limit\":" + with_decimals(figure.limit, 1) + "}";
    }
    text += "],\"figures\":[";
    for (size_t i = 0; i < figures_.size(); ++i)
        text += std::string(i == 0 ? "" : ",") + "{\"group\":" + quoted(figures_[i].group) +
                ",\"name\":" + quoted(figures_[i].name) +
                ",\"value\":" + with_decimals(figures_[i].value, 3) +
                ",\"unit\":" + quoted(figures_[i].unit) + "}";
    return text + "]}\n";
}

int Bench::finish() {
    if (!options_.report_file.empty()) {
        std::ofstream out(options_.report_file);
        out << json();
        check("the report is written", out.flush().good(), options_.report_file);
    }
    std::printf("%d passed, %d failed\n", passed_, failed_);
    return failed_ == 0 && passed_ > 0 ? 0 : 1;
}

} // namespace zhishi::bench
