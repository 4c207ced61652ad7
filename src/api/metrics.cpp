#include "api/metrics.h"

#include <algorithm>

namespace zhishi::api {

namespace {

void head(std::string& out, std::string_view name, std::string_view kind, std::string_view what) {
    out.append("# HELP ").append(name).append(" ").append(what).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
}

void one(std::string& out, std::string_view name, std::string_view kind, std::string_view what,
         std::int64_t value) {
    head(out, name, kind, what);
    out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

// 1500 microseconds → 0.001500, written without a floating-point number.
std::string seconds(std::int64_t microseconds) {
    std::string fraction = std::to_string(microseconds % 1'000'000);
    return std::to_string(microseconds / 1'000'000) + "." + std::string(6 - fraction.size(), '0') + fraction;
}

} // namespace

Metrics::Metrics(std::vector<std::string> routes) : routes_(std::move(routes)) {
    routes_.push_back("other");
    counts_ = std::make_unique<Counts[]>(routes_.size());
}

void Metrics::count(size_t route, int status, std::chrono::microseconds taken) {
    Counts& counts = counts_[std::min(route, routes_.size() - 1)];
    ++counts.by_class[static_cast<size_t>(std::clamp(status / 100, 1, 5) - 1)];
    size_t slot = 0;
    while (slot < bounds.size() && taken.count() > bounds[slot])
        ++slot;
    ++counts.by_time[slot];
    counts.microseconds += taken.count();
}

std::string Metrics::text(const store::StoreMetrics& store) const {
    std::string out;
    head(out, "zhishi_requests_total", "counter", "Requests answered, by route and class of status");
    for (size_t i = 0; i < routes_.size(); ++i) {
        for (size_t c = 0; c < 5; ++c) {
            std::int64_t count = counts_[i].by_class[c];
            if (count == 0) continue;
            out += "zhishi_requests_total{route=\"" + routes_[i] + "\",status=\"" + std::to_string(c + 1) +
                   "xx\"} " + std::to_string(count) + "\n";
        }
    }
    head(out, "zhishi_request_seconds", "histogram", "From the whole request to its answer");
    for (size_t i = 0; i < routes_.size(); ++i) {
        std::int64_t sum = 0;
        std::string lines;
        for (size_t slot = 0; slot <= bounds.size(); ++slot) {
            sum += counts_[i].by_time[slot];
            lines += "zhishi_request_seconds_bucket{route=\"" + routes_[i] + "\",le=\"" +
                     (slot < bounds.size() ? seconds(bounds[slot]) : "+Inf") + "\"} " + std::to_string(sum) +
                     "\n";
        }
        if (sum == 0) continue;
        out += lines;
        out += "zhishi_request_seconds_sum{route=\"" + routes_[i] + "\"} " +
               seconds(counts_[i].microseconds) + "\n";
        out += "zhishi_request_seconds_count{route=\"" + routes_[i] + "\"} " + std::to_string(sum) + "\n";
    }
    one(out, "zhishi_connections_open", "gauge", "Connections that are open now", open_);
    one(out, "zhishi_connections_refused_total", "counter", "Connections beyond a limit", refused_);
    one(out, "zhishi_store_takes_writes", "gauge", "1; 0 while the disk is full or the database is away",
        store.write_state == store::WriteState::well ? 1 : 0);
    one(out, "zhishi_store_commits_total", "counter", "Transactions committed", store.commits);
    one(out, "zhishi_store_changes_total", "counter", "Changes committed", store.changes_committed);
    one(out, "zhishi_store_changes_refused_total", "counter", "Changes whose guards did not hold",
        store.changes_refused);
    one(out, "zhishi_store_queue_length", "gauge", "Changes that wait for the writer", store.queue_length);
    one(out, "zhishi_store_batch_size_max", "gauge", "Most changes in one transaction so far",
        store.batch_size_max);
    return out;
}

} // namespace zhishi::api
