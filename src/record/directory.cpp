#include "record/directory.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace zhishi::record {

namespace {

template <class Index, class Id>
auto* found(const Index& index, const Id& id) {
    auto place = index.find(id);
    return place == index.end() ? nullptr : place->second;
}

Standing standing_of(PostKind kind) {
    switch (kind) {
    case PostKind::leader: return Standing::leader;
    case PostKind::head: return Standing::head;
    case PostKind::staff: break;
    }
    return Standing::staff;
}

} // namespace

Directory::Directory(DirectoryParts parts) : parts_(std::move(parts)) {
    auto by_start = [](const auto& a, const auto& b) {
        return std::tie(a.from, a.id.value) < std::tie(b.from, b.id.value);
    };
    std::sort(parts_.posts.begin(), parts_.posts.end(), by_start);
    std::sort(parts_.charges.begin(), parts_.charges.end(), by_start);
    std::sort(parts_.actings.begin(), parts_.actings.end(), by_start);
    std::sort(parts_.officials.begin(), parts_.officials.end(), [](const auto& a, const auto& b) {
        return std::tie(a.name, a.id.value) < std::tie(b.name, b.id.value);
    });

    auto by_id = [](const auto& a, const auto& b) { return a.id.value < b.id.value; };
    std::sort(parts_.recusals.begin(), parts_.recusals.end(), by_id);
    std::sort(parts_.placements.begin(), parts_.placements.end(), by_id);
    std::sort(parts_.committee_seats.begin(), parts_.committee_seats.end(), by_start);

    for (const Unit& unit : parts_.units)
        units_[unit.id.value] = &unit;
    for (const Official& official : parts_.officials) {
        officials_[official.id.value] = &official;
        if (!official.number.empty()) officials_of_number_[official.number].push_back(&official);
    }
    for (const Post& post : parts_.posts) {
        posts_by_id_[post.id.value] = &post;
        posts_of_official_[post.official.value].push_back(&post);
        posts_of_unit_[post.unit.value].push_back(&post);
    }
    for (const Charge& charge : parts_.charges) {
        charges_of_unit_[charge.unit.value].push_back(&charge);
        charges_of_leader_[charge.leader.value].push_back(&charge);
    }
    for (const Acting& acting : parts_.actings) {
        actings_for_[acting.reviewer.value].push_back(&acting);
        actings_by_[acting.by.value].push_back(&acting);
    }
    for (const Recusal& recusal : parts_.recusals)
        recusals_of_official_[recusal.official.value].push_back(&recusal);
    for (const Placement& placement : parts_.placements)
        placements_of_official_[placement.official.value].push_back(&placement);
    for (const CommitteeSeat& seat : parts_.committee_seats)
        seats_of_official_[seat.official.value].push_back(&seat);
    for (const Account& account : parts_.accounts) {
        accounts_[account.id.value] = &account;
        logins_[account.login] = &account;
    }
    for (const OrganCalendarYear& kept : parts_.calendars) {
        base::CalendarYear year{kept.year, {}, kept.source};
        for (const auto& day : kept.days)
            year.days.push_back({day.date, day.is_working, {day.name, day.name}});
        auto added = calendar_.add(std::move(year));
        base::check(added.ok(), "a stored calendar was checked before it was stored");
    }
}

const Unit* Directory::unit(const UnitId& id) const {
    return found(units_, id.value);
}
const Official* Directory::official(const OfficialId& id) const {
    return found(officials_, id.value);
}
const Post* Directory::post(const PostId& id) const {
    return found(posts_by_id_, id.value);
}
const std::vector<const Official*>& Directory::officials_of_number(const std::string& number) const {
    return held_by(officials_of_number_, number);
}
const Account* Directory::account(const AccountId& id) const {
    return found(accounts_, id.value);
}
const Account* Directory::account_of_login(std::string_view login) const {
    return found(logins_, std::string(login));
}

const OrganCalendarYear* Directory::calendar_year(int year) const {
    for (const auto& kept : parts_.calendars)
        if (kept.year == year) return &kept;
    return nullptr;
}

std::string Directory::name_of(const OfficialId& id) const {
    const Official* person = official(id);
    return person ? person->name : std::string();
}

std::string Directory::name_of_account(const AccountId& id) const {
    const Account* who = account(id);
    if (!who) return {};
    std::string name = name_of(who->official);
    return name.empty() ? (who->name.empty() ? who->login : who->name) : name;
}

std::vector<const Post*> Directory::posts_of(const OfficialId& id) const {
    return held_by(posts_of_official_, id.value);
}

std::vector<const Post*> Directory::posts_of(const OfficialId& id, base::Date date) const {
    std::vector<const Post*> posts;
    for (const Post* post : held_by(posts_of_official_, id.value))
        if (holds_on(*post, date)) posts.push_back(post);
    return posts;
}

const Post* Directory::main_post(const OfficialId& id, base::Date date) const {
    return main_of(held_by(posts_of_official_, id.value), date);
}

const Post* Directory::main_of(const std::vector<const Post*>& posts, base::Date date) {
    const Post* best = nullptr;
    auto weight = [](const Post& post) { return (post.is_main ? 8 : 0) + static_cast<int>(post.kind); };
    for (const Post* post : posts) // oldest first: a later one must be better
        if (holds_on(*post, date) && (!best || weight(*post) > weight(*best))) best = post;
    return best;
}

std::optional<Standing> Directory::standing(const OfficialId& id, base::Date date) const {
    std::optional<Standing> highest;
    for (const Post* post : held_by(posts_of_official_, id.value))
        if (holds_on(*post, date))
            highest = std::max(highest.value_or(Standing::staff), standing_of(post->kind));
    return highest;
}

std::vector<const Unit*> Directory::units_on(base::Date date) const {
    std::unordered_map<std::string, std::vector<const Unit*>> children;
    for (const Unit& unit : parts_.units)
        if (holds_on(unit, date)) {
            const Unit* parent = this->unit(unit.parent);
            // A unit whose parent has ended is shown at the top, never lost.
            children[parent && holds_on(*parent, date) ? unit.parent.value : std::string()].push_back(&unit);
        }
    for (auto& [parent, units] : children)
        std::sort(units.begin(), units.end(), [](const Unit* a, const Unit* b) {
            return std::tie(a->ordinal, a->name, a->id.value) < std::tie(b->ordinal, b->name, b->id.value);
        });
    std::vector<const Unit*> ordered;
    std::function<void(const std::string&)> walk = [&](const std::string& parent) {
        for (const Unit* unit : children[parent]) {
            ordered.push_back(unit);
            walk(unit->id.value);
        }
    };
    walk({});
    return ordered;
}

std::vector<const Unit*> Directory::path(const UnitId& id) const {
    std::vector<const Unit*> units;
    for (const Unit* at = unit(id); at && units.size() < parts_.units.size(); at = unit(at->parent))
        units.push_back(at);
    return units;
}

std::vector<const Official*> Directory::heads_of(const UnitId& id, base::Date date) const {
    std::vector<const Official*> heads; // the last to begin comes first
    for (const Post* post : held_by(posts_of_unit_, id.value))
        if (post->kind == PostKind::head && holds_on(*post, date))
            if (const Official* head = official(post->official)) heads.insert(heads.begin(), head);
    return heads;
}

const Official* Directory::leader_in_charge(const UnitId& id, base::Date date) const {
    for (const Unit* at : path(id)) {
        const Official* last = nullptr;
        for (const Charge* charge : held_by(charges_of_unit_, at->id.value))
            if (holds_on(*charge, date))
                if (const Official* leader = official(charge->leader)) last = leader;
        if (last) return last;
    }
    return nullptr;
}

std::vector<const Official*> Directory::people_of(const UnitId& id, base::Date date) const {
    std::vector<std::pair<int, const Official*>> ranked;
    for (const Post* post : held_by(posts_of_unit_, id.value))
        if (holds_on(*post, date))
            if (const Official* person = official(post->official))
                ranked.emplace_back(-static_cast<int>(post->kind), person);
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first, a.second->name, a.second->id.value) <
               std::tie(b.first, b.second->name, b.second->id.value);
    });
    std::vector<const Official*> people;
    std::unordered_set<const Official*> seen; // several posts in one unit
    for (const auto& [rank, person] : ranked)
        if (seen.insert(person).second) people.push_back(person);
    return people;
}

std::shared_ptr<const std::vector<const Official*>> Directory::everybody_on(base::Date date) const {
    constexpr size_t kept_max = 16; // days: today, and a few that somebody looks back to
    std::lock_guard lock(kept_mutex_);
    if (kept_everybody_.size() >= kept_max) kept_everybody_.clear();
    auto& kept = kept_everybody_[date];
    if (kept) return kept;
    auto everybody = std::make_shared<std::vector<const Official*>>();
    everybody->reserve(parts_.officials.size());
    std::vector<bool> is_taken(parts_.officials.size());
    auto take = [&](const Official& person) {
        auto place = static_cast<size_t>(&person - parts_.officials.data());
        if (!is_taken[place]) everybody->push_back(&person);
        is_taken[place] = true;
    };
    for (const Unit* at : units_on(date))
        for (const Official* person : people_of(at->id, date))
            take(*person);
    for (const Official& person : parts_.officials)
        take(person);
    return kept = std::move(everybody);
}

std::vector<const Official*> Directory::people_on(base::Date date) const {
    std::vector<const Official*> people;
    for (const Official& person : parts_.officials)
        if (standing(person.id, date)) people.push_back(&person);
    return people;
}

std::optional<base::Date> Directory::reference_day(const OfficialId& id, const base::Period& period,
                                                   base::Date today) const {
    base::Date last = std::min(period.last(), std::max(today, period.first()));
    std::optional<base::Date> best;
    for (const Post* post : held_by(posts_of_official_, id.value)) {
        base::Date until = post->to ? std::min(*post->to, last) : last;
        if (post->from <= until && until >= period.first()) best = std::max(best.value_or(until), until);
    }
    return best;
}

bool Directory::stands_above(const OfficialId& upper, const OfficialId& person, base::Date date) const {
    if (upper == person) return false;
    auto is = standing(person, date);
    if (!is) return false;
    for (const Post* post : posts_of(person, date))
        for (const Unit* unit : path(post->unit)) {
            if (*is != Standing::leader && heads_unit(upper, unit->id, date)) return true;
            for (const Charge* charge : held_by(charges_of_unit_, unit->id.value))
                if (charge->leader == upper && holds_on(*charge, date)) return true;
        }
    return reviewer_of(person, date, date).official == upper;
}

bool Directory::share_a_unit(const OfficialId& a, const OfficialId& b, base::Date date) const {
    for (const Post* mine : posts_of(a, date))
        for (const Post* other : posts_of(b, date))
            if (mine->unit == other->unit) return true;
    return false;
}

bool Directory::heads_unit(const OfficialId& id, const UnitId& unit, base::Date date) const {
    for (const Post* post : held_by(posts_of_unit_, unit.value))
        if (post->official == id && post->kind == PostKind::head && holds_on(*post, date)) return true;
    return false;
}

} // namespace zhishi::record
