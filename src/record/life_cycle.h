// A life cycle is a table of steps: in this state, this act leads to that state. What is not in the table is
// refused.
#pragma once

#include <optional>
#include <span>

namespace zhishi::record {

template <class State, class Act>
struct Step {
    State from;
    Act act;
    State to;
};

template <class State, class Act, size_t size>
std::optional<State> next_state(const Step<State, Act> (&steps)[size], State from, Act act) {
    for (const auto& step : steps)
        if (step.from == from && step.act == act) return step.to;
    return std::nullopt;
}

} // namespace zhishi::record
