// Texts with choices and slots, and what fills them.
//
//   [电话|当面]      one of these
//   {county}         a word of the pool of that name, the same through the life of a matter
//   {county2}        another word of the same pool; {county!}: a new one each time. A word may have slots
//   too. {n:3-12}         a number under a name, drawn once; its end may be an earlier number, which it does
//   not reach
//                    unless there is no other: {m:1-n}
//   {=p:2-7}         a number that is the same for everybody in a month: what all have read in the same table
//   {n} {n-m}        the number again; the difference of two
//   {+5} {-3}        the working day so many after or before, as 3月12日
//   {month} {next_month} {last_month} {quarter} {year} {last_year} {next_year}   of the day
#pragma once

#include "cli/example/seeded_random.h"
#include "cli/example/timetable.h"
#include "cli/example/vocabulary.h"

#include <map>
#include <string>

namespace zhishi::cli::example {

// What the slots of one matter hold.
struct Bindings {
    std::map<std::string, std::string> words;
    std::map<std::string, int> numbers;
};

class Phrases {
  public:
    Phrases(const Section& section, const WorkingDays& days, SeededRandom& random)
        : section_(section), days_(days), random_(random) {}

    std::string fill(std::string_view text, Bindings& bindings, base::Date day);
    // One of them, filled.
    std::string one_of(const std::vector<std::string>& texts, Bindings& bindings, base::Date day);

  private:
    std::string choose(std::string_view text);
    std::string slot(std::string_view name, Bindings& bindings, base::Date day);
    std::string word(std::string name, Bindings& bindings, base::Date day);
    std::string next_of(const std::string& pool);
    int number(std::string_view text, Bindings& bindings);
    int draw(std::string_view name, std::string_view range, Bindings& bindings, SeededRandom& random);

    const Section& section_;
    const WorkingDays& days_;
    SeededRandom& random_;
    // Every word of a pool comes once before any comes again.
    struct Deck {
        std::vector<size_t> order;
        size_t used = 0;
    };
    std::map<std::string, Deck> decks_;
};

// 3月12日
std::string day_in_words(base::Date day);

} // namespace zhishi::cli::example
