// The people of a province: organs of 50 to 300, each with bureau leaders, who are in charge of a few
// sections each, and sections of 5 to 30 with a head. Everybody of an organ is numbered after one another.
#pragma once

#include "bench/province/dice.h"
#include "bench/province/table_file.h"

#include <string>
#include <vector>

namespace zhishi::bench {

inline constexpr int year_of_province = 2025;

struct Section {
    std::uint32_t organ = 0;
    std::uint32_t first = 0, size = 0; // its people; the first is the head
    std::uint32_t leader = 0;          // who is in charge of it, counted within the organ
};

struct Organ {
    std::uint32_t first = 0, leaders = 0; // its leaders are the first of its people
    std::uint32_t first_section = 0, sections = 0;
};

struct People {
    std::vector<Organ> organs;
    std::vector<Section> sections;
    std::uint32_t count = 0;

    std::uint32_t leader_of(const Section& section) const {
        return organs[section.organ].first + section.leader;
    }
};

// So many people, leaders included (of the schemes that score them); `with_leaders` false: organs without.
People people_of(std::uint32_t count, bool with_leaders, const Dice& dice);

// The organs in the order in which they hand in their sheets of this round.
std::vector<std::uint32_t> order_of_arrival(const People& people, std::uint64_t round, const Dice& dice);

// subjects.csv: cities, organs, sections and people. `group_of_section`: compared section by section, else by
// leader in charge.
void write_subjects(const std::string& path, const People& people, bool group_of_section, const Dice& dice);

// A name as people have it; two may share one.
std::string name_of(std::uint32_t person, const Dice& dice);

// facts.csv of the law's special states for one in a hundred, and of short absences, which change nothing.
void write_special_states(TableFile& facts, char letter, std::uint32_t person, const Dice& dice);

} // namespace zhishi::bench
