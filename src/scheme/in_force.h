// A scheme resolved to a period: each parameter has the one value that is in force on the period's last day
// (of a special appraisal, which has no days: the latest), or the one that was set for this run.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "scheme/scheme.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zhishi::scheme {

struct ParameterInForce {
    const Parameter* parameter = nullptr;
    const ParameterValue* stated = nullptr; // what the scheme says; null where only the setting gives a value
    base::Number number;
    std::string word;
    bool is_set = false; // by a setting of this run, against what the scheme says
};

struct InForce {
    std::shared_ptr<const Scheme> scheme;
    base::Period period;
    std::vector<ParameterInForce> parameters; // as Scheme::parameters

    const ParameterInForce& parameter(int index) const { return parameters[static_cast<size_t>(index)]; }
    const ParameterInForce* parameter(std::string_view id) const;
};

using Settings = std::map<std::string, std::string>;

// errors  period_does_not_fit     the scheme is not for periods of this kind
//         setting_not_known       a setting names no parameter
//         setting_not_readable    its value is no number, or none of the words
//         setting_out_of_range    its value lies outside the parameter's range
//         parameter_not_in_force  the scheme gives a parameter no value for this period (the scheme's fault)
base::Result<InForce> resolve(std::shared_ptr<const Scheme> scheme, const base::Period& period,
                              const Settings& settings = {});

} // namespace zhishi::scheme
