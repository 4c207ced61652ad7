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

} // namespace

namespace {

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
    AwardRun& run = board_.awards[index][award_index];
    const auto& compared = groups_[index];
    for (size_t g = 0; g < compared.size(); ++g) {
        Frame frame{compared[g].members, {}};
        AwardGroup group;
        group.members = frame.subjects;
        Column counted = evaluator_.evaluate(rule.counted.root, frame);
        for (const Value& value : counted)
            group.counted += value.holds();
        Column share = evaluator_.evaluate(rule.share, frame);
        for (const Value& value : share)
            if (!(value == share.front())) return share_differs(rule, compared[g]);
        if (!share.empty() && !share.front().is_missing()) group.share = share.front().number;

        std::vector<scheme::Award> alone{rule};
        ZHISHI_TRY(auto holds, holding(alone, frame.subjects));
        std::vector<Column> keys;
        for (const auto& formula : rule.key)
            keys.push_back(evaluator_.evaluate(formula.root, frame));
        for (size_t i = 0; i < frame.size(); ++i) {
            SubjectIndex subject = frame.subjects[i];
            const Standing& standing = board_.standings[subject];
            bool is_open = !standing.is_incomplete && !standing.is_without_grade &&
                           !standing.is_given_grade && !standing.bars.contains(rule.grade);
            for (size_t earlier = 0; earlier < award_index; ++earlier)
                is_open = is_open && board_.awards[index][earlier].outcome[subject] != Award::awarded;
            run.group_of[subject] = static_cast<int>(g);
            AwardGroup::Candidate candidate{subject, {}, Award::none};
            for (const Column& key : keys)
                if (!key[i].is_missing()) candidate.key.push_back(key[i].number);
            if (!is_open || !holds[0][i] || candidate.key.size() != keys.size()) continue;
            run.is_candidate[subject] = true;
            group.candidates.push_back(std::move(candidate));
        }
        run.groups.push_back(std::move(group));
    }
    share_out(run.groups, compared, rule.is_of_organ);
    ZHISHI_TRY_VOID(move_seats(index, award_index));
    for (AwardGroup& group : run.groups) {
        const auto& subjects = tables_.facts().subjects;
        std::sort(group.candidates.begin(), group.candidates.end(), [&](const auto& a, const auto& b) {
            if (a.key != b.key) return a.key > b.key;
            return subjects[a.subject].id <
                   subjects[b.subject].id; // for a stable listing; it decides nothing
        });
        std::vector<std::vector<Number>> keys;
        for (const auto& candidate : group.candidates)
            keys.push_back(candidate.key);
        std::vector<Award> outcome = award(keys, group.seats);
        for (size_t i = 0; i < outcome.size(); ++i) {
            group.candidates[i].outcome = outcome[i];
            run.outcome[group.candidates[i].subject] = outcome[i];
            if (outcome[i] == Award::tied)
                board_.standings[group.candidates[i].subject].flags.insert(rule.tie_flag);
        }
    }
    return {};
}

} // namespace zhishi::engine
