#include "engine/column_math.h"
#include "engine/rules.h"
#include "engine/run.h"

#include <algorithm>
#include <map>

namespace zhishi::engine {

using base::Number;
using scheme::SubjectIndex;

base::Result<void> Run::award_seats(size_t index) {
    const scheme::Block& block = scheme_.blocks[index];
    size_t subjects = board_.standings.size();
    board_.awards[index].resize(block.awards.size());
    for (AwardRun& run : board_.awards[index]) {
        run.group_of.assign(subjects, -1);
        run.is_candidate.assign(subjects, false);
        run.outcome.assign(subjects, Award::none);
    }
    for (size_t i = 0; i < block.awards.size(); ++i)
        ZHISHI_TRY_VOID(run_award(index, i));
    return {};
}

namespace {

// C4, C5: how many seats each group has, of its own or of its organ.
void share_out(std::vector<AwardGroup>& groups, const std::vector<ComparisonGroup>& compared,
               bool is_of_organ) {
    if (!is_of_organ) {
        for (AwardGroup& group : groups) {
            group.whole_counted = group.counted;
            group.seats_by_rule = group.seats = group.whole_seats = seats_of(group.counted, group.share);
        }
        return;
    }
    std::map<SubjectIndex, std::vector<size_t>> organs;
    for (size_t g = 0; g < groups.size(); ++g)
        organs[compared[g].organ].push_back(g);
    for (const auto& [organ, places] : organs) {
        std::vector<std::int64_t> counts;
        std::int64_t all = 0;
        for (size_t g : places) {
            counts.push_back(groups[g].counted);
            all += groups[g].counted;
        }
        std::int64_t total = seats_of(all, groups[places.front()].share);
        std::vector<std::int64_t> seats = apportion(total, counts);
        for (size_t i = 0; i < places.size(); ++i) {
            AwardGroup& group = groups[places[i]];
            group.seats_by_rule = group.seats = seats[i];
            group.whole_counted = all;
            group.whole_seats = total;
            group.group_count = static_cast<std::int64_t>(places.size());
        }
    }
}

base::Error share_differs(const scheme::Award& rule, const ComparisonGroup& group) {
    std::string name;
    for (const std::string& part : group.key)
        name += (name.empty() ? "" : "/") + part;
    return base::bad_input(
        "share_differs",
        {"名额“" + rule.title.zh + "”在同一比较组“" + name + "”内有不同的比例。请让compare区分这些类别。",
         "The share of \"" + rule.title.en + "\" differs within the group \"" + name +
             "\": let compare tell these classes apart."});
}

} // namespace

base::Result<void> Run::run_award(size_t index, size_t award_index) {
    const scheme::Award& rule = scheme_.blocks[index].awards[award_index];
    ZHISHI_TRY_VOID(count_seats(index, award_index));
    ZHISHI_TRY_VOID(find_candidates(index, award_index));
    ZHISHI_TRY_VOID(move_seats(index, award_index));
    AwardRun& run = board_.awards[index][award_index];
    std::uint64_t tie_flag = board_.flag_bit(rule.tie_flag);
    for (AwardGroup& group : run.groups) {
        std::vector<std::uint32_t> places;
        for (const auto& candidate : group.candidates)
            places.push_back(candidate.place);
        std::vector<Award> outcome = award(places, group.seats);
        for (size_t i = 0; i < outcome.size(); ++i) {
            AwardGroup::Candidate& candidate = group.candidates[i];
            candidate.outcome = run.outcome[candidate.subject] = outcome[i];
            if (outcome[i] == Award::tied) board_.standings[candidate.subject].flags |= tie_flag;
        }
    }
    return {};
}

base::Result<void> Run::count_seats(size_t index, size_t award_index) {
    const scheme::Award& rule = scheme_.blocks[index].awards[award_index];
    AwardRun& run = board_.awards[index][award_index];
    const auto& compared = groups_[index];
    Column counted = over(members_, rule.counted), shares = over(members_, rule.share);
    for (size_t g = 0; g < compared.size(); ++g) {
        AwardGroup& group = run.groups.emplace_back();
        const auto& in_group = compared[g].members;
        std::uint32_t first = position_[in_group.front()];
        if (!shares.is_missing(first)) group.share = shares.number(first);
        for (SubjectIndex subject : in_group) {
            std::uint32_t place = position_[subject];
            run.group_of[subject] = static_cast<std::int32_t>(g);
            group.counted += counted.holds(place);
            if (!shares.is_constant() && !(shares[place] == shares[first]))
                return share_differs(rule, compared[g]);
        }
    }
    share_out(run.groups, compared, rule.is_of_organ);
    return {};
}

// The graded who are not barred, have no earlier award and fulfil the condition, by key.
base::Result<void> Run::find_candidates(size_t index, size_t award_index) {
    const scheme::Award& rule = scheme_.blocks[index].awards[award_index];
    std::vector<AwardRun>& awards = board_.awards[index];
    AwardRun& run = awards[award_index];
    std::vector<scheme::Award> alone{rule};
    ZHISHI_TRY(Holding holds, holding(alone, members_));
    std::vector<Column> keys;
    for (const auto& formula : rule.key)
        keys.push_back(over(members_, formula));
    std::uint64_t bar = board_.grade_bit(rule.grade);
    auto is_open = [&](SubjectIndex subject, std::uint32_t place) {
        const Standing& standing = board_.standings[subject];
        if (standing.is_incomplete || standing.is_without_grade || standing.is_given_grade ||
            (standing.bars & bar) != 0)
            return false;
        for (size_t earlier = 0; earlier < award_index; ++earlier)
            if (awards[earlier].outcome[subject] == Award::awarded) return false;
        return holds[0][place] && std::none_of(keys.begin(), keys.end(),
                                               [&](const Column& key) { return key.is_missing(place); });
    };
    const auto& facts = tables_.facts();
    constexpr size_t groups_a_part = 256;
    base::each_part(run.groups.size(), groups_a_part, [&](size_t begin, size_t end) {
        std::vector<std::uint32_t> entries;
        for (size_t g = begin; g < end; ++g) {
            AwardGroup& group = run.groups[g];
            entries.clear();
            for (SubjectIndex subject : groups_[index][g].members)
                if (is_open(subject, position_[subject])) entries.push_back(position_[subject]);
            std::sort(entries.begin(), entries.end(), [&](std::uint32_t a, std::uint32_t b) {
                if (stands_before(keys, a, b)) return true;
                if (stands_before(keys, b, a)) return false;
                return facts.id_of(members_[a]) < facts.id_of(members_[b]);
            });
            group.candidates.reserve(entries.size());
            for (std::uint32_t i = 0; i < entries.size(); ++i) {
                bool is_equal = i > 0 && !stands_before(keys, entries[i - 1], entries[i]);
                std::uint32_t place = is_equal ? group.candidates.back().place : i + 1;
                group.candidates.push_back({members_[entries[i]], place, Award::none});
            }
        }
    });
    for (const AwardGroup& group : run.groups)
        for (const auto& candidate : group.candidates)
            run.is_candidate[candidate.subject] = true;
    return {};
}

} // namespace zhishi::engine
