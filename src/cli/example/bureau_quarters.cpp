#include "cli/example/bureau_year.h"
#include "workflow/periods.h"
#include "workflow/quarters.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using workflow::Context;

constexpr int excused_from_days = 45; // of a quarter away, by the calendar

// Halves of a point: what somebody is worth, how strict his section is, and a little movement.
int half_points(const Employee& one, size_t who, int quarter, size_t item) {
    int own = 172 + static_cast<int>(who * 13 % 15);
    int strictness = static_cast<int>(one.stints.front().section * 5 % 4);
    int movement = static_cast<int>((who + static_cast<size_t>(quarter) * 3 + item * 2) % 4);
    if (one.member->life.writes_seldom) own = 168;
    if (one.member->life.state.starts_with("discipline")) own = 156 + quarter * 3;
    return own - strictness + movement;
}

struct Given {
    base::Number score;
    std::string reason;
};
// One hundred and less than sixty ask for a reason; each comes once or twice a year.
Given given_to(const Employee& one, size_t who, int quarter, size_t item) {
    bool is_disciplined = one.member->life.state.starts_with("discipline");
    if (is_disciplined && quarter == 2 && item == 1)
        return {base::Number::ratio(117, 2), texts_of("reasons_low").front()};
    const auto& high = texts_of("reasons_high");
    if (who % 53 == 20 && static_cast<size_t>(quarter) == who / 53 + 1 && item == 1)
        return {base::Number(100), high[(who / 53) % high.size()]};
    return {base::Number::ratio(half_points(one, who, quarter, item), 2), {}};
}

std::string comment_of(const Scene& scene, size_t who, const base::Period& quarter) {
    const Stint& stint = scene.staff.at(who).on(quarter.last());
    const Section& section = scene.staff.section_of(stint);
    SeededRandom random = chance_of(who, "quarter", quarter);
    Phrases phrases(section, scene.days, random);
    Bindings bindings;
    auto one_of = [&](const std::vector<std::string>& texts) {
        return phrases.one_of(texts, bindings, quarter.last());
    };
    size_t first = random.below(stint.kinds.size());
    size_t second = (first + 1) % stint.kinds.size();
    std::string comment = one_of(texts_of("quarter_openings")) + "，" +
                          one_of(section.kinds[stint.kinds[first]].praises) + "。";
    return comment + one_of(section.kinds[stint.kinds[second]].advices) + "。";
}

workflow::QuarterKey key_of(const Bureau& bureau, size_t who, const base::Period& quarter) {
    return {bureau.officials[who].official, quarter};
}

Rehearsal::Act save_sheet(const Scene& scene, size_t who, const base::Period& quarter) {
    return [&bureau = scene.bureau, &one = scene.staff.at(who), who, quarter,
            comment = comment_of(scene, who, quarter)](const Context& context) -> Outcome {
        auto key = key_of(bureau, who, quarter);
        ZHISHI_TRY(auto view, workflow::read_quarter(context, key));
        workflow::QuarterInput input;
        size_t item = 0;
        for (const auto& asked : view.sheet->items.at(view.subject_class)) {
            Given given = given_to(one, who, quarter.ordinal(), item++);
            input.scores.push_back({asked.id, given.score, given.reason});
        }
        input.comment = comment;
        return change_of(workflow::save_quarter(context, key, std::move(input), view.review.version));
    };
}

using QuarterStep = std::function<base::Result<workflow::Prepared<record::QuarterReview>>(
    const Context&, const workflow::QuarterKey&, long)>;
Rehearsal::Act quarter_step(const Bureau& bureau, size_t who, const base::Period& quarter, QuarterStep step) {
    return [&bureau, who, quarter, step = std::move(step)](const Context& context) -> Outcome {
        auto key = key_of(bureau, who, quarter);
        ZHISHI_TRY(auto review, workflow::quarter_of(context, key));
        return change_of(step(context, key, review.version));
    };
}

// Acknowledges; a few have something to say, a few have not looked yet.
void add_answer(const Scene& scene, size_t who, const base::Period& quarter, base::Date day) {
    const Employee& one = scene.staff.at(who);
    size_t dice = chance_of(who, "answer", quarter).below(100);
    if (!one.is_there(day) || (dice < 4 && one.member->shown_role.empty())) return;
    int minute = static_cast<int>(who / 3);
    QuarterStep step = workflow::acknowledge_quarter;
    if (dice < 6) {
        const auto& replies = texts_of("replies");
        step = [words = replies[(who + dice) % replies.size()]](const Context& context, const auto& key,
                                                                long version) {
            return workflow::reply_to_quarter(context, key, words, version);
        };
    }
    scene.papers({day, 10, minute}, who, who, quarter_step(scene.bureau, who, quarter, std::move(step)));
}

int days_in(const Employee& one, const base::Period& quarter) {
    int count = 0;
    for (base::Date day = quarter.first(); day <= quarter.last(); day = day.plus_days(1))
        count += one.is_there(day);
    return count;
}

} // namespace

void add_reviews(const Scene& scene, const base::Period& quarter) {
    auto day = [&](int count) { return scene.days.first_of(quarter.next(), count); };
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        const Employee& one = scene.staff.at(who);
        bool has_left = one.leaves && *one.leaves < quarter.first();
        bool is_still_to_come = one.comes && quarter.last() < *one.comes;
        if (one.is_leader() || has_left || is_still_to_come) continue;
        int minute = static_cast<int>(who / 3);
        if (one.away_from && days_in(one, quarter) < excused_from_days) {
            auto excuse = [reason = one.member->life.away_reason](const Context& context, const auto& key,
                                                                  long version) {
                return workflow::excuse_quarter(context, key, reason, version);
            };
            scene.papers({day(5), 14, minute}, scene.staff.office(), who,
                         quarter_step(scene.bureau, who, quarter, excuse));
            continue;
        }
        scene.papers({day(6), 9, minute}, who, who,
                     as_reviewer(scene.bureau, who, quarter, save_sheet(scene, who, quarter)));
        scene.papers({day(8), 15, minute}, who, who,
                     as_reviewer(scene.bureau, who, quarter,
                                 quarter_step(scene.bureau, who, quarter, workflow::submit_quarter)));
        add_answer(scene, who, quarter, day(9 + static_cast<int>(who % 3)));
    }
    scene.office({day(15), 10, 0}, [quarter](const Context& context) {
        return change_of(workflow::close_period(context, quarter, 0));
    });
}

} // namespace zhishi::cli::example
