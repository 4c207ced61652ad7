// What each person of a scheme's office case may read about his own result: nothing of anybody else
// (law on appraisals: another person's score or rating is for the office and the committee alone).
#include "engine/explain.h"
#include "exchange/batch_folder.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace zhishi::exchange {
namespace {

using base::Number;
using engine::Audience;
using engine::Explanation;

struct Office {
    engine::Plan plan;
    scheme::Facts facts;
};

Office office(const std::string& id = "diary", const base::Period& period = base::Period::of_year(2025)) {
    auto scheme = scheme::load_library_scheme(id).scheme;
    Batch batch =
        read_batch(TableSource::open("schemes/" + id + "/cases/office/in").value(), *scheme, period);
    EXPECT_TRUE(batch.faults.empty());
    return {engine::compile(scheme::resolve(scheme, period).value()), std::move(batch.facts)};
}

std::string all_text(const Explanation& node) {
    std::string text;
    for (const base::Text* part : {&node.label, &node.value, &node.formula, &node.numbers, &node.note})
        text += part->zh + "\n" + part->en + "\n";
    for (const auto* list : {&node.children, &node.tried})
        for (const Explanation& part : *list)
            text += all_text(part);
    return text;
}

// Numbers and ids as they stand in a text: the longest runs of letters, digits and points.
std::set<std::string> tokens(const std::string& text) {
    std::set<std::string> found;
    std::string token;
    for (char c : text + " ") {
        bool is_part =
            (std::isalnum(static_cast<unsigned char>(c)) || c == '.') && static_cast<unsigned char>(c) < 128;
        if (is_part)
            token += c;
        else if (!token.empty())
            found.insert(std::exchange(token, ""));
    }
    return found;
}

std::string tree_text(const Office& of, const std::string& id, Audience audience) {
    auto tree = engine::explain(of.plan, of.facts, id, audience);
    EXPECT_TRUE(tree) << id;
    return tree ? all_text(*tree) : "";
}

// Figures by subject: score, nodes, single ratings. Only those with decimals, which do not happen to be a
// count.
using Figures = std::map<std::string, std::set<std::string>>;

void add(Figures& figures, const std::string& id, const Number& number) {
    if (!number.is_whole()) figures[id].insert(number.str());
}

Figures results_of(const engine::Outcome& outcome) {
    Figures figures;
    for (const auto& result : outcome.results)
        if (result.score) add(figures, result.id, *result.score);
    for (const auto& node : outcome.nodes)
        add(figures, node.id, node.value);
    return figures;
}

std::vector<scheme::Rating> rows_of(const scheme::Facts& facts) {
    std::vector<scheme::Rating> rows;
    for (size_t row = 0; row < facts.ratings.size(); ++row)
        rows.push_back(facts.ratings[row]);
    return rows;
}

Figures ratings_of(const scheme::Facts& facts) {
    Figures figures;
    for (const auto& rating : rows_of(facts))
        add(figures, std::string(facts.id_of(rating.subject)), scheme::number_of(rating.value));
    return figures;
}

// His own means are his own figures, even where somebody else has the same number.
Figures means_of(const scheme::Facts& facts) {
    std::map<std::tuple<std::string, scheme::PeriodCode, scheme::WordId>, std::pair<Number, int>> sums;
    for (const auto& rating : rows_of(facts)) {
        auto& [sum, count] = sums[{std::string(facts.id_of(rating.subject)), rating.period, rating.item}];
        sum += scheme::number_of(rating.value), ++count;
    }
    Figures figures;
    for (const auto& [key, sum] : sums)
        add(figures, std::get<0>(key), sum.first / Number(sum.second));
    return figures;
}

std::set<std::string> parameters_in_force(const engine::Plan& plan) {
    std::set<std::string> texts;
    for (const auto& parameter : plan.in_force.scheme->parameters)
        if (const auto* entry = plan.in_force.parameter(parameter.id)) texts.insert(entry->number.str());
    return texts;
}

TEST(explain_for_subject, shows_no_figure_no_id_and_no_rater_of_anybody_else) {
    Office bureau = office();
    const scheme::Facts& facts = bureau.facts;
    engine::Outcome outcome = engine::score(bureau.plan, facts).value();
    Figures results = results_of(outcome), ratings = ratings_of(facts), means = means_of(facts);
    std::set<std::string> parameters = parameters_in_force(bureau.plan), raters;
    for (const auto& rating : rows_of(facts))
        raters.insert(std::string(facts.text_of(rating.rater)));
    ASSERT_GE(outcome.results.size(), 50u);
    int hidden_ratings = 0;
    for (const auto& result : outcome.results) {
        const std::string& own = result.id;
        std::set<std::string> shown = tokens(tree_text(bureau, own, Audience::subject));
        auto is_own = [&](const std::string& figure) {
            return results[own].contains(figure) || means[own].contains(figure) ||
                   parameters.contains(figure);
        };
        for (const Figures* figures : {&results, &ratings})
            for (const auto& [id, list] : *figures)
                for (const std::string& figure : list) {
                    bool is_forbidden = (id != own || figures == &ratings) && !is_own(figure);
                    hidden_ratings += is_forbidden && id == own;
                    if (is_forbidden)
                        EXPECT_FALSE(shown.contains(figure)) << own << " reads " << figure << " of " << id;
                }
        for (scheme::SubjectIndex i = 0; i < facts.subjects.size(); ++i) {
            std::string other(facts.id_of(i));
            if (other != own) EXPECT_FALSE(shown.contains(other)) << own << " reads of " << other;
        }
        for (const std::string& rater : raters)
            EXPECT_FALSE(shown.contains(rater)) << own << " reads of the rater " << rater;
    }
    EXPECT_GE(hidden_ratings, 20); // the search had something to find
}

TEST(explain_for_subject, the_search_finds_what_is_there) {
    Office bureau = office();
    const scheme::Facts& facts = bureau.facts;
    engine::Outcome outcome = engine::score(bureau.plan, facts).value();
    std::string id = outcome.results[1].id;
    std::set<std::string> own = tokens(tree_text(bureau, id, Audience::subject));
    std::set<std::string> full = tokens(tree_text(bureau, id, Audience::office));
    EXPECT_TRUE(own.contains(outcome.results[1].score->str()));
    EXPECT_TRUE(own.contains(id));
    for (const auto& rating : rows_of(facts))
        if (facts.id_of(rating.subject) == id &&
            facts.periods.at(rating.period) == base::Period::of_year(2025)) {
            EXPECT_TRUE(full.contains(scheme::number_of(rating.value).str()));
            EXPECT_TRUE(full.contains(std::string(facts.text_of(rating.rater))));
        }
}

std::string standing_of(const engine::Outcome& outcome, const std::string& id) {
    std::string text;
    for (const auto& result : outcome.results)
        if (result.id == id) {
            text = std::to_string(result.rank.value_or(0)) + " " +
                   std::to_string(result.ranked_count.value_or(0)) + result.grade;
            for (const std::string& flag : result.flags)
                text += " " + flag;
        }
    for (const auto& seats : outcome.seats)
        text += " " + std::to_string(seats.seats) + "/" + std::to_string(seats.candidates);
    return text;
}

Office with_other_ratings(Office of, scheme::SubjectIndex subject, const Number& by) {
    scheme::Ratings changed;
    for (auto& rating : rows_of(of.facts)) {
        if (rating.subject == subject && scheme::number_of(rating.value) + by <= Number(100))
            rating.value += (by * Number(1'000'000)).whole().value();
        changed.push_back(rating);
    }
    of.facts.ratings = std::move(changed);
    return of;
}

struct Compared {
    int others = 0, changed_of_himself = 0;
};

// Of every third person beside those near to him.
Compared compare_texts(const Office& of) {
    const scheme::Facts& facts = of.facts;
    engine::Outcome before = engine::score(of.plan, facts).value();
    Compared compared;
    for (size_t i = 0; i < before.results.size(); i += 3) {
        const auto& own = before.results[i];
        std::string text = tree_text(of, own.id, Audience::subject);
        for (const auto& other : before.results) {
            bool is_near = other.rank && own.rank && std::abs(*other.rank - *own.rank) <= 2 &&
                           other.id != own.id &&
                           facts.subjects[other.subject].group == facts.subjects[own.subject].group;
            if (!is_near) continue;
            Office changed = with_other_ratings(of, other.subject, *Number::parse("0.13"));
            engine::Outcome after = engine::score(changed.plan, changed.facts).value();
            if (standing_of(before, own.id) != standing_of(after, own.id)) continue;
            ++compared.others;
            EXPECT_EQ(tree_text(changed, own.id, Audience::subject), text) << own.id << " sees " << other.id;
        }
        Office changed = with_other_ratings(of, own.subject, *Number::parse("0.13"));
        compared.changed_of_himself += tree_text(changed, own.id, Audience::subject) != text;
    }
    return compared;
}

// The text may change with his place among the others, never with how much they have: so nothing can be
// worked out from it either.
TEST(explain_for_subject, does_not_change_by_a_letter_with_what_another_person_was_given) {
    Compared compared = compare_texts(office());
    EXPECT_GE(compared.others, 20);
    EXPECT_GE(compared.changed_of_himself, 15);
}

TEST(explain_for_subject, does_not_change_by_a_letter_where_many_roles_rate) {
    Compared compared = compare_texts(office("chaohu", base::Period::of_quarter(2022, 2)));
    EXPECT_GE(compared.others, 20);
    EXPECT_GE(compared.changed_of_himself, 15);
}

} // namespace
} // namespace zhishi::exchange
