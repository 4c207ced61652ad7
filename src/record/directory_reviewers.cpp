// Who reviews whom: decision 0006, and the recusals of 0007.
#include "record/directory.h"

#include <algorithm>
#include <map>

namespace zhishi::record {

const Acting* Directory::acting_in_place_of(const OfficialId& reviewer, base::Date date) const {
    const Acting* last = nullptr;
    for (const Acting* acting : held_by(actings_for_, reviewer.value))
        if (holds_on(*acting, date)) last = acting;
    return last;
}

// In charge of the unit itself, the last to begin first. A unit that is gone keeps those of its last day: its
// quarter is reviewed by who saw the work, not by who happens to stand above the gap.
std::vector<const Official*> Directory::leaders_over(const Unit& unit, base::Date today) const {
    std::vector<const Official*> leaders;
    auto gather = [&](base::Date date, bool must_be_here) {
        for (const Charge* charge : held_by(charges_of_unit_, unit.id.value))
            if (holds_on(*charge, date))
                if (const Official* leader = official(charge->leader))
                    if (!must_be_here || standing(leader->id, today)) leaders.insert(leaders.begin(), leader);
    };
    gather(today, false);
    if (leaders.empty() && unit.to && *unit.to < today) gather(*unit.to, true);
    return leaders;
}

std::vector<Reviewer> Directory::chairs_above(const UnitId& unit, PostKind kind, base::Date today) const {
    std::vector<Reviewer> chairs;
    auto add = [&](const Official& seat, ReviewerReason reason) {
        const Acting* acting = acting_in_place_of(seat.id, today);
        if (acting && official(acting->by))
            chairs.push_back({acting->by, seat.id, ReviewerReason::acting});
        else
            chairs.push_back({seat.id, {}, reason});
    };
    std::vector<const Unit*> upward = path(unit);
    // A head is looked after by the leader, wherever his main post stands.
    if (kind == PostKind::staff)
        for (const Unit* at : upward)
            for (const Official* head : heads_of(at->id, today))
                add(*head, ReviewerReason::head_of_unit);
    for (const Unit* at : upward)
        for (const Official* leader : leaders_over(*at, today))
            add(*leader, ReviewerReason::leader_in_charge);
    return chairs;
}

Reviewer Directory::first_for(const OfficialId& id, const std::vector<Reviewer>& chairs,
                              base::Date today) const {
    // A recused reviewer's chair is passed over whoever acts in it: he may have named the acting one himself.
    const std::vector<const Recusal*>& recusals = held_by(recusals_of_official_, id.value);
    auto may_review = [&](const OfficialId& reviewer) {
        return reviewer != id && std::none_of(recusals.begin(), recusals.end(), [&](const Recusal* recusal) {
                   return recusal->reviewer == reviewer && holds_on(*recusal, today);
               });
    };
    for (const Reviewer& chair : chairs)
        if (may_review(chair.official) && (chair.acting_for.empty() || may_review(chair.acting_for)))
            return chair;
    return {{}, {}, ReviewerReason::seat_is_vacant};
}

Reviewer Directory::reviewer_for(const OfficialId& id, const UnitId& unit, PostKind kind,
                                 base::Date today) const {
    if (kind == PostKind::leader) return {{}, {}, ReviewerReason::nobody_reviews_a_leader};
    return first_for(id, chairs_above(unit, kind, today), today);
}

std::optional<CountingPost> Directory::post_that_counts_on(const OfficialId& id, base::Date date) const {
    auto is = standing(id, date);
    const Post* post = main_post(id, date);
    if (!is || !post) return std::nullopt;
    PostKind kind = PostKind::staff;
    if (*is == Standing::head) kind = PostKind::head;
    if (*is == Standing::leader) kind = PostKind::leader;
    return CountingPost{post->unit, kind, date, false, false};
}

Reviewer Directory::reviewer_of(const OfficialId& id, base::Date subject_day, base::Date today) const {
    std::optional<CountingPost> post = post_that_counts_on(id, subject_day);
    if (!post) return {{}, {}, ReviewerReason::holds_no_post};
    return reviewer_for(id, post->unit, post->kind, today);
}

Directory::Reviewees Directory::reviewees_by(base::Date today, const PostOf& post_of) const {
    Reviewees reviewees;
    // The chairs above a unit are looked up once, not for each of its people.
    std::map<std::pair<std::string_view, PostKind>, std::vector<Reviewer>> chairs_of;
    for (const Official& person : parts_.officials) {
        std::optional<CountingPost> post = post_of(person.id);
        const Unit* of = post && post->kind != PostKind::leader ? unit(post->unit) : nullptr;
        if (!of) continue;
        auto [place, is_new] = chairs_of.try_emplace({of->id.value, post->kind});
        if (is_new) place->second = chairs_above(of->id, post->kind, today);
        Reviewer reviewer = first_for(person.id, place->second, today);
        if (!reviewer.official.empty()) reviewees[reviewer.official.value].push_back(person.id);
    }
    return reviewees;
}

std::vector<OfficialId> Directory::kept_reviewees(std::string key, const OfficialId& reviewer,
                                                  base::Date today, const PostOf& post_of) const {
    constexpr size_t kept_max = 64; // periods of a few days: more is somebody leafing through the years
    std::shared_ptr<const Reviewees> reviewees;
    {
        // The others wait for who works it out.
        std::lock_guard lock(kept_mutex_);
        if (kept_reviewees_.size() >= kept_max) kept_reviewees_.clear();
        auto& kept = kept_reviewees_[std::move(key) + " " + today.str()];
        if (!kept) kept = std::make_shared<const Reviewees>(reviewees_by(today, post_of));
        reviewees = kept;
    }
    auto place = reviewees->find(reviewer.value);
    return place == reviewees->end() ? std::vector<OfficialId>() : place->second;
}

std::vector<OfficialId> Directory::reviewees_of(const OfficialId& reviewer, const base::Period& period,
                                                base::Date today) const {
    return kept_reviewees("reference " + period.str(), reviewer, today, [&](const OfficialId& id) {
        auto day = reference_day(id, period, today);
        return day ? post_that_counts_on(id, *day) : std::nullopt;
    });
}

bool Directory::reviews_anybody(const OfficialId& id, base::Date today) const {
    for (const Post* post : held_by(posts_of_official_, id.value))
        if (post->kind == PostKind::head && holds_on(*post, today)) return true;
    for (const Acting* acting : held_by(actings_by_, id.value))
        if (holds_on(*acting, today)) return true;
    for (const Charge* charge : held_by(charges_of_leader_, id.value)) {
        if (holds_on(*charge, today)) return true;
        const Unit* over = unit(charge->unit);
        if (!over) continue;
        std::vector<const Official*> leaders = leaders_over(*over, today);
        if (std::any_of(leaders.begin(), leaders.end(), [&](const Official* at) { return at->id == id; }))
            return true;
    }
    return false;
}

bool Directory::is_recused(const OfficialId& reviewer, const OfficialId& from, base::Date date) const {
    for (const Recusal* recusal : held_by(recusals_of_official_, from.value))
        if (recusal->reviewer == reviewer && holds_on(*recusal, date)) return true;
    return false;
}

} // namespace zhishi::record
