// Grades of earlier years.
#include "workflow/periods.h"
#include "workflow/personnel.h"
#include "workflow/record_lists.h"
#include "workflow/refusals.h"

#include <algorithm>

namespace zhishi::workflow {

namespace {

using policy::Act;
using policy::Scope;
using record::PriorGrade;

const base::Text only_office{"往年考核结果由考核办登记。", "the office keeps the grades of earlier years."};

// The oldest year that somebody in service can have been appraised in.
constexpr int prior_year_min = 1980;

} // namespace

std::vector<base::Error> prior_grade_faults(const Context& context, const PriorGrade& grade) {
    FaultList wrong;
    if (grade.year < prior_year_min || grade.year >= context.today().year())
        wrong.add("year_out_of_range",
                  {"年度应在" + std::to_string(prior_year_min) + "至" +
                       std::to_string(context.today().year() - 1) + "之间；当年的结果由系统形成。",
                   "The year lies between " + std::to_string(prior_year_min) + " and " +
                       std::to_string(context.today().year() - 1) + "."},
                  "/year");
    const auto& words = context.scheme.scheme->grades;
    bool is_known =
        std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.word == grade.grade; });
    if (is_known) return wrong.take();
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : "、") + word.word;
    wrong.add("grade_unknown",
              {"等次“" + grade.grade + "”不在考核方案中，应为：" + list + "。",
               "The scheme has no grade '" + grade.grade + "': it is one of " + list + "."},
              "/grade");
    return wrong.take();
}

base::Result<std::vector<PriorGrade>> list_prior_grades(const Context& context,
                                                        const record::OfficialId& official) {
    std::vector<PriorGrade> grades;
    if (official.empty()) {
        if (!policy::allows(context.actor, Act::prior_grade_read, Scope::organ)) return not_found();
        ZHISHI_TRY(grades, of_organ<PriorGrade>(context));
    } else {
        ZHISHI_TRY([[maybe_unused]] Scope scope,
                   may(context, Act::prior_grade_read, Act::prior_grade_read, official, only_office));
        ZHISHI_TRY(grades, of_organ_where<PriorGrade>(context, "official", official.value));
    }
    std::stable_sort(grades.begin(), grades.end(), [](const PriorGrade& a, const PriorGrade& b) {
        return std::pair(-a.year, a.official) < std::pair(-b.year, b.official);
    });
    return grades;
}

base::Result<Prepared<PriorGrade>> save_prior_grade(const Context& context, PriorGrade input, long if_match) {
    ZHISHI_TRY([[maybe_unused]] Scope scope,
               may(context, Act::prior_grade_save, Act::prior_grade_read, input.official, only_office));
    auto found = prior_grade_faults(context, input);
    if (!found.empty()) return faults(std::move(found));
    ZHISHI_TRY(auto before,
               store::find<PriorGrade>(context.reader, {context.organ().value, input.official.value,
                                                        static_cast<std::int64_t>(input.year)}));
    ZHISHI_TRY_VOID(must_match(if_match, before ? before->version : 0));
    input.organ = context.organ();
    input.version = before ? before->version : 0;
    store::Change change = begin_change(context, Act::prior_grade_save);
    change.put(input);
    return Prepared<PriorGrade>{std::move(input), std::move(change)};
}

} // namespace zhishi::workflow
