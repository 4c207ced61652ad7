#include "scheme/acceptance.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

bool has(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string listed(const std::vector<std::string>& words, const char* comma) {
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : comma) + word;
    return list;
}

base::Text not_in_range(const Range& range) {
    base::Text text = range.description();
    return {"应为" + text.zh + "。", "should be " + text.en + "."};
}

} // namespace

void Acceptance::declare_item(std::string_view item, const base::Number& full) {
    full_marks_.emplace(item, full);
}

bool Acceptance::covers(const RatingInput& input, std::string_view item) const {
    if (input.of_declared_items) return full_marks_.contains(item);
    return std::any_of(input.items.begin(), input.items.end(),
                       [&](const std::string& pattern) { return fits_pattern(pattern, item); });
}

Acceptance::Answer Acceptance::subject_role(std::string_view kind, std::string_view role) const {
    if (!scheme_.other_persons_are_faults || kind != "person") return std::nullopt;
    std::vector<std::string> roles;
    for (const SubjectClass& subject_class : scheme_.classes) {
        if (subject_class.kind != "person") continue;
        if (!subject_class.role || *subject_class.role == role) return std::nullopt;
        roles.push_back(*subject_class.role);
    }
    return base::Text{"本方案没有人员角色“" + std::string(role) + "”，应为：" + listed(roles, "、") + "。",
                      "the scheme knows no person's role \"" + std::string(role) + "\"; it is one of " +
                          listed(roles, ", ") + "."};
}

Acceptance::Answer Acceptance::attribute(std::string_view kind, std::string_view name,
                                         std::string_view value) const {
    for (const Attribute& attribute : scheme_.attributes) {
        bool is_asked = attribute.id == name && (attribute.kinds.empty() || has(attribute.kinds, kind));
        if (!is_asked) continue;
        if (attribute.is_number && !base::Number::parse(value))
            return base::Text{"应为数。", "should be a number."};
        if (!attribute.words.empty() && !has(attribute.words, value))
            return base::Text{"“" + std::string(value) + "”不是本方案所用的词，应为：" +
                                  listed(attribute.words, "、") + "。",
                              "\"" + std::string(value) + "\" is none of: " + listed(attribute.words, ", ") +
                                  "."};
    }
    return std::nullopt;
}

Acceptance::Answer Acceptance::rating_role(std::string_view item, std::string_view role) const {
    std::vector<std::string> roles;
    for (const RatingInput& input : scheme_.inputs.ratings) {
        if (!covers(input, item)) continue;
        if (input.roles.empty() || has(input.roles, role)) return std::nullopt;
        roles.insert(roles.end(), input.roles.begin(), input.roles.end());
    }
    if (roles.empty()) return std::nullopt;
    return base::Text{"评分项“" + std::string(item) + "”没有评价主体“" + std::string(role) + "”，应为：" +
                          listed(roles, "、") + "。",
                      "the item \"" + std::string(item) + "\" is not rated by \"" + std::string(role) +
                          "\" but by " + listed(roles, ", ") + "."};
}

bool Acceptance::tells_role(std::string_view item, std::string_view role) const {
    const auto& inputs = scheme_.inputs.ratings;
    return std::any_of(inputs.begin(), inputs.end(), [&](const RatingInput& input) {
        return covers(input, item) && has(input.roles, role);
    });
}

Range Acceptance::rating_range(std::string_view item, std::string_view role) const {
    Range range{base::Number(0), base::Number(100), std::nullopt, false};
    for (const RatingInput& input : scheme_.inputs.ratings) {
        if (!covers(input, item)) continue;
        range = input.range;
        if (input.of_declared_items)
            range = {base::Number(0), full_marks_.find(item)->second, std::nullopt, false};
        if (input.roles.empty() || has(input.roles, role)) break;
    }
    return range;
}

Acceptance::Answer Acceptance::rating_value(std::string_view item, std::string_view role,
                                            const base::Number& value) const {
    Range range = rating_range(item, role);
    if (range.allows(value)) return std::nullopt;
    return not_in_range(range);
}

const FactInput* Acceptance::fact_input(std::string_view key, base::Period::Kind kind) const {
    const FactInput *of_all = nullptr, *of_others = nullptr;
    for (const FactInput& input : scheme_.inputs.facts) {
        if (!fits_pattern(input.key, key)) continue;
        if (std::find(input.periods.begin(), input.periods.end(), kind) != input.periods.end()) return &input;
        const FactInput*& kept = input.periods.empty() ? of_all : of_others;
        if (!kept) kept = &input;
    }
    return of_all ? of_all : of_others;
}

Acceptance::Answer Acceptance::fact(const base::Period& period, std::string_view key, std::string_view word,
                                    const std::optional<base::Number>& number) const {
    const FactInput* input = fact_input(key, period.kind());
    if (!input) return std::nullopt;
    bool is_placed = input->periods.empty() || std::find(input->periods.begin(), input->periods.end(),
                                                         period.kind()) != input->periods.end();
    if (!is_placed && input->elsewhere_is_fault)
        return base::Text{"“" + input->title.zh + "”不能记在期间" + period.str() +
                              "上，应记在年度等规定的期间上。",
                          "\"" + std::string(key) + "\" cannot stand in the period " + period.str() +
                              "; the scheme asks for another kind of period."};
    if (!input->is_word) {
        if (!number)
            return base::Text{"“" + std::string(word) + "”不是数。",
                              "\"" + std::string(word) + "\" is no number."};
        if (!input->range.allows(*number)) return not_in_range(input->range);
        return std::nullopt;
    }
    if (!input->words.empty() && !has(input->words, word))
        return base::Text{"“" + std::string(word) + "”不是“" + input->title.zh + "”可用的词，应为：" +
                              listed(input->words, "、") + "。",
                          "\"" + std::string(word) + "\" is no word for \"" + std::string(key) +
                              "\"; it is one of " + listed(input->words, ", ") + "."};
    return std::nullopt;
}

Acceptance::Answer Acceptance::event(std::string_view item, const base::Number& points) const {
    for (const EventInput& input : scheme_.inputs.events)
        if (input.item == item && !input.range.allows(points)) return not_in_range(input.range);
    return std::nullopt;
}

bool Acceptance::reads_rating(std::string_view item, const base::Period& period,
                              const base::Period& appraised) const {
    bool is_within =
        period == appraised || (period.kind() != base::Period::Kind::special &&
                                appraised.contains(period.first()) && appraised.contains(period.last()));
    return is_within && std::any_of(scheme_.inputs.ratings.begin(), scheme_.inputs.ratings.end(),
                                    [&](const RatingInput& input) {
                                        bool is_asked = input.is_of_appraised ? period == appraised
                                                                              : input.period == period.kind();
                                        return is_asked && covers(input, item);
                                    });
}

} // namespace zhishi::scheme
