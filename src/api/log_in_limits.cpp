#include "api/log_in_limits.h"

#include "api/limits.h"

#include <algorithm>

namespace zhishi::api {

LogInLimits::Bucket& LogInLimits::refreshed(const std::string& source, base::Instant now) {
    auto found = buckets_.find(source);
    if (found == buckets_.end()) {
        if (buckets_.size() >= limits::log_in_sources_max)
            buckets_.erase(
                std::min_element(buckets_.begin(), buckets_.end(),
                                 [](const auto& a, const auto& b) { return a.second.at < b.second.at; }));
        found = buckets_.emplace(source, Bucket{0, now}).first;
    }
    Bucket& bucket = found->second;
    double passed =
        static_cast<double>(std::max<std::int64_t>(0, now.microseconds - bucket.at.microseconds)) / 1e6;
    bucket.failures =
        std::max(0.0, bucket.failures - passed / static_cast<double>(limits::log_in_failure_refill.count()));
    bucket.at = std::max(bucket.at, now);
    return bucket;
}

bool LogInLimits::may_try(const std::string& source, base::Instant now) {
    std::lock_guard lock(mutex_);
    if (!buckets_.contains(source)) return true;
    return refreshed(source, now).failures + 1 <= limits::log_in_failures_burst;
}

void LogInLimits::count_failure(const std::string& source, base::Instant now) {
    std::lock_guard lock(mutex_);
    refreshed(source, now).failures += 1;
}

} // namespace zhishi::api
