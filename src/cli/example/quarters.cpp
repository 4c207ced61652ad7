#include "workflow/quarters.h"

#include "cli/example/acts.h"
#include "cli/example/cast.h"
#include "cli/example/year_and_month.h"
#include "workflow/periods.h"
#include "workflow/personnel.h"

#include <array>

namespace zhishi::cli::example {

namespace {

using workflow::Context;

// Halves of a point; by person, with a little movement from quarter to quarter. One person stays below the
// gate of 85, two come out alike.
int half_points(size_t member, int quarter, size_t item) {
    if (member == place::bidding) return 166 + quarter + static_cast<int>(item);
    if (member == place::reserve || member == place::inspection) return 178 + quarter % 2;
    return 172 + static_cast<int>((member * 7 + static_cast<size_t>(quarter) * 3 + item * 2) % 17);
}

std::string comment_of(size_t member, int quarter) {
    static constexpr std::array<std::string_view, 4> openings{
        "本季度各项工作按计划推进", "本季度承担任务较重，完成较好", "本季度工作扎实", "本季度工作收尾有序"};
    const Member& person = cast()[member];
    return std::string(openings[static_cast<size_t>(quarter - 1)]) + "，" + std::string(person.merit) + "。" +
           std::string(person.advice) + "。";
}

Rehearsal::Act save_sheet(const workflow::QuarterKey& key, size_t member) {
    return [key, member](const Context& context) -> Outcome {
        ZHISHI_TRY(auto view, workflow::read_quarter(context, key));
        workflow::QuarterInput input;
        size_t item = 0;
        for (const auto& asked : view.sheet->items.at(view.subject_class)) {
            int halves = half_points(member, key.period.ordinal(), item++);
            input.scores.push_back({asked.id, base::Number::ratio(halves, 2), {}});
        }
        input.comment = comment_of(member, key.period.ordinal());
        return change_of(workflow::save_quarter(context, key, std::move(input), view.review.version));
    };
}

Rehearsal::Act submit_sheet(const workflow::QuarterKey& key) {
    return [key](const Context& context) -> Outcome {
        ZHISHI_TRY(auto review, workflow::quarter_of(context, key));
        return change_of(workflow::submit_quarter(context, key, review.version));
    };
}

Rehearsal::Act answer_sheet(const workflow::QuarterKey& key, std::string words) {
    return [key, words](const Context& context) -> Outcome {
        ZHISHI_TRY(auto review, workflow::quarter_of(context, key));
        if (words.empty()) return change_of(workflow::acknowledge_quarter(context, key, review.version));
        return change_of(workflow::reply_to_quarter(context, key, words, review.version));
    };
}

} // namespace

void add_quarter_reviews(Timetable& timetable, const Bureau& bureau, const WorkingDays& days,
                         const base::Period& quarter) {
    auto day = [&](int count) { return days.first_of(quarter.next(), count); };
    for (size_t i = 0; i < bureau.officials.size(); ++i) {
        auto by = reviewer_of(i);
        if (!by) continue;
        workflow::QuarterKey key{bureau.officials[i].official, quarter};
        int minute = static_cast<int>(i) * 3;
        auto add = [&](At at, size_t who, Rehearsal::Act act) {
            timetable.add(at, who, Concerns::papers, i, std::move(act));
        };
        add({day(6), 9, minute}, *by, save_sheet(key, i));
        add({day(8), 15, minute}, *by, submit_sheet(key));
        bool has_words = i == place::bidding && quarter.ordinal() == 2;
        add({day(9 + static_cast<int>(i % 3)), 10, minute}, i,
            answer_sheet(key, has_words
                                  ? "同意评价。二季度牵头的两个项目开标延后，主要因招标方式调整，请予了解。"
                                  : ""));
    }
    timetable.add(
        {day(15), 10, 0}, place::office, Concerns::everything, place::office,
        [quarter](const Context& context) { return change_of(workflow::close_period(context, quarter, 0)); });
}

void add_committee(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year) {
    using record::CommitteeRole;
    base::Date day = days.first_of(base::Period::of_year(year), 3);
    constexpr std::pair<size_t, CommitteeRole> seats[] = {{place::principal, CommitteeRole::chair},
                                                          {place::deputy, CommitteeRole::deputy_chair},
                                                          {place::general_head, CommitteeRole::member}};
    int minute = 0;
    for (const auto& [member, role] : seats) {
        record::CommitteeSeat seat;
        seat.official = bureau.officials[member].official;
        seat.role = role;
        seat.from = day;
        timetable.add({day, 9, minute++}, place::office, Concerns::everything, place::office,
                      [seat](const Context& context) {
                          return change_of(workflow::save_committee_seat(context, seat, 0));
                      });
    }
}

void add_prior_grades(Timetable& timetable, const Bureau& bureau, const WorkingDays& days, int year) {
    base::Date day = days.first_of(base::Period::of_year(year), 4);
    for (size_t i = 0; i < bureau.officials.size(); ++i) {
        if (!reviewer_of(i)) continue;
        for (int back = 2; back >= 1; --back) {
            record::PriorGrade prior;
            prior.official = bureau.officials[i].official;
            prior.year = year - back;
            bool is_excellent = (i + static_cast<size_t>(back)) % 5 == 0;
            prior.grade = is_excellent ? "优秀" : "称职";
            prior.award = is_excellent ? "嘉奖" : "";
            prior.source = std::to_string(prior.year) + "年度考核结果通报";
            timetable.add({day, 9, static_cast<int>(i) * 2 + back}, place::office, Concerns::papers, i,
                          [prior](const Context& context) {
                              return change_of(workflow::save_prior_grade(context, prior, 0));
                          });
        }
    }
}

} // namespace zhishi::cli::example
