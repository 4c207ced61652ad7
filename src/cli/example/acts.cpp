#include "cli/example/acts.h"

#include "workflow/plans.h"

#include <algorithm>

namespace zhishi::cli::example {

Rehearsal::Act as_reviewer(const Bureau& bureau, size_t who, const base::Period& period, Rehearsal::Act act) {
    return [&bureau, who, period, act = std::move(act)](const workflow::Context& context) -> Outcome {
        const record::OfficialId& official = bureau.officials[who].official;
        bool is_quarter = period.kind() == base::Period::Kind::quarter;
        record::Reviewer reviewer =
            is_quarter ? context.directory.period_reviewer_of(official, period, context.today())
                       : workflow::reviewer_in(context, official, period);
        auto actor = std::find_if(bureau.officials.begin(), bureau.officials.end(), [&](const auto& one) {
            return !one.official.empty() && one.official == reviewer.official;
        });
        if (actor == bureau.officials.end())
            return base::refused(base::ErrorKind::not_found, "example_reviewer_missing",
                                 {"示例中有人没有审核人。", "Somebody of the example has no reviewer."});
        workflow::Context own{*actor,         context.now,   context.reader, context.directory,
                              context.scheme, context.random};
        return act(own);
    };
}

std::string told_from(const std::string& draft) {
    std::vector<std::string> lines;
    for (size_t from = 0; from < draft.size();) {
        size_t to = std::min(draft.find('\n', from), draft.size());
        lines.push_back(draft.substr(from, to - from));
        from = to + 1;
    }
    std::string told;
    for (size_t i = 0; i < lines.size(); ++i)
        if (lines.size() <= 3 || i == 0 || i == lines.size() / 2 || i + 1 == lines.size())
            told += "\n" + lines[i];
    return told;
}

} // namespace zhishi::cli::example
