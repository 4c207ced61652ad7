#include "cli/example/bureau_year.h"
#include "workflow/months.h"
#include "workflow/overview.h"
#include "workflow/periods.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using record::WorkState;
using workflow::Context;

// How a month goes: handed in early, in time or late, and once sent back.
struct Manner {
    bool is_early = false, is_late = false, is_returned = false;
};

Manner manner_of(const Staff& staff, size_t who, const base::Period& month) {
    const Employee& one = staff.at(who);
    size_t dice = chance_of(who, "summary", month).below(1000);
    Manner manner;
    manner.is_late = one.member->life.writes_seldom || dice < 15;
    manner.is_early = !manner.is_late && who % 4 == 1;
    manner.is_returned = !one.is_leader() && dice >= 15 && dice < 40;
    return manner;
}

// What the person says of each line of work, beside what the log told.
struct Words {
    std::vector<std::string> results; // by line
    std::string reflection;
    bool puts_off = false; // the last line
    bool is_under_way = false;
};

Words words_of(const Staff& staff, const WorkingDays& days, size_t who, const base::Period& month) {
    const Stint& stint = staff.at(who).on(month.last());
    const Section& section = staff.section_of(stint);
    SeededRandom random = chance_of(who, "words", month);
    Phrases phrases(section, days, random);
    Words words;
    for (size_t kind : stint.kinds) {
        Bindings bindings;
        words.results.push_back(phrases.one_of(section.kinds[kind].results, bindings, month.last()));
    }
    words.puts_off = stint.kinds.size() > 1 && random.happens(14);
    words.is_under_way = random.happens(30);
    Bindings bindings;
    words.reflection = "不足：" + phrases.one_of(texts_of("lacks"), bindings, month.last()) + "。下步打算：";
    std::vector<std::string> goals = goals_of(staff, days, who, month.next());
    for (size_t i = 0; i < goals.size(); ++i)
        words.reflection += (i > 0 ? "；" : "") + goals[i];
    words.reflection += "。";
    return words;
}

record::MonthItem answered(record::MonthItem item, const record::Plan& plan, const Words& words) {
    auto place = std::find_if(plan.items.begin(), plan.items.end(),
                              [&](const auto& planned) { return planned.id == item.plan_item; });
    bool is_planned = !item.plan_item.empty() && place != plan.items.end();
    size_t line = is_planned ? static_cast<size_t>(place - plan.items.begin()) : words.results.size();
    std::string told = told_from(item.execution);
    item.state = WorkState::done;
    item.progress = "已完成";
    if (line < words.results.size()) {
        bool is_last = line + 1 == words.results.size() && line > 0;
        item.execution = words.results[line] + "。" + told;
        if (is_last && words.puts_off) {
            item.state = WorkState::put_off;
            item.progress = item.entries.empty() ? "未启动" : "完成六成";
            item.execution = "因集中力量保障重点任务，部分工作顺延至下月上旬完成。" + told;
        } else if (is_last && words.is_under_way) {
            item.state = WorkState::under_way;
            item.progress = "完成八成";
        }
    } else if (is_planned) {
        item.execution = "已按要求完成，并在处务会上作了汇报。" + told;
    } else {
        item.execution = "完成临时交办事项，均已按时反馈。" + told;
    }
    return item;
}

Rehearsal::Act save_summary(const Scene& scene, size_t who, const base::Period& month) {
    Words words = words_of(scene.staff, scene.days, who, month);
    return [&bureau = scene.bureau, who, month, words](const Context& context) -> Outcome {
        workflow::MonthKey key{bureau.officials[who].official, month};
        ZHISHI_TRY(auto view, workflow::read_month(context, key));
        std::vector<record::MonthItem> items;
        for (const auto& item : view.month.version == 0 ? view.draft : view.month.items)
            items.push_back(view.month.version == 0 ? answered(item, view.plan, words) : item);
        if (view.month.state == record::MonthState::returned)
            items.front().execution += "\n已于月底前办结，书面材料报处领导审定。";
        return change_of(
            workflow::save_month(context, key, std::move(items), words.reflection, view.month.version));
    };
}

using MonthStep = std::function<base::Result<workflow::Prepared<record::Month>>(
    const Context&, const workflow::MonthKey&, long)>;
Rehearsal::Act month_step(const Bureau& bureau, size_t who, const base::Period& month, MonthStep step) {
    return [&bureau, who, month, step = std::move(step)](const Context& context) -> Outcome {
        workflow::MonthKey key{bureau.officials[who].official, month};
        ZHISHI_TRY(record::Month kept, workflow::month_of(context, key));
        return change_of(step(context, key, kept.version));
    };
}

record::MonthReview review_of(const Scene& scene, size_t who, const base::Period& month) {
    const Stint& stint = scene.staff.at(who).on(month.last());
    const Section& section = scene.staff.section_of(stint);
    SeededRandom random = chance_of(who, "review", month);
    Phrases phrases(section, scene.days, random);
    Bindings bindings;
    auto one_of = [&](const std::vector<std::string>& texts) {
        return phrases.one_of(texts, bindings, month.last());
    };
    bool puts_off = words_of(scene.staff, scene.days, who, month).puts_off;
    size_t praised = random.below(stint.kinds.size()), advised = random.below(stint.kinds.size());
    record::MonthReview review;
    review.plan_execution = puts_off ? "主要事项已落实，个别事项顺延" : one_of(texts_of("plan_execution"));
    review.saturation = one_of(texts_of("saturation"));
    review.completeness = puts_off ? "任务完成较好" : one_of(texts_of("completeness"));
    review.comment = one_of(section.kinds[stint.kinds[praised]].praises) + "。" +
                     one_of(section.kinds[stint.kinds[advised]].advices) + "。";
    return review;
}

Rehearsal::Act approve(const Scene& scene, size_t who, const base::Period& month) {
    auto step = [review = review_of(scene, who, month)](const Context& context, const auto& key,
                                                        long version) {
        return workflow::approve_month(context, key, review, version);
    };
    return as_reviewer(scene.bureau, who, month, month_step(scene.bureau, who, month, step));
}

Rehearsal::Act send_back(const Scene& scene, size_t who, const base::Period& month) {
    const auto& reasons = texts_of("month_returns");
    std::string reason = reasons[chance_of(who, "return", month).below(reasons.size())];
    auto step = [reason](const Context& context, const auto& key, long version) {
        return workflow::return_month(context, key, reason, version);
    };
    return as_reviewer(scene.bureau, who, month, month_step(scene.bureau, who, month, step));
}

} // namespace

base::Date summary_day(const Staff& staff, const WorkingDays& days, size_t who, const base::Period& month) {
    auto presence = staff.presence_in(who, month);
    const Employee& one = staff.at(who);
    // Who leaves hands it in before he goes.
    bool is_leaving = one.leaves && month.contains(*one.leaves);
    Manner manner = manner_of(staff, who, month);
    if (presence && (is_leaving || manner.is_early)) return presence->last;
    return days.near(month.last(), manner.is_late ? 4 : who % 2 ? 2 : 1);
}

void add_summaries(const Scene& scene, const base::Period& month) {
    auto day = [&](int count) { return scene.days.first_of(month.next(), count); };
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        if (!scene.staff.presence_in(who, month)) continue;
        base::Date handed_in = summary_day(scene.staff, scene.days, who, month);
        bool is_early = month.contains(handed_in);
        Manner manner = manner_of(scene.staff, who, month);
        int minute = static_cast<int>(who / 3);
        auto save = [&](At at) { scene.papers(at, who, who, save_summary(scene, who, month)); };
        auto submit = [&](At at) {
            scene.papers(at, who, who, month_step(scene.bureau, who, month, workflow::submit_month));
        };
        save({handed_in, is_early ? 19 : 13, minute});
        submit({handed_in, is_early ? 20 : 14, minute});
        if (scene.staff.at(who).is_leader()) continue;
        bool has_left = scene.staff.at(who).leaves && *scene.staff.at(who).leaves < day(4);
        bool is_returned = manner.is_returned && !has_left && !manner.is_late;
        if (is_returned) {
            scene.papers({day(3), 10, minute}, who, who, send_back(scene, who, month));
            save({day(4), 9, minute});
            submit({day(4), 10, minute});
        }
        bool is_last = manner.is_late || is_returned;
        scene.papers({is_last   ? day(5)
                      : who % 2 ? day(4)
                                : day(3),
                      15, minute},
                     who, who, approve(scene, who, month));
    }
    scene.office({day(4), 8, 40}, [month](const Context& context) {
        return change_of(workflow::remind(context, month, record::RemindedStep::month_summary, {}));
    });
    scene.office({day(7), 10, 0}, [month](const Context& context) {
        return change_of(workflow::close_period(context, month, 0));
    });
}

} // namespace zhishi::cli::example
