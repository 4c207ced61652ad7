#include "scheme/cross_checks.h"

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::scheme {

namespace {

// What stands for the star; where the pattern has none, the empty text.
std::optional<std::string> star_of(const std::string& pattern, std::string_view key) {
    size_t star = pattern.find('*');
    if (star == std::string::npos) return pattern == key ? std::optional<std::string>("") : std::nullopt;
    if (!fits_pattern(pattern, key)) return std::nullopt;
    return std::string(key.substr(star, key.size() - (pattern.size() - 1)));
}

std::optional<base::Period> period_of(const CrossCheck& check, const base::Period& appraised) {
    if (check.years_back == 0) return appraised;
    if (appraised.year() <= check.years_back) return std::nullopt;
    return base::Period::of_year(appraised.year() - check.years_back);
}

void add_part_faults(const CrossCheck& check, const Facts& facts, PeriodCode period,
                     std::vector<CrossFault>& faults) {
    using Numbers = std::map<std::pair<SubjectIndex, std::string>, const Fact*>; // by subject and star
    Numbers parts, wholes;
    std::map<WordId, std::pair<std::optional<std::string>, std::optional<std::string>>> stars;
    for (const Fact& fact : facts.facts) {
        if (fact.period != period || !fact.is_number) continue;
        auto [place, is_new] = stars.try_emplace(fact.key);
        std::string_view key = facts.words.text(fact.key);
        if (is_new) place->second = {star_of(check.part, key), star_of(check.whole, key)};
        const auto& [of_part, of_whole] = place->second;
        if (of_part) parts[{fact.subject, *of_part}] = &fact;
        if (of_whole) wholes[{fact.subject, *of_whole}] = &fact;
    }
    for (const auto& [key, part] : parts) {
        auto found = wholes.find(key);
        const Fact* whole = found == wholes.end() ? nullptr : found->second;
        std::optional<base::Number> limit = whole ? whole->number() : check.whole_or_else,
                                    number = part->number();
        if (!limit || *number <= *limit) continue;
        std::string whole_key = check.whole;
        if (size_t star = whole_key.find('*'); star != std::string::npos)
            whole_key.replace(star, 1, key.second);
        std::string part_key(facts.words.text(part->key));
        std::string line = whole ? std::to_string(whole->line) : "";
        base::Text where =
            whole ? base::Text{"第" + line + "行", "line " + line} : base::Text{"未填写", "it is not there"};
        faults.push_back({CrossFault::Of::fact,
                          part->line,
                          "value",
                          {"“" + part_key + "”为" + number->str() + "，大于“" + whole_key + "”的" +
                               limit->str() + "（" + where.zh + "），请核对。",
                           "\"" + part_key + "\" is " + number->str() + ", more than \"" + whole_key +
                               "\" with " + limit->str() + " (" + where.en + "): check both."}});
    }
}

void add_ballot_faults(const CrossCheck& check, const Scheme& scheme, const Facts& facts, PeriodCode period,
                       std::vector<CrossFault>& faults) {
    std::set<WordId> items;
    const auto& words = scheme.word_list(check.word_list)->words;
    for (const std::string& word : words)
        items.insert(facts.words.find(word));
    struct Ballot {
        std::uint32_t first_line = 0;
        std::set<WordId> answered;
    };
    std::map<std::pair<SubjectIndex, std::uint32_t>, Ballot> ballots; // by subject and rater
    WordId role = facts.words.find(check.role);
    for (size_t row = 0; row < facts.ratings.size(); ++row) {
        Rating rating = facts.ratings[row];
        if (rating.period != period || rating.role != role || !items.contains(rating.item)) continue;
        Ballot& ballot = ballots[{rating.subject, rating.rater.code()}];
        if (ballot.answered.empty() || rating.line < ballot.first_line) ballot.first_line = rating.line;
        ballot.answered.insert(rating.item);
    }
    std::string all = std::to_string(words.size());
    for (const auto& [key, ballot] : ballots) {
        if (ballot.answered.size() == words.size()) continue;
        std::string count = std::to_string(ballot.answered.size());
        std::string rater(facts.text_of(Rater(key.second))), subject(facts.id_of(key.first));
        faults.push_back({CrossFault::Of::rating,
                          ballot.first_line,
                          "item",
                          {"评价人“" + rater + "”对“" + subject + "”只评了" + count + "项，应评全部" + all +
                               "项（" + check.title.zh + "）。",
                           "the rater \"" + rater + "\" answers " + count + " of " + all + " items on \"" +
                               subject + "\": all of them are needed (" + check.title.en + ")."}});
    }
}

} // namespace

namespace {

// Each rater of a subject has as many rows on the items as there are items.
bool ballots_are_whole(const CrossCheck& check, const Scheme& scheme, const Facts& facts, PeriodCode period) {
    const Ratings& ratings = facts.ratings;
    const auto& words = scheme.word_list(check.word_list)->words;
    WordId role = facts.words.find(check.role);
    std::vector<bool> is_asked(ratings.question_count(), false);
    for (const std::string& word : words) {
        QuestionId question = ratings.find_question({period, facts.words.find(word), role});
        if (question != no_index) is_asked[question] = true;
    }
    std::vector<std::uint32_t> raters; // of one subject, one entry a row
    for (SubjectIndex subject = 0; subject < facts.subjects.size(); ++subject) {
        raters.clear();
        for (std::uint32_t row = ratings.begin_of(subject); row < ratings.begin_of(subject + 1); ++row)
            if (is_asked[ratings.question_id(row)]) raters.push_back(ratings.rater(row).code());
        if (raters.empty()) continue;
        std::sort(raters.begin(), raters.end());
        for (auto at = raters.begin(); at != raters.end();) {
            auto end = std::upper_bound(at, raters.end(), *at);
            if (static_cast<size_t>(end - at) != words.size()) return false;
            at = end;
        }
    }
    return true;
}

} // namespace

bool rows_agree(const Scheme& scheme, const Facts& facts, const base::Period& appraised) {
    for (const CrossCheck& check : scheme.checks) {
        auto asked = period_of(check, appraised);
        PeriodCode period = asked ? facts.periods.find(*asked) : no_index;
        if (period == no_index) continue;
        std::vector<CrossFault> faults;
        if (check.word_list.empty()) add_part_faults(check, facts, period, faults);
        bool agrees =
            check.word_list.empty() ? faults.empty() : ballots_are_whole(check, scheme, facts, period);
        if (!agrees) return false;
    }
    return true;
}

std::vector<CrossFault> cross_faults(const Scheme& scheme, const Facts& facts,
                                     const base::Period& appraised) {
    std::vector<CrossFault> faults;
    for (const CrossCheck& check : scheme.checks) {
        auto asked = period_of(check, appraised);
        PeriodCode period = asked ? facts.periods.find(*asked) : no_index;
        if (period == no_index) continue;
        if (check.word_list.empty())
            add_part_faults(check, facts, period, faults);
        else
            add_ballot_faults(check, scheme, facts, period, faults);
    }
    return faults;
}

} // namespace zhishi::scheme
