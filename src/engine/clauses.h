// Through what the result of a subject differs between two finished runs.
#pragma once

#include "engine/decision.h"
#include "engine/parameters_read.h"
#include "engine/what_if.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhishi::engine {

class Clauses {
  public:
    Clauses(Run& before, Run& after);

    std::vector<Clause> of(const SubjectChange& change);

  private:
    struct Side {
        Side(Run& of_run, std::set<int> wanted);
        Run& run;
        ParametersRead read;
        std::vector<ActionCall> calls; // by whom they fall on
        // By block, by award, by subject: his place among the candidates of his group, from 1; made where
        // asked for.
        std::vector<std::vector<std::vector<std::uint32_t>>> candidates;
        scheme::SubjectIndex subject = scheme::no_index;

        bool is_here() const { return subject != scheme::no_index; }
        const Standing& standing() const { return run.board().standings[subject]; }
        bool is_of(const scheme::Block& block) const;
        const AwardGroup::Candidate* candidate(size_t block, size_t award);
    };

    void score(const SubjectChange& change);
    void rank(const SubjectChange& change);
    bool ties_differ(const SubjectChange& change);
    void states();
    void awards();
    void grade();
    void flags(const SubjectChange& change);
    void actions(const SubjectChange& change);
    void parameters(const SubjectChange& change);
    void add(std::string name, base::Text what, const scheme::Scheme& scheme, const scheme::Origin& origin,
             base::Text before, base::Text after);
    void add_flag(Side& side, const std::string& flag, bool is_gained);
    void add_action(Side& side, const std::string& action, bool is_gained);
    struct AwardState { // of one subject
        int outcome = 0;
        base::Text text;
    };
    static AwardState award_state(Side& side, const std::string& block, const std::string& award);
    static base::Text not_a_candidate(Side& side, size_t block, size_t award);

    std::vector<std::pair<int, int>> differing_; // parameters of one id, by their indices on the two sides
    Side before_, after_;
    std::vector<Clause> clauses_; // of the present subject
};

} // namespace zhishi::engine
