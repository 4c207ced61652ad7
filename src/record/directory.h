// The organ as it stands: its units, people and posts, and what follows from them: who is what on a day, who
// reviews whom, who stands in whose line of command.
//
// An immutable value, built from the stored records, shared by requests. All functions are pure; days are the
// organ's. Lookups are by hash; a list is in the order of the tree, then of names. What many ask of the same
// day (who reviews whom, everybody in order) is worked out once and kept; safe to ask from several threads.
// source  RZ-18, 19, 24 (one level up reviews one level down), 32; docs/decisions/0006-who-reviews-whom.md,
//         0007-the-year.md (whose post counts, recusal)
#pragma once

#include "base/date.h"
#include "base/working_calendar.h"
#include "record/account.h"
#include "record/organ.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zhishi::record {

// What a person is on a day: by the highest of his posts.
enum class Standing { staff, head, leader };

enum class ReviewerReason {
    head_of_unit,
    leader_in_charge,
    acting,
    nobody_reviews_a_leader,
    seat_is_vacant, // no head, no leader in charge: the office must name one
    holds_no_post,
};

struct Reviewer {
    OfficialId official;   // empty: nobody
    OfficialId acting_for; // empty: himself
    ReviewerReason reason = ReviewerReason::seat_is_vacant;
    bool operator==(const Reviewer&) const = default;
};

struct DirectoryParts {
    Organ organ;
    std::vector<Unit> units;
    std::vector<Official> officials;
    std::vector<Post> posts;
    std::vector<Charge> charges;
    std::vector<Acting> actings;
    std::vector<Account> accounts;
    std::vector<OrganCalendarYear> calendars;
    std::vector<Recusal> recusals;
    std::vector<Placement> placements;
    std::vector<CommitteeSeat> committee_seats;
};

// Where a person counts in a period longer than a month: by the main post held for most days, or by a
// placement.
struct CountingPost {
    UnitId unit;
    PostKind kind = PostKind::staff;
    base::Date last_day; // the last day of the period (or today) on which he held it
    bool is_placed = false;
    // As many days were held in a unit under another leader in charge: the office must place him.
    bool is_undecided = false;
};

class Directory {
  public:
    explicit Directory(DirectoryParts parts);
    // Indexes point into the parts.
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    const DirectoryParts& parts() const { return parts_; }
    const Organ& organ() const { return parts_.organ; }
    const base::WorkingCalendar& calendar() const { return calendar_; }
    base::Date today(base::Instant now) const { return now.date_at(parts_.organ.utc_offset_minutes); }

    const Unit* unit(const UnitId& id) const;
    const Official* official(const OfficialId& id) const;
    const Post* post(const PostId& id) const;
    // Who bear this personnel number: one at most, but where a trial of a table says otherwise.
    const std::vector<const Official*>& officials_of_number(const std::string& number) const;
    const Account* account(const AccountId& id) const;
    const Account* account_of_login(std::string_view login) const;
    const OrganCalendarYear* calendar_year(int year) const;

    // Empty texts where there is no such thing: for showing only.
    std::string name_of(const OfficialId& id) const;
    std::string name_of_account(const AccountId& id) const;

    std::vector<const Post*> posts_of(const OfficialId& id) const; // all, oldest first
    std::vector<const Post*> posts_of(const OfficialId& id, base::Date date) const;
    // The post that decides unit and reviewer: his main post; of several, the highest, then the oldest.
    const Post* main_post(const OfficialId& id, base::Date date) const;
    std::optional<Standing> standing(const OfficialId& id, base::Date date) const;

    // The units that exist on the day, parents before children, siblings by ordinal and name.
    std::vector<const Unit*> units_on(base::Date date) const;
    // The unit and those above it, up to the root.
    std::vector<const Unit*> path(const UnitId& id) const;
    std::vector<const Official*> heads_of(const UnitId& id, base::Date date) const;
    // The leader in charge of the unit, or of the nearest unit above it that has one.
    const Official* leader_in_charge(const UnitId& id, base::Date date) const;
    // Who hold a post in the unit itself on that day.
    std::vector<const Official*> people_of(const UnitId& id, base::Date date) const;
    // Everybody with a post on the day.
    std::vector<const Official*> people_on(base::Date date) const;
    // Everybody: by the units of the day, heads before staff, who holds no post then last.
    std::shared_ptr<const std::vector<const Official*>> everybody_on(base::Date date) const;

    // The day by which a person's unit in a period is told: today while it runs, else the last day in it on
    // which he held a post. nullopt: no post in the period.
    std::optional<base::Date> reference_day(const OfficialId& id, const base::Period& period,
                                            base::Date today) const;

    // Who reviews the person, whose unit and standing are taken on `subject_day`, by the heads and leaders of
    // `today`.
    Reviewer reviewer_of(const OfficialId& id, base::Date subject_day, base::Date today) const;
    // The same, with unit and kind given. Of a unit that has ended and that nobody is in charge of today, who
    // was on its last day still reviews, if he is still here.
    Reviewer reviewer_for(const OfficialId& id, const UnitId& unit, PostKind kind, base::Date today) const;

    // nullopt: no post in the period. Days after `today` are not counted; of a period that has not begun,
    // none are. A placement for the very period overrides, for a quarter also one for its year; of several,
    // the last made.
    std::optional<CountingPost> counting_post(const OfficialId& id, const base::Period& period,
                                              base::Date today) const;
    // Who reviews him for a quarter or year: by his counting post, and who sits in the chair today.
    Reviewer period_reviewer_of(const OfficialId& id, const base::Period& period, base::Date today) const;
    std::vector<OfficialId> period_reviewees_of(const OfficialId& reviewer, const base::Period& period,
                                                base::Date today) const;
    // The leader whose group (考核单元) he counts in: in charge of the unit of his counting post on its last
    // day, or on the last day of the unit if that was earlier.
    const Official* group_leader_of(const CountingPost& post) const;
    bool is_recused(const OfficialId& reviewer, const OfficialId& from, base::Date date) const;
    std::optional<CommitteeRole> committee_role(const OfficialId& id, base::Date date) const;
    // The seats held on the day, chair first; of somebody who holds two, the higher.
    std::vector<const CommitteeSeat*> committee_on(base::Date date) const;

    // Those whom he reviews, in the same sense, for a period; acting ones included.
    std::vector<OfficialId> reviewees_of(const OfficialId& reviewer, const base::Period& period,
                                         base::Date today) const;
    bool reviews_anybody(const OfficialId& id, base::Date today) const;

    // He stands above the person on the day: head or leader in charge of the person's unit or of a unit above
    // it, or the person's (acting) reviewer. A head does not stand above a leader.
    bool stands_above(const OfficialId& upper, const OfficialId& person, base::Date date) const;
    bool share_a_unit(const OfficialId& a, const OfficialId& b, base::Date date) const;
    bool heads_unit(const OfficialId& id, const UnitId& unit, base::Date date) const;

  private:
    template <class Held>
    using Index = std::unordered_map<std::string, std::vector<const Held*>>;
    // An empty list where the index has none.
    template <class Held>
    static const std::vector<const Held*>& held_by(const Index<Held>& index, const std::string& id) {
        static const std::vector<const Held*> none;
        auto place = index.find(id);
        return place == index.end() ? none : place->second;
    }

    static const Post* main_of(const std::vector<const Post*>& posts, base::Date date);
    const Acting* acting_in_place_of(const OfficialId& reviewer, base::Date date) const;
    std::vector<const Official*> leaders_over(const Unit& unit, base::Date today) const;
    // The chairs above somebody of that unit and kind, the nearest first, whoever he is.
    std::vector<Reviewer> chairs_above(const UnitId& unit, PostKind kind, base::Date today) const;
    // The first of them that may review this person: not himself, not recused.
    Reviewer first_for(const OfficialId& id, const std::vector<Reviewer>& chairs, base::Date today) const;
    std::optional<CountingPost> post_that_counts_on(const OfficialId& id, base::Date date) const;
    // Whom each reviewer has before him, in the order of the people; by the reviewer's id.
    using Reviewees = std::unordered_map<std::string, std::vector<OfficialId>>;
    using PostOf = std::function<std::optional<CountingPost>(const OfficialId&)>;
    Reviewees reviewees_by(base::Date today, const PostOf& post_of) const;
    // Worked out once for each key.
    std::vector<OfficialId> kept_reviewees(std::string key, const OfficialId& reviewer, base::Date today,
                                           const PostOf& post_of) const;
    const Placement* placement_of(const OfficialId& id, const base::Period& period) const;

    DirectoryParts parts_;
    base::WorkingCalendar calendar_;
    std::unordered_map<std::string, const Unit*> units_;
    std::unordered_map<std::string, const Official*> officials_;
    std::unordered_map<std::string, const Post*> posts_by_id_;
    std::unordered_map<std::string, const Account*> accounts_;
    std::unordered_map<std::string, const Account*> logins_;
    Index<Official> officials_of_number_;
    Index<Post> posts_of_official_;
    Index<Post> posts_of_unit_;
    Index<Charge> charges_of_unit_;
    Index<Charge> charges_of_leader_;
    Index<Acting> actings_for_;
    Index<Acting> actings_by_;
    Index<Recusal> recusals_of_official_;
    Index<Placement> placements_of_official_;
    Index<CommitteeSeat> seats_of_official_;

    // What was worked out already.
    mutable std::mutex kept_mutex_;
    mutable std::map<std::string, std::shared_ptr<const Reviewees>> kept_reviewees_;
    mutable std::map<base::Date, std::shared_ptr<const std::vector<const Official*>>> kept_everybody_;
};

} // namespace zhishi::record
