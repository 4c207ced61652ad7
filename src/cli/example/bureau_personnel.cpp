#include "cli/example/bureau_year.h"
#include "workflow/accounts.h"
#include "workflow/personnel.h"
#include "workflow/structure.h"

#include <algorithm>

namespace zhishi::cli::example {

namespace {

using workflow::Context;

void add_committee(const Scene& scene, base::Date day) {
    using record::CommitteeRole;
    int minute = 0;
    for (const std::string& login : vocabulary().committee) {
        size_t who = scene.staff.position_of(login);
        CommitteeRole role = minute == 0   ? CommitteeRole::chair
                             : minute == 1 ? CommitteeRole::deputy_chair
                                           : CommitteeRole::member;
        scene.office({day, 8, minute++}, [&bureau = scene.bureau, who, role, day](const Context& context) {
            record::CommitteeSeat seat;
            seat.official = bureau.officials[who].official;
            seat.role = role;
            seat.from = day;
            return change_of(workflow::save_committee_seat(context, seat, 0));
        });
    }
}

void add_prior_grades(const Scene& scene, int year) {
    base::Date day = scene.days.first_of(base::Period::of_year(year), 4);
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        const Employee& one = scene.staff.at(who);
        if (one.is_leader() || one.comes) continue;
        for (int back = 2; back >= 1; --back) {
            record::PriorGrade prior;
            prior.year = year - back;
            bool is_excellent = (who * 3 + static_cast<size_t>(back)) % 5 == 0;
            prior.grade = is_excellent ? "优秀" : "称职";
            prior.award = is_excellent ? "嘉奖" : "";
            prior.source = std::to_string(prior.year) + "年度考核结果通报";
            scene.papers({day, 9 + back, static_cast<int>(who / 3)}, scene.staff.office(), who,
                         [&bureau = scene.bureau, who, prior](const Context& context) {
                             record::PriorGrade kept = prior;
                             kept.official = bureau.officials[who].official;
                             return change_of(workflow::save_prior_grade(context, kept, 0));
                         });
        }
    }
}

void add_coming(const Scene& scene, size_t who) {
    base::Date day = *scene.staff.at(who).comes;
    Roster::Person person = scene.staff.roster().people[who];
    scene.office({day, 8, 10}, [&bureau = scene.bureau, who, person](const Context& context) {
        return enter_official(context, bureau, who, person);
    });
    // The administrator's act: he holds no post.
    scene.office({day, 8, 20}, [&bureau = scene.bureau, who, person](const Context& context) {
        Context own{bureau.administrator, context.now,    context.reader,
                    context.directory,    context.scheme, context.random};
        return open_account(own, bureau, who, person, not_issued);
    });
}

// His last post gets its last day; afterwards he himself does, and the account is closed.
Rehearsal::Act end_post(const Bureau& bureau, size_t who, base::Date last) {
    return [&bureau, who, last](const Context& context) -> Outcome {
        auto posts = context.directory.posts_of(bureau.officials[who].official);
        base::check(!posts.empty(), "who moves or leaves has held a post");
        record::Post post = *posts.back();
        post.to = last;
        return change_of(workflow::change_post(context, post, post.version));
    };
}

void add_leaving(const Scene& scene, size_t who) {
    base::Date last = *scene.staff.at(who).leaves;
    base::Date day = scene.days.near(last, 1);
    const Bureau& bureau = scene.bureau;
    scene.office({day, 8, 30}, end_post(bureau, who, last));
    scene.office({day, 8, 31}, [&bureau, who, last](const Context& context) -> Outcome {
        const auto* found = context.directory.official(bureau.officials[who].official);
        base::check(found, "who leaves was there");
        record::Official official = *found;
        official.to = last;
        return change_of(workflow::change_official(context, official, official.version));
    });
    scene.office({day, 8, 32}, [&bureau, who](const Context& context) -> Outcome {
        Context own{bureau.administrator, context.now,    context.reader,
                    context.directory,    context.scheme, context.random};
        const auto* account = context.directory.account(bureau.officials[who].account);
        base::check(account, "who leaves had an account");
        workflow::AccountChange change;
        change.is_disabled = true;
        return change_of(workflow::change_account(own, account->id, change, account->version));
    });
}

void add_move(const Scene& scene, size_t who, const Stint& stint) {
    scene.office({stint.from, 8, 33}, end_post(scene.bureau, who, stint.from.plus_days(-1)));
    scene.office({stint.from, 8, 34}, [&bureau = scene.bureau, who, &stint](const Context& context) {
        record::Post post;
        post.official = bureau.officials[who].official;
        post.unit = bureau.units[stint.section];
        post.kind = stint.kind;
        post.title = stint.title;
        post.from = stint.from;
        return change_of(workflow::add_post(context, post));
    });
}

void add_substitutes(const Scene& scene) {
    for (const Substitute& named : vocabulary().substitutes) {
        size_t reviewer = scene.staff.position_of(named.reviewer), by = scene.staff.position_of(named.by);
        base::Date from = scene.staff.day(named.from), to = scene.staff.day(named.to);
        scene.office({from, 8, 40}, [&bureau = scene.bureau, reviewer, by, from, to,
                                     reason = named.reason](const Context& context) {
            record::Acting acting;
            acting.reviewer = bureau.officials[reviewer].official;
            acting.by = bureau.officials[by].official;
            acting.from = from;
            acting.to = to;
            acting.reason = reason;
            return change_of(workflow::name_acting(context, acting));
        });
    }
}

void add_state(const Scene& scene, size_t who, base::Date day, record::SpecialState state) {
    scene.papers({day, 11, static_cast<int>(who % 50)}, scene.staff.office(), who,
                 [&bureau = scene.bureau, who, state](const Context& context) {
                     record::SpecialState kept = state;
                     kept.official = bureau.officials[who].official;
                     return change_of(workflow::save_special_state(context, kept, 0));
                 });
}

void add_states(const Scene& scene, size_t who, int year) {
    const Employee& one = scene.staff.at(who);
    const Life& life = one.member->life;
    record::SpecialState state;
    state.year = year;
    state.key = life.state;
    state.value = life.state_value;
    SeededRandom random = chance_of(who, "state", base::Period::of_year(year));
    Bindings bindings;
    Phrases phrases(scene.staff.section_of(one.stints.front()), scene.days, random);
    state.evidence = phrases.fill(life.evidence, bindings, base::Period::of_year(year).first());
    // Who comes on probation has it recorded then; a decision of the summer then.
    base::Date day = one.comes ? scene.days.after(*one.comes, 2) : scene.staff.day("06-24");
    if (!life.state.empty()) add_state(scene, who, day, state);
    if (life.absence_months.empty()) return;
    state.key = "absence.months";
    state.value = life.absence_months;
    add_state(scene, who, scene.days.near(*one.away_to, 1), state);
}

} // namespace

void add_personnel(const Scene& scene, int year) {
    add_committee(scene, scene.days.first_of(base::Period::of_year(year), 3));
    add_prior_grades(scene, year);
    add_substitutes(scene);
    for (size_t who = 0; who < scene.staff.size(); ++who) {
        const Employee& one = scene.staff.at(who);
        if (one.comes) add_coming(scene, who);
        if (one.leaves) add_leaving(scene, who);
        for (size_t stint = 1; stint < one.stints.size(); ++stint)
            add_move(scene, who, one.stints[stint]);
        add_states(scene, who, year);
    }
}

} // namespace zhishi::cli::example
