#include "bench/province/people.h"
#include "bench/province/province_rows.h"

#include <algorithm>
#include <array>

namespace zhishi::bench {

namespace {

enum Thing : std::uint64_t {
    ability = 2'000,
    is_poor,
    joins,
    joined_in,
    lacks,
    lacks_in,
    sections_habit,
    has_second_superior,
    evaluators,
    round_of_quarter = 2'100, // and the three after
    round_of_year = 2'110,
    mark_of_quarter = 2'200, // eight a superior
    mark_of_year = 2'300     // one an evaluator
};

// How a section's superior marks: in whole marks, in halves or in tenths; a few give everybody the same.
int rounded_by_habit(int tenths, int habit) {
    tenths = std::clamp(tenths, 0, 1000);
    if (habit < 500) return (tenths + 5) / 10 * 10;
    return habit < 800 ? (tenths + 2) / 5 * 5 : tenths;
}
constexpr int habit_of_equals = 980;

class Diary {
  public:
    explicit Diary(const ProvinceWish& wish)
        : dice_(wish.seed), folder_(wish.folder), people_(people_of(wish.people, true, dice_)),
          ratings_(wish.folder + "/ratings.csv", "period,subject,item,rater,role,value") {}

    std::int64_t write() {
        write_subjects(folder_ + "/subjects.csv", people_, false, dice_);
        for (int quarter = 1; quarter <= 4; ++quarter)
            for (std::uint32_t organ : order_of_arrival(people_, round_of_quarter + quarter, dice_))
                each_section(organ, [&](std::uint32_t section) { write_quarter(section, quarter); });
        for (std::uint32_t organ : order_of_arrival(people_, round_of_year, dice_))
            each_section(organ, [&](std::uint32_t section) { write_year(section); });
        ratings_.finish();
        write_facts();
        return ratings_.rows();
    }

  private:
    template <class Work>
    void each_section(std::uint32_t number, Work work) const {
        const Organ& organ = people_.organs[number];
        for (std::uint32_t i = 0; i < organ.sections; ++i)
            work(organ.first_section + i);
    }

    // Heads are marked by their leader, staff by their head, and in some sections by the leader too.
    void write_quarter(std::uint32_t number, int quarter) {
        const Section& section = people_.sections[number];
        std::uint32_t leader = people_.leader_of(section);
        write_marks(number, section.first, leader, quarter, 0);
        for (std::uint32_t i = 1; i < section.size; ++i) {
            write_marks(number, section.first + i, section.first, quarter, 0);
            if (dice_.happens(60, number, has_second_superior))
                write_marks(number, section.first + i, leader, quarter, 1);
        }
    }

    void write_marks(std::uint32_t section, std::uint32_t person, std::uint32_t superior, int quarter,
                     int which) {
        static constexpr std::array<const char*, 4> periods = {"2025Q1", "2025Q2", "2025Q3", "2025Q4"};
        bool is_head = person == people_.sections[section].first;
        if (quarter < first_quarter_of(person)) return;
        int lacking = dice_.happens(5, person, lacks) ? dice_.between(0, 7, person, lacks_in) : -1;
        for (int item = 0; item < 2; ++item) {
            if (lacking == (quarter - 1) * 2 + item) continue;
            const char* name =
                is_head ? (item == 0 ? "duty" : "execution") : (item == 0 ? "ability" : "tasks");
            auto thing = static_cast<std::uint64_t>(mark_of_quarter + which * 8 + (quarter - 1) * 2 + item);
            ratings_.field(periods[static_cast<size_t>(quarter - 1)])
                .id('p', person)
                .field(name)
                .id('p', superior);
            ratings_.field("superior").tenths(mark(section, person, 60, thing)).end();
        }
    }

    // 2 to 4 of: the leader in charge, the head (of a head: the head of the next section), colleagues.
    void write_year(std::uint32_t number) {
        const Section& section = people_.sections[number];
        for (int evaluator = 0; evaluator < 4; ++evaluator)
            for (std::uint32_t i = 0; i < section.size; ++i) {
                std::uint32_t person = section.first + i;
                if (evaluator >= dice_.between(2, 4, person, evaluators)) continue;
                if (dice_.happens(5, person, lacks + 50)) continue; // nobody evaluated him
                ratings_.field("2025").id('p', person).field("comprehensive");
                if (evaluator == 0) ratings_.id('p', people_.leader_of(section)).field("leader");
                if (evaluator == 1)
                    ratings_.id('p', i == 0 ? head_of_next(number) : section.first).field("head");
                if (evaluator >= 2) ratings_.id('p', colleague(section, i, evaluator - 1)).field("colleague");
                ratings_
                    .tenths(mark(number, person, 50, static_cast<std::uint64_t>(mark_of_year + evaluator)))
                    .end();
            }
    }

    std::uint32_t head_of_next(std::uint32_t number) const {
        return people_.sections[number + 1 < people_.sections.size() ? number + 1 : 0].first;
    }
    static std::uint32_t colleague(const Section& section, std::uint32_t i, int steps) {
        return section.first + (i + static_cast<std::uint32_t>(steps)) % section.size;
    }

    int mark(std::uint32_t section, std::uint32_t person, int spread, std::uint64_t thing) const {
        int habit = dice_.between(0, 999, section, sections_habit);
        if (habit >= habit_of_equals) return 900;
        int ground = dice_.happens(8, person, is_poor) ? dice_.between(450, 700, person, is_poor) : 865;
        int tenths = ground + dice_.around(150, person, ability) + dice_.around(spread, person, thing);
        return rounded_by_habit(tenths, habit);
    }

    // 5 for the very few who came after the last review.
    int first_quarter_of(std::uint32_t person) const {
        if (!dice_.happens(40, person, joins)) return 1;
        int draw = dice_.between(0, 39, person, joined_in);
        return draw == 0 ? 5 : 2 + draw % 3;
    }

    void write_facts() {
        TableFile facts(folder_ + "/facts.csv", "period,subject,key,value");
        for (const Section& section : people_.sections)
            for (std::uint32_t person = section.first; person < section.first + section.size; ++person)
                write_special_states(facts, 'p', person, dice_);
        facts.finish();
    }

    Dice dice_;
    std::string folder_;
    People people_;
    TableFile ratings_;
};

} // namespace

std::int64_t write_diary(const ProvinceWish& wish) {
    return Diary(wish).write();
}

} // namespace zhishi::bench
