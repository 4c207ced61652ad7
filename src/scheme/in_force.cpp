#include "scheme/in_force.h"

#include <algorithm>

namespace zhishi::scheme {

namespace {

base::Error setting_error(std::string code, const std::string& name, base::Text text) {
    return base::bad_input(std::move(code),
                           {"参数“" + name + "”" + text.zh, "The parameter \"" + name + "\" " + text.en});
}

base::Result<void> apply(ParameterInForce& entry, const std::string& text) {
    const Parameter& parameter = *entry.parameter;
    entry.is_set = true;
    if (parameter.is_word) {
        bool is_listed =
            std::find(parameter.words.begin(), parameter.words.end(), text) != parameter.words.end();
        if (!parameter.words.empty() && !is_listed)
            return setting_error("setting_not_readable", parameter.id,
                                 {"不能取“" + text + "”。", "cannot be \"" + text + "\"."});
        entry.word = text;
        return {};
    }
    auto number = base::Number::parse(text);
    if (!number)
        return setting_error("setting_not_readable", parameter.id,
                             {"的值“" + text + "”不是数（整数部分最多9位，小数最多6位）。",
                              "cannot be \"" + text +
                                  "\": it is a number of at most 9 digits before the point and 6 after it."});
    if (!parameter.range.allows(*number)) {
        base::Text range = parameter.range.description();
        return setting_error(
            "setting_out_of_range", parameter.id,
            {"应为" + range.zh + "，不能是" + text + "。", "is " + range.en + ", not " + text + "."});
    }
    entry.number = *number;
    return {};
}

} // namespace

const ParameterInForce* InForce::parameter(std::string_view id) const {
    for (const auto& entry : parameters)
        if (entry.parameter->id == id) return &entry;
    return nullptr;
}

base::Result<InForce> resolve(std::shared_ptr<const Scheme> scheme, const base::Period& period,
                              const Settings& settings) {
    if (!scheme->appraises(period)) {
        std::string kinds;
        for (auto kind : scheme->periods) {
            bool is_first = kind == base::Period::Kind::half && scheme->is_first_half_only;
            kinds += (kinds.empty() ? "" : ", ") + std::string(is_first ? "first_half" : kind_name(kind));
        }
        return base::bad_input(
            "period_does_not_fit",
            {"期间" + period.str() + "不适用于方案" + scheme->id + "（适用：" + kinds + "）。",
             "The period " + period.str() + " does not fit the scheme " + scheme->id +
                 " (it takes: " + kinds + ")."});
    }
    InForce in_force{scheme, period, {}};
    bool is_dated = period.kind() != base::Period::Kind::special;
    for (const Parameter& parameter : scheme->parameters) {
        ParameterInForce entry;
        entry.parameter = &parameter;
        for (const ParameterValue& value : parameter.values)
            if (!is_dated || value.from <= period.last()) entry.stated = &value;
        if (entry.stated) {
            entry.number = entry.stated->number;
            entry.word = entry.stated->text;
        }
        in_force.parameters.push_back(std::move(entry));
    }
    for (const auto& [name, text] : settings) {
        auto found = std::find_if(in_force.parameters.begin(), in_force.parameters.end(),
                                  [&](const ParameterInForce& entry) { return entry.parameter->id == name; });
        if (found == in_force.parameters.end())
            return setting_error("setting_not_known", name, {"不存在。", "does not exist."});
        ZHISHI_TRY_VOID(apply(*found, text));
    }
    for (const auto& entry : in_force.parameters)
        if (!entry.stated && !entry.is_set)
            return setting_error("parameter_not_in_force", entry.parameter->id,
                                 {"在" + period.str() + "没有生效的值，请在方案中补上。",
                                  "has no value in force in " + period.str() + ": add one to the scheme."});
    return in_force;
}

} // namespace zhishi::scheme
