// An organ, its units, its people, and the posts they hold from one day to another.
//
// Nothing here is overwritten by time: a unit that is dissolved, a post that ends, a charge that passes to
// another leader get a last day, and the next one begins. `to` empty: still so. Both ends are included.
#pragma once

#include "base/date.h"
#include "record/ids.h"

#include <optional>
#include <string>
#include <vector>

namespace zhishi::record {

// Who may read a person's daily log beside himself (RZ-15): his line of command, also his unit, also the
// organ.
enum class LogVisibility { line, unit, organ };

struct Organ {
    OrganId id;
    std::string name;
    int utc_offset_minutes = 480;
    std::string scheme = "diary"; // the scheme in force, by id
    bool logging_is_on = true;    // law.md "No formalism" 2: an organ may switch daily logs off
    LogVisibility log_visibility = LogVisibility::line;
    long version = 0;
};

struct Unit {
    OrganId organ;
    UnitId id;
    std::string name;
    UnitId parent;   // empty: the organ itself, the root of its tree
    int ordinal = 0; // order among its siblings
    base::Date from;
    std::optional<base::Date> to;
    long version = 0;
};

struct Official {
    OrganId organ;
    OfficialId id;
    std::string name;
    std::string pinyin; // "zhou min": for search by initials; may be empty
    std::string number; // the organ's own personnel number; may be empty, else unique in the organ
    base::Date from;    // first and last day in the organ
    std::optional<base::Date> to;
    long version = 0;
};

enum class PostKind { staff, head, leader };

struct Post {
    OrganId organ;
    PostId id;
    OfficialId official;
    UnitId unit;
    PostKind kind = PostKind::staff;
    std::string title;   // 处长, 四级主任科员
    bool is_main = true; // who holds several posts at once is reviewed where his main post is
    base::Date from;
    std::optional<base::Date> to;
    long version = 0;
};

// A bureau leader is in charge (分管) of a unit and of all units below it for which no other leader is.
struct Charge {
    OrganId organ;
    ChargeId id;
    OfficialId leader;
    UnitId unit;
    base::Date from;
    std::optional<base::Date> to;
    long version = 0;
};

// `by` reviews in place of `reviewer` (leave, secondment): named by the office or the reviewer himself.
struct Acting {
    OrganId organ;
    ActingId id;
    OfficialId reviewer;
    OfficialId by;
    base::Date from;
    base::Date to; // always limited
    std::string reason;
    long version = 0;
};

// `reviewer` does not review `official` (conflict of interest): the review goes to the next one up.
struct Recusal {
    OrganId organ;
    RecusalId id;
    OfficialId reviewer;
    OfficialId official;
    base::Date from;
    std::optional<base::Date> to;
    std::string reason;
    long version = 0;
};

// Where a person counts in a quarter or year, when the post held longest gives no just answer: said by the
// office, with a reason (secondment, a year shared between two leaders, a unit dissolved).
struct Placement {
    OrganId organ;
    PlacementId id;
    OfficialId official;
    base::Period period; // a quarter or a year
    UnitId unit;
    PostKind kind = PostKind::staff; // head or staff
    std::string reason;
    bool is_withdrawn = false;
    long version = 0;
};

// A seat of the appraisal committee (考核委员会), held from one day to another like a post.
enum class CommitteeRole { chair, deputy_chair, member };

struct CommitteeSeat {
    OrganId organ;
    CommitteeSeatId id;
    OfficialId official;
    CommitteeRole role = CommitteeRole::member;
    base::Date from;
    std::optional<base::Date> to;
    long version = 0;
};

// The working days of one year as the organ keeps them; the days as base::CalendarYear has them.
struct OrganCalendarYear {
    OrganId organ;
    int year = 0;
    std::string source;
    struct Day {
        base::Date date;
        bool is_working = false;
        std::string name;
    };
    std::vector<Day> days;
    long version = 0;
};

template <class Held>
bool holds_on(const Held& held, base::Date date) {
    return held.from <= date && (!held.to || date <= *held.to);
}
inline bool holds_on(const Acting& acting, base::Date date) {
    return acting.from <= date && date <= acting.to;
}

} // namespace zhishi::record
