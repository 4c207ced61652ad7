// How often a source address may fail to log in: a bucket of failures each, refilled slowly. Nothing is kept
// on disk.
#pragma once

#include "base/clock.h"

#include <map>
#include <mutex>
#include <string>

namespace zhishi::api {

class LogInLimits {
  public:
    // False: this source has failed too often of late; nothing was counted.
    bool may_try(const std::string& source, base::Instant now);
    void count_failure(const std::string& source, base::Instant now);

  private:
    struct Bucket {
        double failures = 0; // leaks away with time
        base::Instant at;
    };
    Bucket& refreshed(const std::string& source, base::Instant now);

    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

} // namespace zhishi::api
