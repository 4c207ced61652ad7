#include "cli/example/vocabulary.h"

#include "base/check.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdio>

namespace zhishi::cli::example {

namespace {

using Texts = std::vector<std::string>;
using record::PostKind;

std::string text_at(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].as<std::string>() : std::string();
}
Texts texts_at(const YAML::Node& node, const char* key) {
    Texts texts;
    if (!node[key]) return texts;
    if (node[key].IsScalar()) return {node[key].as<std::string>()};
    for (const YAML::Node& text : node[key])
        texts.push_back(text.as<std::string>());
    return texts;
}
// "1 3 4", counted from one, as positions.
std::vector<size_t> positions_in(const std::string& text) {
    std::vector<size_t> positions;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find(' ', at), text.size());
        positions.push_back(std::stoul(text.substr(at, end - at)) - 1);
        at = end + 1;
    }
    return positions;
}
std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}
PostKind kind_of(const std::string& word) {
    return word == "leader" ? PostKind::leader : word == "head" ? PostKind::head : PostKind::staff;
}

Pools read_pools(const YAML::Node& node) {
    Pools pools;
    for (const auto& pool : node)
        for (const YAML::Node& text : pool.second)
            pools[pool.first.as<std::string>()].push_back(text.as<std::string>());
    return pools;
}

Kind read_kind(const YAML::Node& node) {
    Kind kind;
    kind.goal = text_at(node, "goal");
    kind.measure = text_at(node, "measure");
    kind.unit_work = node["work"] ? node["work"].as<size_t>() - 1 : 0;
    kind.is_monthly = node["monthly"].IsDefined();
    kind.months = texts_at(node, "months");
    kind.steps = texts_at(node, "steps");
    kind.results = texts_at(node, "result");
    kind.praises = texts_at(node, "praise");
    kind.advices = texts_at(node, "advice");
    return kind;
}

Life read_life(const YAML::Node& node) {
    Life life;
    life.from = text_at(node, "from");
    life.to = text_at(node, "to");
    life.away_from = text_at(node, "away_from");
    life.away_to = text_at(node, "away_to");
    life.away_reason = text_at(node, "away_reason");
    life.absence_months = text_at(node, "absence_months");
    life.state = text_at(node, "state");
    life.state_value = text_at(node, "state_value");
    life.evidence = text_at(node, "evidence");
    life.writes_seldom = node["seldom"].IsDefined();
    return life;
}

// [name, pinyin, title, kinds of work, {the rest}]
StaffMember read_person(const YAML::Node& node) {
    StaffMember person;
    person.name = node[0].as<std::string>();
    person.pinyin = node[1].as<std::string>();
    person.login = without_spaces(person.pinyin);
    person.title = node[2].as<std::string>();
    person.kinds = positions_in(node[3].as<std::string>());
    if (node.size() < 5) return person;
    const YAML::Node& rest = node[4];
    person.kind = kind_of(text_at(rest, "post"));
    for (size_t charge : positions_in(text_at(rest, "charges")))
        person.charges.push_back(charge + 1);
    person.shown_role = text_at(rest, "shown");
    person.is_office = rest["office"].IsDefined();
    person.life = read_life(rest);
    return person;
}

Section read_section(const YAML::Node& root) {
    Section section;
    section.name = text_at(root, "name");
    for (const YAML::Node& work : root["works"])
        section.works.push_back({work[0].as<std::string>(), work[1].as<std::string>()});
    for (const YAML::Node& person : root["people"])
        section.people.push_back(read_person(person));
    for (const YAML::Node& kind : root["kinds"])
        section.kinds.push_back(read_kind(kind));
    section.pools = read_pools(root["pools"]);
    return section;
}

void read_bureau(const YAML::Node& root, Vocabulary& read) {
    read.organ_name = text_at(root, "name");
    read.pools = read_pools(root["pools"]);
    read.committee = texts_at(root, "committee");
    for (const YAML::Node& kind : root["occasional"])
        read.occasional.push_back(read_kind(kind));
    for (const YAML::Node& node : root["moves"]) {
        Move move{text_at(node, "who"),         text_at(node, "on"),
                  node["section"].as<size_t>(), kind_of(text_at(node, "post")),
                  text_at(node, "title"),       positions_in(text_at(node, "kinds"))};
        read.moves.push_back(std::move(move));
    }
    for (const YAML::Node& node : root["substitutes"])
        read.substitutes.push_back({text_at(node, "for"), text_at(node, "by"), text_at(node, "from"),
                                    text_at(node, "to"), text_at(node, "reason")});
}

} // namespace

const Vocabulary& vocabulary() {
    static const Vocabulary whole = [] {
        Vocabulary read;
        for (const VocabularyText& file : vocabulary_texts()) {
            try {
                YAML::Node root = YAML::Load(std::string(file.text));
                if (file.name == "bureau.yaml")
                    read_bureau(root, read);
                else
                    read.sections.push_back(read_section(root));
            } catch (const YAML::Exception& error) {
                std::fprintf(stderr, "%s: %s\n", std::string(file.name).c_str(), error.what());
                base::check(false, "a shipped file of the example can be read");
            }
        }
        return read;
    }();
    return whole;
}

const std::vector<std::string>& texts_of(std::string_view pool) {
    auto found = vocabulary().pools.find(std::string(pool));
    base::check(found != vocabulary().pools.end(), "the bureau has every pool that is asked for");
    return found->second;
}

} // namespace zhishi::cli::example
