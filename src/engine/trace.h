// Builds the parts of an explanation for one subject of a finished run.
#pragma once

#include "engine/explain.h"
#include "engine/formula_text.h"
#include "engine/run.h"

#include <set>
#include <string>

namespace zhishi::engine {

class Trace {
  public:
    Trace(Run& run, const Plan& plan, scheme::SubjectIndex subject, Audience audience)
        : run_(run), plan_(plan), subject_(subject), audience_(audience), text_(run, audience) {}

    Explanation whole();

  private:
    // trace_values.cpp: formulas and what they rest on
    Explanation value(const scheme::Value& value, const Frame& frame);
    base::Text shown_of(const scheme::Expression& node, const Frame& frame);
    Explanation formula(base::Text label, const scheme::Expression& root, const Frame& frame);
    void collect(const scheme::Expression& node, const Frame& frame, Explanation& into,
                 std::set<std::string>& seen);
    void collect_aggregate(const scheme::Expression& node, const Frame& frame, Explanation& into,
                           std::set<std::string>& seen);
    Explanation parameter(int index);
    Explanation input(const scheme::Expression& node, const Frame& frame);
    void add_raters(const scheme::Expression& node, const Frame& frame, Explanation& leaf);
    void cite(Explanation& node, const scheme::Origin& origin) const;

    // trace.cpp: the steps of a block
    void block(size_t index, Explanation& into);
    Explanation score(const scheme::Value& rule);
    Explanation states(const scheme::Block& block);
    Explanation incomplete(const scheme::Block& block);
    Explanation rank(const scheme::Block& block, size_t index);
    Explanation seats(const scheme::Award& award, const AwardGroup& group);
    base::Text group_title(const std::string& group) const;
    base::Text key_text(const scheme::Award& award) const;
    Explanation award(const scheme::Block& block, size_t index, size_t award);
    Explanation grade(const scheme::Block& block, size_t index);
    void flags(const scheme::Block& block, Explanation& into);
    base::Text flag_title(const std::string& flag);
    base::Text flag_titles();
    void actions(size_t index, Explanation& into);
    Explanation rule(const scheme::Rule& rule, bool holds);
    Frame row() const { return {{subject_}, {}}; }
    const std::string& grade_word() const { return run_.board().grade_word(standing().grade); }
    const Standing& standing() const { return run_.board().standings[subject_]; }
    bool holds(const scheme::Formula& when);

    Run& run_;
    const Plan& plan_;
    scheme::SubjectIndex subject_;
    Audience audience_;
    FormulaText text_;
    const scheme::Block* block_ = nullptr;
    std::set<std::string> told_; // values whose tree stands further up
};

} // namespace zhishi::engine
