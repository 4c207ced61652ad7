#include "workflow/explanations.h"

#include "workflow/computation.h"
#include "workflow/refusals.h"
#include "workflow/results.h"

namespace zhishi::workflow {

base::Result<ExplanationView> explain_result(const Context& context, const record::OfficialId& official,
                                             const base::Period& year) {
    using policy::Act;
    auto scope = policy::scope_of(context.directory, context.actor, official, context.today());
    if (!scope || !policy::allows(context.actor, Act::explanation_read, *scope)) return not_found();
    ZHISHI_TRY_VOID(must_be_year(year));
    ZHISHI_TRY(PersonResult result, result_of(context, official, year));
    // Of his own result an official of the office or a member of the committee reads what anybody reads of
    // his own.
    bool is_own = *scope == policy::Scope::self;
    if (is_own && (!is_published(result.appraisal) || result.notice.version == 0)) return not_found();
    ExplanationView view;
    ZHISHI_TRY(view.run, run_of(context, result.appraisal));
    if (result.outcome.version == 0) return not_found();
    ZHISHI_TRY(record::RunInputs inputs, inputs_of(context.reader, view.run));
    ZHISHI_TRY(RunTables tables, read_tables(inputs.tables));
    ZHISHI_TRY(auto scheme, kept_scheme_of(context.reader, view.run));
    ZHISHI_TRY(auto in_force, scheme::resolve(std::move(scheme), view.run.period));
    view.audience = is_own ? engine::Audience::subject : engine::Audience::decider;
    ZHISHI_TRY(view.explanation, engine::explain(engine::compile(std::move(in_force)), facts_of(tables),
                                                 official.value, view.audience, tables.moves));
    view.outcome = std::move(result.outcome);
    return view;
}

} // namespace zhishi::workflow
