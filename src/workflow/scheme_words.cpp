#include "workflow/scheme_words.h"

namespace zhishi::workflow {

namespace {

base::Text itself(const std::string& word) {
    return {word, word};
}

struct StateWord {
    std::string_view word, zh, en;
};
constexpr StateWord state_words[] = {
    {"warning", "警告", "warning"},
    {"demerit", "记过", "demerit"},
    {"major_demerit", "记大过", "major demerit"},
    {"downgrade", "降级", "downgrade"},
    {"removal", "撤职", "removal from office"},
    {"party_warning", "党内警告", "Party warning"},
    {"party_serious_warning", "党内严重警告", "serious Party warning"},
    {"party_removal", "撤销党内职务", "removal from Party posts"},
    {"party_probation_1", "留党察看一年", "probation in the Party for one year"},
    {"party_probation_2", "留党察看两年", "probation in the Party for two years"},
    {"party_expulsion", "开除党籍", "expulsion from the Party"},
    {"refused", "拒不参加考核", "refused to be appraised"},
    {"investigated", "立案审查调查", "under investigation"},
    {"resigned", "责令辞职或者免职", "ordered to resign or dismissed"},
    {"admonished", "诫勉", "admonished"},
    {"reassigned", "调整职务", "reassigned"},
};

base::Text value_title(const scheme::Block& block, const std::string& id) {
    for (const scheme::Value& value : block.values)
        if (value.id == id) return value.title;
    return itself(id);
}

} // namespace

base::Text class_title(const SchemeInUse& scheme, const std::string& id) {
    const scheme::SubjectClass* found = scheme.scheme ? scheme.scheme->subject_class(id) : nullptr;
    return found ? found->title : itself(id);
}

base::Text flag_title(const SchemeInUse& scheme, const std::string& flag) {
    if (flag == "incomplete") return {"材料不全，未计分", "Incomplete: not scored"};
    if (!scheme.scheme) return itself(flag);
    for (const scheme::StateSet& set : scheme.scheme->state_sets)
        for (const auto& stage : set.stages)
            for (const scheme::StateRule& rule : stage)
                if (rule.flag == flag) return rule.title;
    for (const scheme::Block& block : scheme.scheme->blocks) {
        for (const scheme::FlagRule& rule : block.flags)
            if (rule.flag == flag) return rule.title;
        for (const scheme::Award& award : block.awards)
            if (award.tie_flag == flag)
                return {"名额末位得分相同，由考核委员会决定", "Tied at the last seat: the committee decides"};
    }
    return itself(flag);
}

base::Text node_title(const SchemeInUse& scheme, const std::string& node) {
    if (!scheme.scheme) return itself(node);
    for (const scheme::Block& block : scheme.scheme->blocks)
        for (const scheme::NodeRule& rule : block.nodes) {
            size_t brace = rule.name.find('{');
            if (brace == std::string::npos) {
                if (rule.name == node) return value_title(block, node);
                continue;
            }
            std::string stem = rule.name.substr(0, brace); // "quarter."
            if (stem.size() < 2 || !node.starts_with(stem) || node.size() == stem.size()) continue;
            base::Text title = value_title(block, stem.substr(0, stem.size() - 1));
            std::string of = node.substr(stem.size());
            return {title.zh + "（" + of + "）", title.en + " (" + of + ")"};
        }
    return itself(node);
}

base::Text award_title(const SchemeInUse& scheme, const std::string& award) {
    if (scheme.scheme)
        for (const scheme::Block& block : scheme.scheme->blocks)
            for (const scheme::Award& rule : block.awards)
                if (rule.id == award) return rule.title;
    return itself(award);
}

base::Text state_word_title(const std::string& word) {
    for (const StateWord& known : state_words)
        if (known.word == word) return {std::string(known.zh), std::string(known.en)};
    return itself(word);
}

base::Text fact_title(const SchemeInUse& scheme, const std::string& key) {
    if (scheme.scheme)
        for (const scheme::FactInput& fact : scheme.scheme->inputs.facts)
            if (scheme::fits_pattern(fact.key, key) || fact.key == key + ":*") return fact.title;
    return itself(key);
}

base::Text scheme_title(const SchemeInUse& scheme, const std::string& id) {
    return scheme.id == id ? scheme.title : itself(id);
}

base::Text origin_text(const SchemeInUse& scheme, const std::string& source, const std::string& article) {
    base::Text title = itself(source);
    if (scheme.scheme)
        if (auto found = scheme.scheme->sources.find(source); found != scheme.scheme->sources.end())
            title = found->second.title;
    return {title.zh + " " + article, title.en + " " + article};
}

} // namespace zhishi::workflow
