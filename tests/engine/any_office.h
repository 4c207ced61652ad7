// An office of up to forty people in three groups, drawn by chance: for properties that hold for every one.
#pragma once

#include "tests/engine/diary_office.h"

#include <rapidcheck.h>

namespace zhishi::engine {

inline DiaryOffice any_office() {
    DiaryOffice office;
    auto unit = office.add("u", "unit", "", "");
    int count = *rc::gen::inRange(1, 40);
    for (int i = 0; i < count; ++i) {
        const char* group = *rc::gen::element("g0", "g1", "g2");
        auto person = office.staff("p" + std::to_string(i), group, base::Number(*rc::gen::inRange(80, 95)),
                                   *rc::gen::inRange(0, 5), unit);
        int state = *rc::gen::inRange(0, 12);
        if (state == 0) office.state(person, 2025, "probation", "1");
        if (state == 1) office.state(person, 2025, "discipline:1", "warning");
        if (state == 2) office.state(person, 2025, "discipline:1", "refused");
    }
    return office;
}

} // namespace zhishi::engine
