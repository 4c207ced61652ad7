// Composes log entries from the lines of work of the cast: every pair of an action and an object once before
// any comes again.
#pragma once

#include "cli/example/cast.h"
#include "cli/example/seeded_random.h"
#include "record/log_entry.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace zhishi::cli::example {

class LogTexts {
  public:
    explicit LogTexts(SeededRandom& random) : random_(random) {}

    struct Composed {
        record::LogEntry entry;     // the seven fields; the rest is the caller's
        std::optional<size_t> line; // of the member's; nullopt: work that no plan foresaw
    };
    Composed compose(size_t member);

  private:
    struct Deck {
        std::vector<std::pair<size_t, size_t>> pairs; // action, object; in the order of use
        size_t used = 0;
    };
    std::string draw(Deck& deck, const std::vector<std::string_view>& actions, Pool pool);
    void fill_other_fields(record::LogEntry& entry, Pool pool);
    std::string one_of(const std::vector<std::string_view>& texts);

    SeededRandom& random_;
    std::map<std::pair<size_t, size_t>, Deck> decks_; // by member and line
    Deck occasional_;
};

} // namespace zhishi::cli::example
