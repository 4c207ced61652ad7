-- The bureau's year: quarterly review, evaluation, annual summary, runs, decisions, notices, uses. New tables
-- alone: nothing that a database of the first release holds is touched.

create table recusal (
    organ text not null,
    recusal text not null,
    reviewer text not null,
    official text not null,
    from_day integer not null,
    to_day integer,
    reason text not null,
    version integer not null,
    primary key (organ, recusal)
) strict;

create table placement (
    organ text not null,
    placement text not null,
    official text not null,
    period text not null,
    unit text not null,
    kind text not null,
    reason text not null,
    is_withdrawn integer not null,
    version integer not null,
    primary key (organ, placement)
) strict;

create table committee_seat (
    organ text not null,
    committee_seat text not null,
    official text not null,
    seat_role text not null,
    from_day integer not null,
    to_day integer,
    version integer not null,
    primary key (organ, committee_seat)
) strict;

create table quarter_review (
    organ text not null,
    official text not null,
    period text not null,
    state text not null,
    subject_class text not null,
    scores text not null,
    comment text not null,
    reviewed_by text not null,
    reviewed_for text not null,
    submitted_at integer,
    submitted_late integer not null,
    reply text not null,
    replied_at integer,
    acknowledged_at integer,
    excuse text not null,
    reopenings integer not null,
    version integer not null,
    primary key (organ, official, period)
) strict;

create table reopening (
    organ text not null,
    reopening text not null,
    period text not null,
    official text not null,
    reason text not null,
    requested_by text not null,
    requested_at integer not null,
    state text not null,
    decided_by text not null,
    decided_at integer,
    decision_reason text not null,
    version integer not null,
    primary key (organ, reopening)
) strict;

create table evaluation (
    organ text not null,
    period text not null,
    sheet text not null,
    secrecy text not null,
    state text not null,
    due_on integer not null,
    electorate_digest text not null,
    opened_by text not null,
    opened_at integer not null,
    closed_by text not null,
    closed_at integer,
    version integer not null,
    primary key (organ, period, sheet)
) strict;

create table rater_sheet (
    organ text not null,
    period text not null,
    sheet text not null,
    rater text not null,
    state text not null,
    subjects text not null,
    submitted_at integer,
    struck_reason text not null,
    version integer not null,
    primary key (organ, period, sheet, rater)
) strict;

create table annual_summary (
    organ text not null,
    official text not null,
    period text not null,
    state text not null,
    items text not null,
    reflection text not null,
    training text not null,
    review text not null,
    return_reason text not null,
    submitted_at integer,
    submitted_late integer not null,
    reviewed_by text not null,
    reviewed_for text not null,
    reviewed_at integer,
    returned_times integer not null,
    version integer not null,
    primary key (organ, official, period)
) strict;

create table prior_grade (
    organ text not null,
    official text not null,
    year integer not null,
    grade text not null,
    award text not null,
    source text not null,
    version integer not null,
    primary key (organ, official, year)
) strict;

create table special_state (
    organ text not null,
    special_state text not null,
    official text not null,
    year integer not null,
    state_key text not null,
    state_value text not null,
    evidence text not null,
    is_withdrawn integer not null,
    withdrawal_reason text not null,
    version integer not null,
    primary key (organ, special_state)
) strict;

create table year_appraisal (
    organ text not null,
    period text not null,
    stage text not null,
    run text not null,
    published_at integer,
    closed_at integer,
    version integer not null,
    primary key (organ, period)
) strict;

create table appraisal_run (
    organ text not null,
    run text not null,
    period text not null,
    scheme text not null,
    scheme_version integer not null,
    scheme_hash text not null,
    inputs_digest text not null,
    outcome_digest text not null,
    seats text not null,
    computed_by text not null,
    computed_at integer not null,
    version integer not null,
    primary key (organ, run)
) strict;

create table run_inputs (
    organ text not null,
    run text not null,
    tables text not null,
    primary key (organ, run)
) strict;

create table kept_scheme (
    organ text not null,
    scheme_hash text not null,
    scheme text not null,
    scheme_text text not null,
    primary key (organ, scheme_hash)
) strict;

create table outcome (
    organ text not null,
    run text not null,
    official text not null,
    subject_class text not null,
    comparison_group text not null,
    score text,
    place integer,
    ranked_count integer,
    grade text not null,
    flags text not null,
    nodes text not null,
    actions text not null,
    version integer not null,
    primary key (organ, run, official)
) strict;

create table seat_move (
    organ text not null,
    seat_move text not null,
    period text not null,
    award text not null,
    from_group text not null,
    to_group text not null,
    seats integer not null,
    reason text not null,
    is_withdrawn integer not null,
    moved_by text not null,
    moved_at integer not null,
    version integer not null,
    primary key (organ, seat_move)
) strict;

create table meeting (
    organ text not null,
    meeting text not null,
    period text not null,
    held_on integer not null,
    held_at text not null,
    chair text not null,
    present text not null,
    leaves_room text not null,
    notes text not null,
    state text not null,
    opened_by text not null,
    version integer not null,
    primary key (organ, meeting)
) strict;

create table decision (
    organ text not null,
    official text not null,
    period text not null,
    run text not null,
    proposed_grade text not null,
    grade text not null,
    reason text not null,
    meeting text not null,
    left_room text not null,
    votes_for integer,
    votes_against integer,
    votes_abstained integer,
    decided_by text not null,
    decided_at integer not null,
    version integer not null,
    primary key (organ, official, period)
) strict;

create table result_notice (
    organ text not null,
    official text not null,
    period text not null,
    state text not null,
    issued_at integer not null,
    opinion text not null,
    acknowledged_at integer,
    objection text not null,
    objected_at integer,
    answer text not null,
    answered_by text not null,
    answered_at integer,
    version integer not null,
    primary key (organ, official, period)
) strict;

create table dimension (
    organ text not null,
    dimension text not null,
    name text not null,
    ordinal integer not null,
    is_retired integer not null,
    version integer not null,
    primary key (organ, dimension)
) strict;

create table result_use (
    organ text not null,
    result_use text not null,
    official text not null,
    period text not null,
    use_kind text not null,
    dimension text not null,
    cause text not null,
    proposal text not null,
    state text not null,
    proposed_by text not null,
    proposed_at integer not null,
    decided_by text not null,
    decided_at integer,
    decision_reason text not null,
    outcome text not null,
    outcome_on integer,
    version integer not null,
    primary key (organ, result_use)
) strict;

create index quarter_review_by_period on quarter_review (organ, period);
create index reopening_by_period on reopening (organ, period);
create index annual_summary_by_period on annual_summary (organ, period);
create index special_state_by_year on special_state (organ, year);
create index appraisal_run_by_period on appraisal_run (organ, period);
create index seat_move_by_period on seat_move (organ, period);
create index meeting_by_period on meeting (organ, period);
create index decision_by_period on decision (organ, period);
create index result_notice_by_period on result_notice (organ, period);
create index result_use_by_period on result_use (organ, period);
