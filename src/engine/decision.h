// What decided the grade of one subject of a finished run.
#pragma once

#include "engine/run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace zhishi::engine {

struct Decision {
    // none: no rule gives this subject a grade. incomplete: an input is missing, and nothing is decided.
    enum class Kind : std::uint8_t { none, incomplete, state, award, grade_rule };
    Kind kind = Kind::none;
    size_t block = 0;
    const scheme::Rule* rule = nullptr; // a StateRule, Award or GradeRule of the scheme
};

Decision decision_of(Run& run, scheme::SubjectIndex subject);

struct HeldState {
    std::string name; // set/rule
    const scheme::StateRule* rule;
};
// The special states that hold for the subject: of each set those of the first stage in which one does.
std::vector<HeldState> states_of(Run& run, scheme::SubjectIndex subject);

} // namespace zhishi::engine
