#include "workflow/scheme_words.h"

namespace zhishi::workflow {

namespace {

base::Text itself(const std::string& word) {
    return {word, word};
}

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
    return scheme.scheme ? scheme.scheme->flag_title(flag) : itself(flag);
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

base::Text fact_word_title(const SchemeInUse& scheme, const std::string& word) {
    if (scheme.scheme)
        for (const scheme::FactInput& fact : scheme.scheme->inputs.facts)
            if (auto title = fact.titles.find(word); title != fact.titles.end()) return title->second;
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
