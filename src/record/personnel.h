// What the appraisal must know of a person beside his work: grades of earlier years, and special states
// (probation, absence, discipline) with their evidence, which only office and committee see.
#pragma once

#include "base/date.h"
#include "record/ids.h"

#include <string>

namespace zhishi::record {

struct PriorGrade {
    OrganId organ;
    OfficialId official;
    int year = 0;
    std::string grade; // a grade word
    std::string award; // 嘉奖, 三等功; may be empty
    std::string source; // the document or file it was taken from
    long version = 0;
};

// A fact of a year that stands above the score (C8): key and value as in the scheme's inputs: probation 1,
// absence.months 7, discipline:1 warning.
struct SpecialState {
    OrganId organ;
    SpecialStateId id;
    OfficialId official;
    int year = 0;
    std::string key;
    std::string value;
    std::string evidence; // number and date of the document; never a diagnosis
    bool is_withdrawn = false;
    std::string withdrawal_reason;
    long version = 0;
};

} // namespace zhishi::record
