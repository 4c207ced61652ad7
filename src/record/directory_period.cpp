// Where a person counts in a quarter or year, and what follows: decision 0007, "Whose post counts". And the
// committee, whose seats are held like posts.
#include "record/directory.h"

#include <algorithm>
#include <tuple>

namespace zhishi::record {

namespace {

// The days of one (unit, kind) in a period.
struct Share {
    const Post* post = nullptr; // one of its posts, for unit and kind
    int days = 0;
    base::Date last_day;
};

// Days before which the main post may change: the ends of posts within the period.
std::vector<base::Date> turning_days(const std::vector<const Post*>& posts, base::Date first,
                                     base::Date last) {
    std::vector<base::Date> days = {first, last.plus_days(1)};
    for (const Post* post : posts) {
        if (first < post->from && post->from <= last) days.push_back(post->from);
        if (post->to && first <= *post->to && *post->to < last) days.push_back(post->to->plus_days(1));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

bool counts_more(const Share& a, const Share& b) {
    return std::tie(a.days, a.last_day) > std::tie(b.days, b.last_day);
}

CountingPost as_counting(const Share& share) {
    return {share.post->unit, share.post->kind, share.last_day, false, false};
}

} // namespace

const Placement* Directory::placement_of(const OfficialId& id, const base::Period& period) const {
    const Placement *own = nullptr, *of_year = nullptr;
    base::Period year = base::Period::of_year(period.year());
    for (const Placement* placement : held_by(placements_of_official_, id.value)) { // the last made wins
        if (placement->is_withdrawn) continue;
        if (placement->period == period) own = placement;
        if (placement->period == year) of_year = placement;
    }
    return own ? own : of_year;
}

std::optional<CountingPost> Directory::counting_post(const OfficialId& id, const base::Period& period,
                                                     base::Date today) const {
    if (period.kind() == base::Period::Kind::special || today < period.first()) return std::nullopt;
    base::Date first = period.first(), last = std::min(period.last(), today);
    const std::vector<const Post*>& posts = held_by(posts_of_official_, id.value);
    if (posts.empty()) return std::nullopt;

    std::vector<Share> shares; // few: a linear search is the quickest
    std::vector<base::Date> days = turning_days(posts, first, last);
    for (size_t i = 0; i + 1 < days.size(); ++i) {
        const Post* post = main_of(posts, days[i]);
        if (!post) continue;
        auto share = std::find_if(shares.begin(), shares.end(), [&](const Share& at) {
            return at.post->unit == post->unit && at.post->kind == post->kind;
        });
        if (share == shares.end()) share = shares.insert(shares.end(), Share{post, 0, {}});
        share->days += days[i + 1].days() - days[i].days();
        share->last_day = days[i + 1].plus_days(-1);
    }
    if (shares.empty()) return std::nullopt;

    if (const Placement* placement = placement_of(id, period)) {
        base::Date last_day = shares.front().last_day;
        for (const Share& share : shares)
            last_day = std::max(last_day, share.last_day);
        return CountingPost{placement->unit, placement->kind, last_day, true, false};
    }
    std::sort(shares.begin(), shares.end(), counts_more);
    CountingPost counting = as_counting(shares.front());
    for (size_t i = 1; i < shares.size() && shares[i].days == shares.front().days; ++i)
        counting.is_undecided =
            counting.is_undecided || group_leader_of(as_counting(shares[i])) != group_leader_of(counting);
    return counting;
}

const Official* Directory::group_leader_of(const CountingPost& post) const {
    const Unit* of = unit(post.unit);
    // A unit that is gone took its charges with it; a post may have been left open by mistake, or placed
    // there.
    base::Date date = of && of->to ? std::min(*of->to, post.last_day) : post.last_day;
    return leader_in_charge(post.unit, date);
}

Reviewer Directory::period_reviewer_of(const OfficialId& id, const base::Period& period,
                                       base::Date today) const {
    std::optional<CountingPost> post = counting_post(id, period, today);
    if (!post) return {{}, {}, ReviewerReason::holds_no_post};
    return reviewer_for(id, post->unit, post->kind, today);
}

std::vector<OfficialId> Directory::period_reviewees_of(const OfficialId& reviewer, const base::Period& period,
                                                       base::Date today) const {
    return kept_reviewees("period " + period.str(), reviewer, today,
                          [&](const OfficialId& id) { return counting_post(id, period, today); });
}

std::optional<CommitteeRole> Directory::committee_role(const OfficialId& id, base::Date date) const {
    std::optional<CommitteeRole> highest;
    for (const CommitteeSeat* seat : held_by(seats_of_official_, id.value))
        if (holds_on(*seat, date)) highest = std::min(highest.value_or(CommitteeRole::member), seat->role);
    return highest;
}

std::vector<const CommitteeSeat*> Directory::committee_on(base::Date date) const {
    std::vector<const CommitteeSeat*> seats;
    for (const CommitteeSeat& seat : parts_.committee_seats) {
        if (!holds_on(seat, date)) continue;
        auto other = std::find_if(seats.begin(), seats.end(),
                                  [&](const CommitteeSeat* at) { return at->official == seat.official; });
        if (other == seats.end())
            seats.push_back(&seat);
        else if (seat.role < (*other)->role)
            *other = &seat;
    }
    auto rank = [&](const CommitteeSeat* seat) {
        return std::make_tuple(seat->role, name_of(seat->official), seat->official.value);
    };
    std::sort(seats.begin(), seats.end(),
              [&](const CommitteeSeat* a, const CommitteeSeat* b) { return rank(a) < rank(b); });
    return seats;
}

} // namespace zhishi::record
