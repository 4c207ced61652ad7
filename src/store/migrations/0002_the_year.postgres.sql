-- The bureau's year: quarterly review, evaluation, annual summary, runs, decisions, notices, uses. New tables
-- alone: nothing that a database of the first release holds is touched.

create table recusal (
    organ text collate "C" not null,
    recusal text collate "C" not null,
    reviewer text collate "C" not null,
    official text collate "C" not null,
    from_day bigint not null,
    to_day bigint,
    reason text collate "C" not null,
    version bigint not null,
    primary key (organ, recusal)
);

create table placement (
    organ text collate "C" not null,
    placement text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    unit text collate "C" not null,
    kind text collate "C" not null,
    reason text collate "C" not null,
    is_withdrawn bigint not null,
    version bigint not null,
    primary key (organ, placement)
);

create table committee_seat (
    organ text collate "C" not null,
    committee_seat text collate "C" not null,
    official text collate "C" not null,
    seat_role text collate "C" not null,
    from_day bigint not null,
    to_day bigint,
    version bigint not null,
    primary key (organ, committee_seat)
);

create table quarter_review (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    state text collate "C" not null,
    subject_class text collate "C" not null,
    scores text collate "C" not null,
    comment text collate "C" not null,
    reviewed_by text collate "C" not null,
    reviewed_for text collate "C" not null,
    submitted_at bigint,
    submitted_late bigint not null,
    reply text collate "C" not null,
    replied_at bigint,
    acknowledged_at bigint,
    excuse text collate "C" not null,
    reopenings bigint not null,
    version bigint not null,
    primary key (organ, official, period)
);

create table reopening (
    organ text collate "C" not null,
    reopening text collate "C" not null,
    period text collate "C" not null,
    official text collate "C" not null,
    reason text collate "C" not null,
    requested_by text collate "C" not null,
    requested_at bigint not null,
    state text collate "C" not null,
    decided_by text collate "C" not null,
    decided_at bigint,
    decision_reason text collate "C" not null,
    version bigint not null,
    primary key (organ, reopening)
);

create table evaluation (
    organ text collate "C" not null,
    period text collate "C" not null,
    sheet text collate "C" not null,
    secrecy text collate "C" not null,
    state text collate "C" not null,
    due_on bigint not null,
    electorate_digest text collate "C" not null,
    opened_by text collate "C" not null,
    opened_at bigint not null,
    closed_by text collate "C" not null,
    closed_at bigint,
    version bigint not null,
    primary key (organ, period, sheet)
);

create table rater_sheet (
    organ text collate "C" not null,
    period text collate "C" not null,
    sheet text collate "C" not null,
    rater text collate "C" not null,
    state text collate "C" not null,
    subjects text collate "C" not null,
    submitted_at bigint,
    struck_reason text collate "C" not null,
    version bigint not null,
    primary key (organ, period, sheet, rater)
);

create table annual_summary (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    state text collate "C" not null,
    items text collate "C" not null,
    reflection text collate "C" not null,
    training text collate "C" not null,
    review text collate "C" not null,
    return_reason text collate "C" not null,
    submitted_at bigint,
    submitted_late bigint not null,
    reviewed_by text collate "C" not null,
    reviewed_for text collate "C" not null,
    reviewed_at bigint,
    returned_times bigint not null,
    version bigint not null,
    primary key (organ, official, period)
);

create table prior_grade (
    organ text collate "C" not null,
    official text collate "C" not null,
    year bigint not null,
    grade text collate "C" not null,
    award text collate "C" not null,
    source text collate "C" not null,
    version bigint not null,
    primary key (organ, official, year)
);

create table special_state (
    organ text collate "C" not null,
    special_state text collate "C" not null,
    official text collate "C" not null,
    year bigint not null,
    state_key text collate "C" not null,
    state_value text collate "C" not null,
    evidence text collate "C" not null,
    is_withdrawn bigint not null,
    withdrawal_reason text collate "C" not null,
    version bigint not null,
    primary key (organ, special_state)
);

create table year_appraisal (
    organ text collate "C" not null,
    period text collate "C" not null,
    stage text collate "C" not null,
    run text collate "C" not null,
    published_at bigint,
    closed_at bigint,
    version bigint not null,
    primary key (organ, period)
);

create table appraisal_run (
    organ text collate "C" not null,
    run text collate "C" not null,
    period text collate "C" not null,
    scheme text collate "C" not null,
    scheme_version bigint not null,
    scheme_hash text collate "C" not null,
    inputs_digest text collate "C" not null,
    outcome_digest text collate "C" not null,
    seats text collate "C" not null,
    computed_by text collate "C" not null,
    computed_at bigint not null,
    version bigint not null,
    primary key (organ, run)
);

create table run_inputs (
    organ text collate "C" not null,
    run text collate "C" not null,
    tables text collate "C" not null,
    primary key (organ, run)
);

create table kept_scheme (
    organ text collate "C" not null,
    scheme_hash text collate "C" not null,
    scheme text collate "C" not null,
    scheme_text text collate "C" not null,
    primary key (organ, scheme_hash)
);

create table outcome (
    organ text collate "C" not null,
    run text collate "C" not null,
    official text collate "C" not null,
    subject_class text collate "C" not null,
    comparison_group text collate "C" not null,
    score text collate "C",
    place bigint,
    ranked_count bigint,
    grade text collate "C" not null,
    flags text collate "C" not null,
    nodes text collate "C" not null,
    actions text collate "C" not null,
    version bigint not null,
    primary key (organ, run, official)
);

create table seat_move (
    organ text collate "C" not null,
    seat_move text collate "C" not null,
    period text collate "C" not null,
    award text collate "C" not null,
    from_group text collate "C" not null,
    to_group text collate "C" not null,
    seats bigint not null,
    reason text collate "C" not null,
    is_withdrawn bigint not null,
    moved_by text collate "C" not null,
    moved_at bigint not null,
    version bigint not null,
    primary key (organ, seat_move)
);

create table meeting (
    organ text collate "C" not null,
    meeting text collate "C" not null,
    period text collate "C" not null,
    held_on bigint not null,
    held_at text collate "C" not null,
    chair text collate "C" not null,
    present text collate "C" not null,
    leaves_room text collate "C" not null,
    notes text collate "C" not null,
    state text collate "C" not null,
    opened_by text collate "C" not null,
    version bigint not null,
    primary key (organ, meeting)
);

create table decision (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    run text collate "C" not null,
    proposed_grade text collate "C" not null,
    grade text collate "C" not null,
    reason text collate "C" not null,
    meeting text collate "C" not null,
    left_room text collate "C" not null,
    votes_for bigint,
    votes_against bigint,
    votes_abstained bigint,
    decided_by text collate "C" not null,
    decided_at bigint not null,
    version bigint not null,
    primary key (organ, official, period)
);

create table result_notice (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    state text collate "C" not null,
    issued_at bigint not null,
    opinion text collate "C" not null,
    acknowledged_at bigint,
    objection text collate "C" not null,
    objected_at bigint,
    answer text collate "C" not null,
    answered_by text collate "C" not null,
    answered_at bigint,
    version bigint not null,
    primary key (organ, official, period)
);

create table dimension (
    organ text collate "C" not null,
    dimension text collate "C" not null,
    name text collate "C" not null,
    ordinal bigint not null,
    is_retired bigint not null,
    version bigint not null,
    primary key (organ, dimension)
);

create table result_use (
    organ text collate "C" not null,
    result_use text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    use_kind text collate "C" not null,
    dimension text collate "C" not null,
    cause text collate "C" not null,
    proposal text collate "C" not null,
    state text collate "C" not null,
    proposed_by text collate "C" not null,
    proposed_at bigint not null,
    decided_by text collate "C" not null,
    decided_at bigint,
    decision_reason text collate "C" not null,
    outcome text collate "C" not null,
    outcome_on bigint,
    version bigint not null,
    primary key (organ, result_use)
);

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
