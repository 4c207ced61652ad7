// A formula as people read it: with the names of what it asks for, or with its numbers put in, for one
// subject.
#pragma once

#include "base/result.h"
#include "engine/explain.h"
#include "engine/run.h"

#include <string>

namespace zhishi::engine {

class FormulaText {
  public:
    FormulaText(Run& run, Audience audience) : run_(run), audience_(audience) {}

    // frame: one row.
    base::Text names(const scheme::Expression& node, const Frame& frame);
    base::Text numbers(const scheme::Expression& node, const Frame& frame);
    base::Text shown(const Value& value) const;
    // The title of what a name or call stands for.
    base::Text title(const scheme::Expression& node, const Frame& frame);
    // A figure of another person, in the eyes of the subject himself.
    bool is_hidden(const scheme::Expression& node, scheme::SubjectIndex subject) const;
    // Such a figure is somewhere in the formula, or in a value that it asks for: what comes out is not shown
    // either.
    bool rests_on_hidden(const scheme::Expression& root, scheme::SubjectIndex subject) const;

  private:
    enum class Mode { names, numbers };
    std::string write(const scheme::Expression& node, const Frame& frame, Mode mode, bool zh);
    std::string part(const scheme::Expression& node, const Frame& frame, Mode mode, bool zh, int strength);
    std::string leaf(const scheme::Expression& node, const Frame& frame, Mode mode, bool zh);
    std::string call(const scheme::Expression& node, const Frame& frame, Mode mode, bool zh);
    std::string aggregate(const scheme::Expression& node, const Frame& frame, Mode mode, bool zh);
    std::string list(const std::vector<scheme::Expression>& nodes, const Frame& frame, Mode mode, bool zh);
    base::Text input_title(const scheme::Expression& node, const Frame& frame);

    Run& run_;
    Audience audience_;
};

// In the place of what is hidden.
base::Text not_shown();
// A number as it is shown: exact where it has at most six decimals, else ≈ with four.
std::string number_text(const base::Number& number);

} // namespace zhishi::engine
