// Seats that people moved between two groups of one organ. All moves are taken together, so that their order
// does not matter: a group may pass on what it was given, and none may end below nothing.
#include "engine/run.h"

#include <algorithm>

namespace zhishi::engine {

namespace {

base::Error unfit(size_t move, base::Text why) {
    return base::bad_input("seat_move_unfit",
                           {"名额调剂无法执行：" + why.zh + "请由考核办修改或撤回这次调剂。",
                            "The seats cannot be moved: " + why.en +
                                " The appraisal office has to change or withdraw this move."},
                           "/moves/" + std::to_string(move));
}

std::string quoted_zh(const std::string& name) {
    return "“" + name + "”";
}

} // namespace

// C5: after the seats were apportioned. A move that finds its two groups not here may find them in another
// block.
base::Result<void> Run::move_seats(size_t index, size_t award_index) {
    const std::string& award = scheme_.blocks[index].awards[award_index].id;
    const auto& compared = groups_[index];
    std::vector<AwardGroup>& groups = board_.awards[index][award_index].groups;
    auto id_of = [&](scheme::SubjectIndex organ) {
        return organ == scheme::no_index ? std::string() : std::string(tables_.facts().id_of(organ));
    };
    auto find = [&](const std::string& organ, const std::string& name) -> AwardGroup* {
        for (size_t g = 0; g < compared.size(); ++g)
            if (compared[g].name == name && id_of(compared[g].organ) == organ) return &groups[g];
        return nullptr;
    };
    for (size_t m = 0; m < moves_.size(); ++m) {
        const SeatMove& move = moves_[m];
        if (move.award != award || move.seats <= 0) continue;
        AwardGroup* from = find(move.organ, move.from_group);
        AwardGroup* to = find(move.organ, move.to_group);
        if (!from || !to || from == to) continue;
        ++times_moved_[m];
        std::int64_t all = 0;
        for (size_t g = 0; g < groups.size(); ++g)
            if (id_of(compared[g].organ) == move.organ) all += groups[g].seats_by_rule;
        if (move.seats > all)
            return unfit(m, {"要调剂" + std::to_string(move.seats) + "个，而机关一共只有" +
                                 std::to_string(all) + "个。",
                             std::to_string(move.seats) + " seats are to be moved and the organ has " +
                                 std::to_string(all) + "."});
        from->seats -= move.seats;
        to->seats += move.seats;
        from->moves.push_back({move.to_group, -move.seats, move.reason});
        to->moves.push_back({move.from_group, move.seats, move.reason});
    }
    for (size_t m = 0; m < moves_.size(); ++m) {
        AwardGroup* from = moves_[m].award == award ? find(moves_[m].organ, moves_[m].from_group) : nullptr;
        if (!from || from->seats >= 0) continue;
        return unfit(m, {"考核单元" + quoted_zh(moves_[m].from_group) + "调出后的名额为" +
                             std::to_string(from->seats) + "个，调出的比它有的多。",
                         "the group \"" + moves_[m].from_group + "\" would be left with " +
                             std::to_string(from->seats) + " seats: more leave it than it has."});
    }
    for (AwardGroup& group : groups)
        std::sort(group.moves.begin(), group.moves.end());
    return {};
}

// Every move was carried out, and once.
base::Result<void> Run::check_moves() const {
    for (size_t m = 0; m < moves_.size(); ++m) {
        const SeatMove& move = moves_[m];
        if (move.seats <= 0)
            return unfit(m, {"调剂的名额应为1个以上，现为" + std::to_string(move.seats) + "个。",
                             "at least one seat is moved, not " + std::to_string(move.seats) + "."});
        if (move.from_group == move.to_group)
            return unfit(m, {"调出与调入是同一个考核单元" + quoted_zh(move.from_group) + "。",
                             "the group \"" + move.from_group + "\" stands on both sides."});
        if (times_moved_[m] > 1)
            return unfit(m, {"名额" + quoted_zh(move.award) + "在方案的几处都有这两个考核单元，无法分清。",
                             "the two groups stand in several parts of the scheme that have an award \"" +
                                 move.award + "\"."});
        if (times_moved_[m] == 0)
            return unfit(
                m, {"名额" + quoted_zh(move.award) + "在机关" + quoted_zh(move.organ) + "中没有考核单元" +
                        quoted_zh(move.from_group) + "或" + quoted_zh(move.to_group) + "。",
                    "in the organ \"" + move.organ + "\" the award \"" + move.award + "\" has no group \"" +
                        move.from_group + "\" or no group \"" + move.to_group + "\"."});
    }
    return {};
}

} // namespace zhishi::engine
