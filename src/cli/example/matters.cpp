#include "cli/example/matters.h"

#include "base/check.h"

namespace zhishi::cli::example {

namespace {

constexpr int occasional_percent = 13, first_line_percent = 55, left_out_percent = 45;
constexpr int several_fields_percent = 30;
constexpr size_t open_matters = 2, tries_max = 12;

} // namespace

Desk::Desk(const Section& section, std::vector<size_t> kinds, const WorkingDays& days, SeededRandom random,
           std::set<std::string>& told)
    : section_(section), kinds_(std::move(kinds)), random_(random), phrases_(section, days, random_),
      told_(told), lines_(kinds_.size()) {}

void Desk::begin(Matter& matter, const Kind& kind, base::Date day, bool is_under_way) {
    matter = {&kind, {}, 0};
    if (!is_under_way) return;
    // What went before is not told, but it has filled the slots.
    size_t steps = random_.below(kind.steps.size());
    for (; matter.step < steps; ++matter.step)
        phrases_.fill(kind.steps[matter.step], matter.bindings, day);
}

std::string Desk::go_on(Matter& matter, base::Date day) {
    const auto& steps = matter.kind->steps;
    std::string_view step = steps[matter.step];
    while (step.starts_with('?') && matter.step + 1 < steps.size() && random_.happens(left_out_percent)) {
        phrases_.fill(step, matter.bindings, day);
        step = steps[++matter.step];
    }
    if (step.starts_with('?')) step.remove_prefix(1);
    std::string text = phrases_.fill(step, matter.bindings, day);
    ++matter.step;
    return text;
}

Desk::Matter* Desk::matter_of(size_t line, base::Date day) {
    base::check(kinds_[line] < section_.kinds.size(), "the section has every kind of work of its people");
    const Kind& kind = section_.kinds[kinds_[line]];
    Line& held = lines_[line];
    if (kind.is_monthly) {
        base::Period month = base::Period::month_of(day);
        if (held.open.empty() || held.month != month) {
            held.month = month;
            held.open.resize(1);
            begin(held.open.front(), kind, day, false);
        }
        Matter& matter = held.open.front();
        return matter.step < kind.steps.size() ? &matter : nullptr;
    }
    bool is_first = held.open.empty();
    while (held.open.size() < open_matters)
        begin(held.open.emplace_back(), kind, day, is_first);
    Matter& matter = held.open[random_.below(held.open.size())];
    if (matter.step >= kind.steps.size()) begin(matter, kind, day, false);
    return &matter;
}

Desk::Composed Desk::compose(base::Date day) {
    bool is_leader = &section_ == &vocabulary().sections.front();
    if (is_leader || !random_.happens(occasional_percent)) {
        size_t first = lines_.size() == 1 || random_.happens(first_line_percent)
                           ? 0
                           : 1 + random_.below(lines_.size() - 1);
        for (size_t turn = 0; turn < lines_.size(); ++turn) {
            size_t line = (first + turn) % lines_.size();
            if (Matter* matter = matter_of(line, day)) return step_of(*matter, line, day);
        }
    }
    return passing(day);
}

Desk::Composed Desk::step_of(Matter& matter, size_t line, base::Date day) {
    Composed composed;
    composed.line = line;
    for (size_t tries = 1;; ++tries) {
        Matter before = matter;
        composed.entry.content = go_on(matter, day);
        if (tries == tries_max || told_.insert(composed.entry.content).second) break;
        matter = std::move(before);
        if (tries > tries_max / 2 && !matter.kind->is_monthly) begin(matter, *matter.kind, day, false);
    }
    add_fields(composed, matter, day);
    return composed;
}

// Work that no plan foresaw.
Desk::Composed Desk::passing(base::Date day) {
    Composed composed;
    const auto& kinds = vocabulary().occasional;
    for (size_t tries = 1;; ++tries) {
        Matter matter;
        begin(matter, kinds[random_.below(kinds.size())], day, false);
        matter.step = random_.below(matter.kind->steps.size());
        composed.entry.content = go_on(matter, day);
        if (tries == tries_max || told_.insert(composed.entry.content).second) return composed;
    }
}

void Desk::add_fields(Composed& composed, const Matter& matter, base::Date day) {
    if (!random_.happens(several_fields_percent)) return;
    record::LogEntry& entry = composed.entry;
    Bindings fresh;
    auto maybe = [&](std::string& field, int percent, const char* pool) {
        auto own = section_.pools.find(pool);
        const auto& texts = own != section_.pools.end() ? own->second : texts_of(pool);
        if (random_.happens(percent)) field = phrases_.one_of(texts, fresh, day);
    };
    maybe(entry.time, 100, "times");
    maybe(entry.place, 70, "places");
    maybe(entry.people, 60, "people");
    maybe(entry.measures, 45, "measures");
    size_t steps = matter.kind->steps.size();
    const char* stage = matter.step <= 1 ? "begun" : matter.step >= steps ? "ended" : "going_on";
    maybe(entry.progress, 60, stage);
    if (matter.step >= steps) maybe(entry.effect, 70, "effects");
}

} // namespace zhishi::cli::example
