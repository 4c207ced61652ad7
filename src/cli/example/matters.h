// The matters on one person's desk: each is taken up, goes on for days or weeks and comes to an end, and
// every log entry is a step of one of them.
#pragma once

#include "cli/example/phrases.h"
#include "record/log_entry.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace zhishi::cli::example {

class Desk {
  public:
    // `told`: the texts that anybody has written so far; a text that is there is worded anew if it can be.
    Desk(const Section& section, std::vector<size_t> kinds, const WorkingDays& days, SeededRandom random,
         std::set<std::string>& told);

    Desk(const Desk&) = delete; // the phrases hold its chance
    Desk& operator=(const Desk&) = delete;

    struct Composed {
        record::LogEntry entry;     // the seven fields; the rest is the caller's
        std::optional<size_t> line; // of the person's kinds of work; nullopt: nothing that a plan foresaw
    };
    Composed compose(base::Date day);

  private:
    struct Matter {
        const Kind* kind = nullptr;
        Bindings bindings;
        size_t step = 0;
    };
    struct Line {
        std::vector<Matter> open;
        base::Period month; // of a monthly one
    };
    // The matter of this line that goes on today; null where the month's is done.
    Matter* matter_of(size_t line, base::Date day);
    Composed step_of(Matter& matter, size_t line, base::Date day);
    Composed passing(base::Date day);
    void begin(Matter& matter, const Kind& kind, base::Date day, bool is_under_way);
    std::string go_on(Matter& matter, base::Date day);
    void add_fields(Composed& composed, const Matter& matter, base::Date day);

    const Section& section_;
    std::vector<size_t> kinds_;
    SeededRandom random_;
    Phrases phrases_;
    std::set<std::string>& told_;
    std::vector<Line> lines_; // by the person's kinds of work
};

} // namespace zhishi::cli::example
