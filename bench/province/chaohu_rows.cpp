#include "bench/province/people.h"
#include "bench/province/province_rows.h"

#include <algorithm>
#include <array>

namespace zhishi::bench {

namespace {

enum Thing : std::uint64_t {
    worth = 3'000,
    is_poor,
    lacks_role,
    lacking_item,
    tasks,
    lacks_task_mean,
    is_secret,
    peers,
    committee,
    sections_habit,
    special,
    special_word,
    bonus,
    other_event,
    round_of_phase = 3'100,
    mark_of_common = 3'200, // 5 items × 16
    mark_of_task = 3'300,   // 4 tasks × 3 × 2
    points_of = 3'400,
    bonus_points = 3'500
};

constexpr std::array<const char*, 5> common_items = {"moral", "ability", "diligence", "performance",
                                                     "integrity"};
constexpr std::array<const char*, 3> dimensions = {"/quantity", "/quality", "/efficiency"};
constexpr std::array<const char*, 3> states = {"probation", "absent", "investigated"};

// The five who evaluate, each in a time of the quarter's end of its own.
enum Phase : std::uint8_t { self, peer, leader, responsible, review_group, phases };
constexpr std::array<const char*, phases> roles = {"self", "peer", "leader", "responsible", "committee"};
constexpr const char* period = "2025Q3";
constexpr int habit_of_equals = 970;

class Quarter {
  public:
    explicit Quarter(const ProvinceWish& wish)
        : dice_(wish.seed), folder_(wish.folder), people_(people_of(wish.people, false, dice_)),
          ratings_(wish.folder + "/ratings.csv", "period,subject,item,rater,role,value") {}

    std::int64_t write() {
        write_subjects(folder_ + "/subjects.csv", people_, true, dice_);
        for (int phase = self; phase < phases; ++phase)
            for (std::uint32_t organ :
                 order_of_arrival(people_, round_of_phase + static_cast<unsigned>(phase), dice_))
                write_phase(people_.organs[organ], static_cast<Phase>(phase));
        ratings_.finish();
        write_facts();
        write_events();
        return ratings_.rows();
    }

  private:
    template <class Work>
    void each_person(Work work) const {
        for (std::uint32_t number = 0; number < people_.sections.size(); ++number)
            for (std::uint32_t i = 0; i < people_.sections[number].size; ++i)
                work(number, people_.sections[number].first + i);
    }

    void write_phase(const Organ& organ, Phase phase) {
        for (std::uint32_t s = organ.first_section; s < organ.first_section + organ.sections; ++s)
            for (std::uint32_t i = 0; i < people_.sections[s].size; ++i) {
                write_common(s, i, phase);
                if (phase == leader || phase == responsible)
                    write_tasks(s, people_.sections[s].first + i, phase);
            }
    }

    void write_common(std::uint32_t section, std::uint32_t place, Phase phase) {
        std::uint32_t person = people_.sections[section].first + place;
        bool lacks = dice_.happens(6, person, lacks_role) &&
                     dice_.draw(person, lacking_item) % phases == static_cast<unsigned>(phase);
        bool is_released = phase == peer && dice_.happens(800, section, is_secret);
        for (size_t item = 0; item < common_items.size(); ++item) {
            if (lacks && item == dice_.draw(person, lacking_item) / phases % common_items.size()) continue;
            for (int rater = 0; rater < raters_of(person, phase, is_released); ++rater) {
                ratings_.field(period).id('p', person).field(common_items[item]);
                if (is_released)
                    ratings_.field("-");
                else
                    write_rater(section, place, phase, rater);
                ratings_.field(roles[phase]);
                std::uint64_t thing =
                    mark_of_common + item * 16 + static_cast<unsigned>(phase * 3 + rater % 3);
                is_released ? ratings_.hundredths(released_mean(section, person, thing))
                            : ratings_.tenths(mark(section, person, thing));
                ratings_.end();
            }
        }
    }

    int raters_of(std::uint32_t person, Phase phase, bool is_released) const {
        if (phase == peer && !is_released) return dice_.between(2, 3, person, peers);
        return phase == review_group ? dice_.between(1, 3, person, committee) : 1;
    }

    void write_rater(std::uint32_t section, std::uint32_t place, Phase phase, int rater) {
        const Section& of = people_.sections[section];
        auto step = static_cast<std::uint32_t>(rater);
        if (phase == self) ratings_.id('p', of.first + place);
        if (phase == peer) ratings_.id('p', of.first + (place + 1 + step) % of.size);
        if (phase == leader) ratings_.id('l', of.organ * 10UL + section % 4);
        if (phase == responsible) ratings_.id('l', of.organ * 10UL + 9);
        if (phase == review_group) ratings_.id('k', of.organ * 10UL + step);
    }

    // Each leader scores the tasks on his own; a task without points is none and is not scored.
    void write_tasks(std::uint32_t section, std::uint32_t person, Phase phase) {
        int count = tasks_of(person);
        int lacking = dice_.happens(4, person, lacks_task_mean) && phase == leader ? count - 1 : -1;
        for (int task = 0; task < count; ++task) {
            if (points(person, task) == 0) continue;
            for (size_t dimension = 0; dimension < dimensions.size(); ++dimension) {
                if (task == lacking && dimension == 1) continue;
                ratings_.field(period).id('p', person).field(task_name(task) + dimensions[dimension]);
                write_rater(section, 0, phase, 0);
                auto thing = mark_of_task + static_cast<unsigned>(task) * 6 + dimension * 2 +
                             (phase == leader ? 0U : 1U);
                ratings_.field(roles[phase]).tenths(mark(section, person, thing)).end();
            }
        }
    }

    static std::string task_name(int task) { return "t" + std::to_string(task + 1); }
    int tasks_of(std::uint32_t person) const {
        return dice_.happens(2, person, tasks) ? 0 : dice_.between(1, 4, person, tasks + 20);
    }
    // In tenths: 10 to 40 in steps of 2.5, and none for one task in fifty.
    int points(std::uint32_t person, int task) const {
        auto thing = points_of + static_cast<std::uint64_t>(task);
        return dice_.happens(20, person, thing) ? 0 : 25 * dice_.between(4, 16, person, thing);
    }

    int mark(std::uint32_t section, std::uint32_t person, std::uint64_t thing) const {
        int habit = dice_.between(0, 999, section, sections_habit);
        if (habit >= habit_of_equals) return 920;
        int tenths = std::clamp(ground(person) / 10 + dice_.around(60, person, thing), 0, 1000);
        return habit < 700 ? (tenths + 5) / 10 * 10 : tenths;
    }
    int released_mean(std::uint32_t section, std::uint32_t person, std::uint64_t thing) const {
        int habit = dice_.between(0, 999, section, sections_habit);
        if (habit >= habit_of_equals) return 9200;
        return std::clamp(ground(person) + dice_.around(300, person, thing), 0, 10000);
    }
    int ground(std::uint32_t person) const {
        int middle = dice_.happens(15, person, is_poor) ? dice_.between(5500, 8000, person, is_poor) : 8950;
        return middle + dice_.around(1600, person, worth);
    }

    void write_facts() {
        TableFile facts(folder_ + "/facts.csv", "period,subject,key,value");
        each_person([&](std::uint32_t, std::uint32_t person) {
            for (int task = 0; task < tasks_of(person); ++task) {
                facts.field(period).id('p', person).field("points:" + task_name(task));
                facts.tenths(points(person, task)).end();
            }
            if (!dice_.happens(15, person, special)) return;
            facts.field(period)
                .id('p', person)
                .field(states[dice_.draw(person, special_word) % states.size()]);
            facts.field(dice_.happens(700, person, special_word) ? "1" : "0").end();
        });
        facts.finish();
    }

    void write_events() {
        TableFile events(folder_ + "/events.csv", "period,subject,item,points,note");
        each_person([&](std::uint32_t, std::uint32_t person) {
            int count = dice_.happens(80, person, bonus) ? dice_.between(1, 3, person, bonus + 20) : 0;
            for (int i = 0; i < count; ++i) {
                events.field(period).id('p', person).field("bonus");
                int halves = dice_.between(-6, 13, person, bonus_points + static_cast<std::uint64_t>(i));
                events.tenths(5 * (halves == 0 ? 1 : halves)).field("季度加减分").end();
            }
            if (dice_.happens(10, person, other_event))
                events.field("2025Q2").id('p', person).field("bonus").field("5").field("上季度").end();
        });
        events.finish();
    }

    Dice dice_;
    std::string folder_;
    People people_;
    TableFile ratings_;
};

} // namespace

std::int64_t write_chaohu(const ProvinceWish& wish) {
    return Quarter(wish).write();
}

} // namespace zhishi::bench
