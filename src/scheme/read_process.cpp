#include "scheme/known_names.h"
#include "scheme/read_sections.h"

#include <array>

namespace zhishi::scheme {

namespace {

constexpr std::array<std::string_view, 5> actors{"self", "reviewer", "rater", "office", "committee"};

template <class List>
bool is_one_of(const List& list, std::string_view word) {
    for (std::string_view entry : list)
        if (entry == word) return true;
    return false;
}

Deadline read_deadline(const YamlNode& node, Faults& faults) {
    MapReader reader(node, {"期限", "a deadline"}, faults);
    Deadline deadline;
    std::string anchor = reader.word("from");
    if (anchor == "period_end")
        deadline.anchor = Deadline::Anchor::period_end;
    else if (anchor != "period_start" && !anchor.empty())
        faults.add(node.find("from")->place, "word_not_known",
                   {"from应为period_start或period_end。", "from is period_start or period_end."});
    reader.required("working_days");
    auto days = reader.number("working_days");
    auto whole = days ? days->whole() : std::nullopt;
    if (days && (!whole || *whole < 1 || *whole > deadline_working_days_max))
        faults.add(node.find("working_days")->place, "number_out_of_range",
                   {"工作日数应为1至260的整数。", "Working days are a whole number from 1 to 260."});
    else if (whole)
        deadline.working_days = static_cast<int>(*whole);
    reader.finish();
    return deadline;
}

void check_source(const YamlNode& node, const Origin& origin, const Scheme& scheme, Faults& faults) {
    if (!origin.source.empty() && !scheme.sources.contains(origin.source))
        faults.add(node.find("source")->place, "source_not_known", source_not_known(scheme, origin.source));
}

ProcessStep read_step(const YamlNode& key, const YamlNode& node, const Scheme& scheme, Faults& faults) {
    MapReader reader(node, {"环节", "a step"}, faults);
    ProcessStep step;
    step.id = key.text;
    step.title = reader.text("title");
    step.actor = reader.word("actor");
    step.period = reader.word("period");
    if (const YamlNode* deadline = reader.required("deadline"))
        step.deadline = read_deadline(*deadline, faults);
    Origin origin = reader.origin();
    check_source(node, origin, scheme, faults);
    step.source = origin.source, step.article = origin.article, step.mark = origin.mark;
    reader.finish();
    if (!step.actor.empty() && !is_one_of(actors, step.actor))
        faults.add(node.find("actor")->place, "word_not_known",
                   {"actor应为self、reviewer、rater、office或committee。",
                    "actor is self, reviewer, rater, office or committee."});
    auto kind = period_kind_of(step.period);
    if (!step.period.empty() && (!kind || *kind == base::Period::Kind::special))
        faults.add(node.find("period")->place, "period_kind_not_known",
                   {"环节的period应为month、quarter、half或year。",
                    "A step's period is month, quarter, half or year."});
    return step;
}

Setting read_setting(const YamlNode& node, const Scheme& scheme, Faults& faults) {
    MapReader reader(node, {"设置", "a setting"}, faults);
    Setting setting;
    setting.title = reader.text("title");
    setting.value = reader.word("value");
    setting.unit = reader.word("unit");
    Origin origin = reader.origin();
    check_source(node, origin, scheme, faults);
    setting.source = origin.source, setting.article = origin.article, setting.mark = origin.mark;
    reader.finish();
    if (!setting.unit.empty() && !scheme.units.contains(setting.unit))
        faults.add(node.find("unit")->place, "unit_not_known",
                   {"units.yaml中没有单位“" + setting.unit + "”。",
                    "units.yaml has no unit \"" + setting.unit + "\"."});
    if (setting.unit != "word" && !setting.value.empty()) {
        auto value = base::Number::parse(setting.value);
        bool fits = value && value->is_whole() && value->sign() >= 0 &&
                    *value <= base::Number(deadline_working_days_max);
        if (!fits)
            faults.add(node.find("value")->place, "number_out_of_range",
                       {"设置的值应为0至260的整数。", "A setting's number is a whole number from 0 to 260."});
    }
    return setting;
}

} // namespace

void read_process(MapReader& reader, Scheme& scheme) {
    const YamlNode* node = reader.optional("process");
    if (!node) return;
    Faults& faults = reader.faults();
    MapReader process(*node, {"流程", "the process"}, faults);
    process.each_entry("steps", [&](const YamlNode& key, const YamlNode& value) {
        scheme.process.steps.push_back(read_step(key, value, scheme, faults));
    });
    process.each_entry("sheets", [&](const YamlNode& key, const YamlNode& value) {
        scheme.process.sheets.push_back(read_sheet(key, value, scheme, faults));
    });
    process.each_entry("settings", [&](const YamlNode& key, const YamlNode& value) {
        scheme.process.settings[key.text] = read_setting(value, scheme, faults);
    });
    process.finish();
}

} // namespace zhishi::scheme
