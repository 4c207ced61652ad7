#include "bench/province/people.h"
#include "bench/province/province_rows.h"

#include <algorithm>
#include <array>

namespace zhishi::bench {

namespace {

enum Thing : std::uint64_t {
    category = 4'000,
    deputies,
    raters,
    lacks,
    worth,
    is_poor,
    conduct,
    had_merit,
    merit_year,
    round_of_ballots = 4'100,
    answers_of = 4'200, // one a rater: a bit a question
    routine_of = 4'300, // and the three after
    annual_of = 4'310,
    grade_of = 4'320, // and the two after
    rated_by = 4'400  // one a department
};

constexpr std::array<const char*, 5> categories = {"市州", "省直部门", "事业单位", "国有企业", "贫困县"};
constexpr std::array<const char*, 4> quarters = {"2025Q1", "2025Q2", "2025Q3", "2025Q4"};
constexpr std::array<int, 12> full_marks = {5, 10, 10, 20, 30, 40, 50, 60, 80, 100, 100, 100};
constexpr int questions = 25;

// A team and its people, numbered after one another, the principal first.
struct Team {
    std::uint32_t first = 0, size = 0;
};

std::vector<Team> teams_of(std::uint32_t people, const Dice& dice) {
    std::vector<Team> teams;
    for (std::uint32_t first = 0; first < people;) {
        auto size = static_cast<std::uint32_t>(dice.between(4, 11, teams.size(), deputies));
        teams.push_back({first, std::min(size, people - first)});
        first += size;
    }
    return teams;
}

class Year {
  public:
    explicit Year(const ProvinceWish& wish)
        : dice_(wish.seed), folder_(wish.folder), teams_(teams_of(wish.people, dice_)),
          ratings_(wish.folder + "/ratings.csv", "period,subject,item,rater,role,value") {
        for (int question = 1; question <= questions; ++question)
            names_.push_back((question < 10 ? "p0" : "p") + std::to_string(question));
    }

    std::int64_t write() {
        write_subjects();
        for (std::uint32_t team : order()) {
            // A rater hands in one ballot on the team and each of its people.
            for (int rater = 0; rater < 4; ++rater) {
                write_ballot('t', team, team, rater);
                for (std::uint32_t i = 0; i < teams_[team].size; ++i)
                    write_ballot('p', teams_[team].first + i, team, rater);
            }
        }
        write_departments();
        ratings_.finish();
        write_facts();
        return ratings_.rows();
    }

  private:
    // Teams and people draw apart, though both are counted from 0.
    static std::uint64_t owner(char letter, std::uint32_t number) {
        return number + (letter == 't' ? std::uint64_t{1} << 40 : 0);
    }

    std::vector<std::uint32_t> order() const {
        std::vector<std::uint32_t> teams(teams_.size());
        for (std::uint32_t i = 0; i < teams.size(); ++i)
            teams[i] = i;
        std::sort(teams.begin(), teams.end(), [&](auto a, auto b) {
            return std::pair(dice_.draw(a, round_of_ballots), a) <
                   std::pair(dice_.draw(b, round_of_ballots), b);
        });
        return teams;
    }

    void write_subjects() {
        TableFile table(folder_ + "/subjects.csv", "id,name,kind,parent,group,role");
        for (std::uint32_t i = 0; i < teams_.size(); ++i) {
            const char* group = categories[dice_.draw(i, category) % categories.size()];
            table.id('t', i, 6).field("班子" + std::to_string(i)).field("team,").field(group).field("").end();
            for (std::uint32_t person = teams_[i].first; person < teams_[i].first + teams_[i].size;
                 ++person) {
                table.id('p', person)
                    .field(name_of(person, dice_))
                    .field("person")
                    .id('t', i, 6)
                    .field(group);
                table.field(person == teams_[i].first ? "principal" : "deputy").end();
            }
        }
        table.finish();
    }

    // Two to four rate; four in a thousand nobody does.
    void write_ballot(char letter, std::uint32_t number, std::uint32_t team, int rater) {
        std::uint64_t who = owner(letter, number);
        if (rater >= dice_.between(2, 4, who, raters) || dice_.happens(4, who, lacks)) return;
        std::uint64_t answers = dice_.draw(who, answers_of + static_cast<unsigned>(rater));
        int doubt = dice_.happens(150, who, conduct) ? 3 : 0; // of whom a rater doubts every fifth answer
        for (const std::string& name : names_) {
            bool is_no = (answers & 31) == 0 || static_cast<int>(answers & 15) < doubt;
            answers = answers * 6364136223846793005U + 1442695040888963407U;
            answers ^= answers >> 29;
            ratings_.field("2025").id(letter, number, letter == 't' ? 6 : 7).field(name);
            ratings_.id('r', team * 10UL + static_cast<unsigned>(rater)).field("political");
            ratings_.field(is_no ? "0" : "1").end();
        }
    }

    // Each department rates all teams on its item; the first gives everybody the same, the second full marks.
    void write_departments() {
        TableFile items(folder_ + "/items.csv", "item,full,rater");
        for (size_t department = 0; department < full_marks.size(); ++department) {
            std::string item = "dept" + std::to_string(department),
                        rater = "部门" + std::to_string(department);
            int full = 10 * full_marks[department];
            items.field(item).tenths(full).field(rater).end();
            for (std::uint32_t team = 0; team < teams_.size(); ++team) {
                int thousandth =
                    dice_.between(department % 2 == 0 ? 500 : 800, 1000, team, rated_by + department);
                int value = department == 0   ? full * 9 / 10
                            : department == 1 ? full
                                              : full * thousandth / 1000;
                ratings_.field("2025").id('t', team, 6).field(item).field(rater).field("department");
                ratings_.tenths(value).end();
            }
        }
        items.finish();
    }

    void write_facts() {
        TableFile facts(folder_ + "/facts.csv", "period,subject,key,value");
        for (std::uint32_t i = 0; i < teams_.size(); ++i) {
            write_scores(facts, 't', i);
            for (std::uint32_t person = teams_[i].first; person < teams_[i].first + teams_[i].size;
                 ++person) {
                write_scores(facts, 'p', person);
                write_special_states(facts, 'p', person, dice_);
                write_past(facts, person);
            }
        }
        facts.finish();
    }

    void write_scores(TableFile& facts, char letter, std::uint32_t number) {
        std::uint64_t who = owner(letter, number);
        int lacking = dice_.happens(5, who, lacks + 20) ? dice_.between(0, 4, who, lacks + 21) : -1;
        for (int part = 0; part < 5; ++part) {
            if (part == lacking) continue;
            int middle = dice_.happens(15, who, is_poor) ? dice_.between(5500, 7000, who, is_poor) : 8300;
            int hundredths = middle + dice_.around(3000, who, worth) +
                             dice_.around(800, who, routine_of + static_cast<unsigned>(part));
            hundredths = std::clamp(hundredths, 0, 10000) / 5 * 5;
            facts.field(part < 4 ? quarters[static_cast<size_t>(part)] : "2025")
                .id(letter, number, letter == 't' ? 6 : 7);
            facts.field(part < 4 ? "routine" : "annual").hundredths(hundredths).end();
        }
    }

    // What the years before say, which decides about merits.
    void write_past(TableFile& facts, std::uint32_t person) {
        for (int back = 1; back <= 2; ++back) {
            bool is_excellent = dice_.happens(300, person, grade_of + static_cast<unsigned>(back));
            facts.field(std::to_string(year_of_province - back)).id('p', person).field("grade");
            facts.field(is_excellent ? "优秀" : "称职").end();
        }
        if (!dice_.happens(50, person, had_merit)) return;
        facts.field("2025").id('p', person).field("merit.year");
        facts.field(std::to_string(dice_.between(2018, 2024, person, merit_year))).end();
    }

    Dice dice_;
    std::string folder_;
    std::vector<Team> teams_;
    std::vector<std::string> names_;
    TableFile ratings_;
};

} // namespace

std::int64_t write_gansu(const ProvinceWish& wish) {
    return Year(wish).write();
}

} // namespace zhishi::bench
