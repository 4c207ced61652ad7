// Which parameters the formulas behind the outcome of one subject read.
//
// The formulas are walked as they were worked out for him: the branch that was taken, the elements that
// counted, his class's member of a family (weight.*), and what they rest on, values and figures of parents
// too.
#pragma once

#include "engine/run.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace zhishi::engine {

class ParametersRead {
  public:
    // wanted: what is looked for. Formulas that cannot come to one of these are not walked.
    ParametersRead(Run& run, std::set<int> wanted) : run_(run), wanted_(std::move(wanted)) {}

    // What led to it: which formulas are walked. Each adds to what was found so far for this subject.
    enum class Part { score, rank, states, grade, flags, actions };
    void begin(); // another subject
    void read(Part part, scheme::SubjectIndex subject);
    void read(const scheme::Formula& formula, size_t block, scheme::SubjectIndex subject);
    const std::set<int>& found() const {
        return found_;
    } // indices in Scheme::parameters; others may be among them

  private:
    template <class Work>
    void in_block(size_t block, Work work); // and back to the one before
    void read_block(Part part, const scheme::Block& block, scheme::SubjectIndex subject);
    void read_awards(const scheme::Block& block, scheme::SubjectIndex subject);
    bool may_read(const scheme::Expression& node);
    bool may_read_value(int name);
    void walk(const scheme::Formula& formula, const Frame& frame);
    void walk(const scheme::ClassFormula& formula, scheme::SubjectIndex subject);
    void walk(const scheme::Expression& node, const Frame& frame);
    void walk_aggregate(const scheme::Expression& node, const Frame& frame);
    void walk_conditional(const scheme::Expression& node, const Frame& frame);
    void walk_name(const scheme::Expression& node, const Frame& frame);
    void walk_value(const scheme::Expression& node, const Frame& frame, bool is_of_parent);
    void walk_own(scheme::Own own, const Frame& frame, bool is_of_parent);

    Run& run_;
    std::set<int> wanted_;
    std::map<const scheme::Expression*, bool> may_read_; // of whole formulas, asked once
    size_t block_ = 0;                                   // whose formulas are walked
    std::set<int> found_;
    std::set<std::pair<Part, scheme::SubjectIndex>> read_;
    std::set<std::tuple<scheme::SubjectIndex, int, std::uint32_t>> walked_; // subject, value, element
};

} // namespace zhishi::engine
