// A kept scheme is read back after years, when the library says something else.
#include "scheme/library.h"
#include "scheme/load.h"

#include <gtest/gtest.h>

namespace zhishi::scheme {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string fault_of(const Loaded& loaded) {
    return loaded.faults.empty() ? "" : loaded.faults.front().code;
}

TEST(kept_scheme, is_read_back_with_the_same_content_hash) {
    ASSERT_FALSE(library_schemes().empty());
    for (const std::string& id : library_schemes()) {
        Loaded now = load_library_scheme(id), kept = load_kept_scheme(kept_text(id));
        ASSERT_TRUE(now.scheme && kept.scheme) << id;
        EXPECT_EQ(kept.scheme->id, id);
        EXPECT_EQ(kept.scheme->content_hash, now.scheme->content_hash) << id;
        EXPECT_EQ(kept.scheme->parameters.size(), now.scheme->parameters.size());
        EXPECT_EQ(kept.scheme->sources.size(), now.scheme->sources.size());
        EXPECT_EQ(kept.scheme->state_sets.size(), now.scheme->state_sets.size());
        EXPECT_EQ(kept.scheme->process.sheets.size(), now.scheme->process.sheets.size());
    }
}

TEST(kept_scheme, holds_every_file_that_the_scheme_takes_in) {
    std::string text = kept_text("diary");
    for (const char* path : {"diary/scheme.yaml", "sources.yaml", "units.yaml", "law/special-states.yaml",
                             "law/grade-words.yaml"})
        EXPECT_NE(text.find("== " + std::string(path) + " "), std::string::npos) << path;
    EXPECT_TRUE(text.starts_with("== diary/scheme.yaml "));
    EXPECT_EQ(kept_text("nothing"), "");
}

TEST(kept_scheme, does_not_look_at_the_library) {
    // As if the library had moved on: in the kept text a fragment and the sources say something else than in
    // it.
    std::string text = kept_text("diary");
    std::string other = replaced(text, "某局“日志式”平时考核做法", "甲局“日志式”平时考核做法");
    Loaded loaded = load_kept_scheme(other);
    ASSERT_TRUE(loaded.scheme) << fault_of(loaded);
    EXPECT_EQ(loaded.scheme->sources.at("diary-report").title.zh, "甲局“日志式”平时考核做法");
    EXPECT_NE(loaded.scheme->content_hash, load_kept_scheme(text).scheme->content_hash);
    // A fragment that is not kept is not taken from the library.
    Loaded without = load_kept_scheme(replaced(text, "== law/grade-words.yaml ", "== law/other-words.yaml "));
    EXPECT_EQ(without.scheme, nullptr);
    EXPECT_FALSE(without.faults.empty());
}

TEST(kept_scheme, a_text_that_is_cut_or_of_another_form_is_refused) {
    std::string text = kept_text("diary");
    for (size_t length = 0; length < text.size(); length += 97) {
        Loaded loaded = load_kept_scheme(text.substr(0, length));
        EXPECT_EQ(loaded.scheme, nullptr) << length;
        EXPECT_FALSE(loaded.faults.empty()) << length;
    }
    EXPECT_EQ(fault_of(load_kept_scheme("")), "kept_text_form");
    EXPECT_EQ(fault_of(load_kept_scheme("id: diary\n")), "kept_text_form");
    EXPECT_EQ(fault_of(load_kept_scheme("== diary/scheme.yaml 999999999999999999999\nid: diary\n")),
              "kept_text_form");
    EXPECT_EQ(fault_of(load_kept_scheme("== diary/scheme.yaml -1\nid: diary\n")), "kept_text_form");
    EXPECT_EQ(fault_of(load_kept_scheme(text + "rest")), "kept_text_form");
}

} // namespace
} // namespace zhishi::scheme
