#include "bench/province/people.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace zhishi::bench {

namespace {

constexpr int organ_least = 50, organ_most = 300, section_least = 5, section_most = 30;
constexpr int organs_of_city = 40;

// What is drawn; each thing of an owner has a number of its own.
enum Thing : std::uint64_t {
    organ_size = 1'000,
    section_size,
    family_name,
    given_name,
    is_root_organ,
    is_marked,
    special,
    special_word,
    second_word,
    absence
};

// The sections of one organ, until its people are placed; none is smaller than the least one.
void add_sections(People& people, std::uint32_t organ_number, std::uint32_t left, const Dice& dice) {
    Organ& organ = people.organs[organ_number];
    std::uint32_t first = organ.first + organ.leaders;
    organ.first_section = static_cast<std::uint32_t>(people.sections.size());
    while (left > 0) {
        auto drawn = static_cast<std::uint32_t>(
            dice.between(section_least, section_most, people.sections.size(), section_size));
        std::uint32_t size = left < drawn + section_least ? left : drawn;
        people.sections.push_back({organ_number, first, size, 0});
        first += size;
        left -= size;
    }
    organ.sections = static_cast<std::uint32_t>(people.sections.size()) - organ.first_section;
    for (std::uint32_t i = 0; i < organ.sections; ++i)
        people.sections[organ.first_section + i].leader =
            organ.leaders > 0 ? i * organ.leaders / organ.sections : 0;
}

constexpr std::array<std::string_view, 20> families = {"张", "王", "李", "刘", "陈", "杨",  "赵",
                                                       "黄", "周", "吴", "徐", "孙", "胡",  "朱",
                                                       "高", "林", "何", "郭", "马", "欧阳"};
constexpr std::array<std::string_view, 24> givens = {"伟", "芳", "娜", "秀英", "敏", "静",   "丽",   "强",
                                                     "磊", "军", "洋", "勇",   "艳", "杰",   "娟",   "涛",
                                                     "明", "超", "霞", "平",   "刚", "桂英", "建国", "文"};

struct State {
    const char* key;
    const char* value;
    int year;
    bool is_discipline;
};
// One of these falls on one person in a hundred.
constexpr std::array<State, 24> states = {
    {{"probation", "1", 2025, false},       {"probation", "1", 2025, false},
     {"probation", "1", 2025, false},       {"absence.months", "6.5", 2025, false},
     {"absence.months", "9", 2025, false},  {"absence.months", "12", 2025, false},
     {"", "warning", 2025, true},           {"", "party_warning", 2025, true},
     {"", "admonished", 2025, true},        {"", "reassigned", 2025, true},
     {"", "demerit", 2025, true},           {"", "major_demerit", 2025, true},
     {"", "downgrade", 2025, true},         {"", "party_serious_warning", 2025, true},
     {"", "investigated", 2025, true},      {"", "resigned", 2025, true},
     {"", "party_removal", 2025, true},     {"", "party_probation_1", 2025, true},
     {"", "refused", 2025, true},           {"", "major_demerit", 2024, true},
     {"", "party_probation_1", 2024, true}, {"", "warning", 2024, true},
     {"", "party_expulsion", 2023, true},   {"", "downgrade", 2023, true}}};

void write_state(TableFile& facts, char letter, std::uint32_t person, const State& state,
                 const char* discipline) {
    facts.field(std::to_string(state.year)).id(letter, person);
    facts.field(state.is_discipline ? discipline : state.key).field(state.value).end();
}

} // namespace

People people_of(std::uint32_t count, bool with_leaders, const Dice& dice) {
    People people;
    people.count = count;
    for (std::uint32_t first = 0; first < count;) {
        auto number = static_cast<std::uint32_t>(people.organs.size());
        auto size = static_cast<std::uint32_t>(dice.between(organ_least, organ_most, number, organ_size));
        if (count - first < size + organ_least) size = count - first;
        std::uint32_t leaders = with_leaders ? std::min(1 + size / 60, size) : 0;
        people.organs.push_back({first, leaders, 0, 0});
        add_sections(people, number, size - leaders, dice);
        first += size;
    }
    return people;
}

std::vector<std::uint32_t> order_of_arrival(const People& people, std::uint64_t round, const Dice& dice) {
    std::vector<std::uint32_t> order(people.organs.size());
    std::iota(order.begin(), order.end(), 0);
    auto hour = [&](std::uint32_t organ) { return std::pair(dice.draw(organ, round), organ); };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return hour(a) < hour(b); });
    return order;
}

std::string name_of(std::uint32_t person, const Dice& dice) {
    return std::string(families[dice.draw(person, family_name) % families.size()]) +
           std::string(givens[dice.draw(person, given_name) % givens.size()]);
}

void write_subjects(const std::string& path, const People& people, bool group_of_section, const Dice& dice) {
    TableFile table(path, "id,name,kind,parent,group,role,organ");
    for (std::uint32_t city = 0; city * organs_of_city < people.organs.size(); ++city)
        table.id('c', city, 3).field("市" + std::to_string(city)).field("unit,,,,").end();
    for (std::uint32_t i = 0; i < people.organs.size(); ++i) {
        const Organ& organ = people.organs[i];
        // A provincial organ stands below nothing; where nobody marked such a one, it is the end of its
        // chain.
        bool is_root = dice.happens(100, i, is_root_organ);
        table.id('o', i, 5).field("机关" + std::to_string(i)).field("unit");
        is_root ? table.field("") : table.id('c', i / organs_of_city, 3);
        table.field("").field("").field(is_root && dice.happens(500, i, is_marked) ? "" : "1").end();
        for (std::uint32_t leader = 0; leader < organ.leaders; ++leader)
            table.id('p', organ.first + leader)
                .field(name_of(organ.first + leader, dice))
                .field("person")
                .id('o', i, 5)
                .field("")
                .field("leader")
                .field("")
                .end();
        for (std::uint32_t s = organ.first_section; s < organ.first_section + organ.sections; ++s) {
            const Section& section = people.sections[s];
            table.id('s', s, 6)
                .field("第" + std::to_string(s - organ.first_section + 1) + "处室")
                .field("unit");
            table.id('o', i, 5).field("").field("").field("").end();
            for (std::uint32_t person = section.first; person < section.first + section.size; ++person) {
                table.id('p', person).field(name_of(person, dice)).field("person").id('s', s, 6);
                group_of_section ? table.id('s', s, 6) : table.id('g', i * 10UL + section.leader, 6);
                table.field(person == section.first ? "head" : "staff").field("").end();
            }
        }
    }
    table.finish();
}

void write_special_states(TableFile& facts, char letter, std::uint32_t person, const Dice& dice) {
    if (dice.happens(10, person, special)) {
        const State& state = states[dice.draw(person, special_word) % states.size()];
        write_state(facts, letter, person, state, "discipline:1");
        const State& second = states[dice.draw(person, second_word) % states.size()];
        if (second.is_discipline && dice.happens(300, person, absence))
            write_state(facts, letter, person, second, "discipline:2");
    } else if (dice.happens(50, person, absence)) {
        facts.field(std::to_string(year_of_province)).id(letter, person).field("absence.months");
        facts.tenths(5 * dice.between(1, 12, person, absence + 1)).end();
    }
}

} // namespace zhishi::bench
