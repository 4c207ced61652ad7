#include "store/mapping/cells.h"
#include "store/mapping/columns.h"

namespace zhishi::store {

namespace {

constexpr Column year_appraisal_columns[] = {
    key_text("organ"),
    key_text("period"),
    text("stage"),
    text("run"),
    number_or_null("published_at"),
    number_or_null("closed_at"),
    number("version"),
};
constexpr Table year_appraisal_table{"year_appraisal", year_appraisal_columns};
auto year_appraisal_fields(auto& year) {
    return std::tie(year.organ, year.period, year.stage, year.run, year.published_at, year.closed_at,
                    year.version);
}

constexpr Column appraisal_run_columns[] = {
    key_text("organ"),     key_text("run"),          text("period"),
    text("scheme"),        number("scheme_version"), text("scheme_hash"),
    text("inputs_digest"), text("outcome_digest"),   text("seats"),
    text("computed_by"),   number("computed_at"),    number("version"),
};
constexpr Table appraisal_run_table{"appraisal_run", appraisal_run_columns};
auto appraisal_run_fields(auto& run) {
    return std::tie(run.organ, run.id, run.period, run.scheme, run.scheme_version, run.scheme_hash,
                    run.inputs_digest, run.outcome_digest, run.seats, run.computed_by, run.computed_at,
                    run.version);
}

constexpr Column run_inputs_columns[] = {
    key_text("organ"),
    key_text("run"),
    text("tables"),
};
constexpr Table run_inputs_table{"run_inputs", run_inputs_columns, false, false};
auto run_inputs_fields(auto& inputs) {
    return std::tie(inputs.organ, inputs.run, inputs.tables);
}

constexpr Column kept_scheme_columns[] = {
    key_text("organ"),
    key_text("scheme_hash"),
    text("scheme"),
    text("scheme_text"),
};
constexpr Table kept_scheme_table{"kept_scheme", kept_scheme_columns, false, false};
auto kept_scheme_fields(auto& kept) {
    return std::tie(kept.organ, kept.scheme_hash, kept.scheme, kept.text);
}

constexpr Column outcome_columns[] = {
    key_text("organ"),
    key_text("run"),
    key_text("official"),
    text("subject_class"),
    text("comparison_group"),
    text_or_null("score"),
    number_or_null("place"),
    number_or_null("ranked_count"),
    text("grade"),
    text("flags"),
    text("nodes"),
    text("actions"),
    number("version"),
};
constexpr Table outcome_table{"outcome", outcome_columns};
auto outcome_fields(auto& outcome) {
    return std::tie(outcome.organ, outcome.run, outcome.official, outcome.subject_class, outcome.group,
                    outcome.score, outcome.rank, outcome.ranked_count, outcome.grade, outcome.flags,
                    outcome.nodes, outcome.actions, outcome.version);
}

constexpr Column seat_move_columns[] = {
    key_text("organ"),      key_text("seat_move"), text("period"),     text("award"),
    text("from_group"),     text("to_group"),      number("seats"),    text("reason"),
    number("is_withdrawn"), text("moved_by"),      number("moved_at"), number("version"),
};
constexpr Table seat_move_table{"seat_move", seat_move_columns};
auto seat_move_fields(auto& move) {
    return std::tie(move.organ, move.id, move.period, move.award, move.from_group, move.to_group, move.seats,
                    move.reason, move.is_withdrawn, move.moved_by, move.moved_at, move.version);
}

} // namespace

ZHISHI_MAP(YearAppraisal, year_appraisal_table, year_appraisal_fields)
ZHISHI_MAP(Run, appraisal_run_table, appraisal_run_fields)
ZHISHI_MAP(RunInputs, run_inputs_table, run_inputs_fields)
ZHISHI_MAP(KeptScheme, kept_scheme_table, kept_scheme_fields)
ZHISHI_MAP(Outcome, outcome_table, outcome_fields)
ZHISHI_MAP(SeatMove, seat_move_table, seat_move_fields)

} // namespace zhishi::store
