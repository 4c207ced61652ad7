// The bounds on everything that comes in by the door, each with its reason. Sizes in bytes.
#pragma once

#include <chrono>
#include <cstddef>

namespace zhishi::api::limits {

// The message. A browser of ours sends about 800 bytes of header.
inline constexpr size_t header_max = 8 * 1024;
inline constexpr size_t header_count_max = 64;
inline constexpr size_t target_max = 2 * 1024; // path and query as they are sent
inline constexpr size_t query_value_max = 256; // decoded; the longest is a search text of 64 characters
inline constexpr size_t query_count_max = 16;
inline constexpr size_t path_segments_max = 16; // the deepest route has six
inline constexpr size_t chunk_overhead_max =
    16 * 1024; // what chunked sending may add to a body: bounds one-byte chunks

// Time. A slow sender holds a connection, never a thread; these bound how long.
inline constexpr std::chrono::seconds header_deadline{10};
inline constexpr std::chrono::seconds body_deadline_base{10};
inline constexpr size_t body_rate_min =
    1024; // bytes a second on top of the base: a slow mobile line does 4,000
inline constexpr std::chrono::seconds idle_keep_alive{60};
inline constexpr std::chrono::seconds handshake_deadline{10};
inline constexpr std::chrono::seconds write_deadline{60}; // the largest asset over a slow line
inline constexpr std::chrono::seconds close_deadline{2};
inline constexpr std::chrono::seconds drain_deadline{
    10}; // of requests under way when the server is told to stop

// Connections. Each costs about 20 KB, with TLS 60 KB.
inline constexpr size_t connections_max = 10'000;
inline constexpr size_t connections_per_address = 256; // a whole office may stand behind one address
inline constexpr size_t requests_per_connection =
    100'000; // then it is closed and made anew: bounds what a leak could do

// Work that waits for a thread. Beyond it the answer is 503 at once rather than a long wait.
inline constexpr size_t waiting_requests_max = 10'000;
inline constexpr size_t waiting_passwords_max = 64; // 64 × 70 ms / 2 threads: about two seconds
inline constexpr size_t password_threads = 2;       // each holds 64 MiB while it hashes
inline constexpr int reruns_max = 3;                // of a handler that found somebody faster

// Log-in. Failures only are counted, so that an office behind one address can come to work together.
inline constexpr int log_in_failures_burst = 30;
inline constexpr std::chrono::seconds log_in_failure_refill{60}; // one more each minute
inline constexpr size_t log_in_sources_max = 10'000; // remembered; then the longest quiet is forgotten
inline constexpr std::chrono::milliseconds log_in_answer_step{200};

// Sessions.
inline constexpr size_t sessions_cached_max = 20'000; // one organ's officials; about 1 KB each
inline constexpr size_t session_token_max = 64;       // ours have 43 letters
inline constexpr std::chrono::hours session_absolute{12};
inline constexpr std::chrono::seconds session_seen_step{
    60}; // how exactly the database knows when it was last used

} // namespace zhishi::api::limits
