-- The tables of the first release. Columns are numbers and texts only; what they mean stands in store/mapping.

create table organ (
    organ text not null,
    name text not null,
    utc_offset_minutes integer not null,
    scheme text not null,
    logging_is_on integer not null,
    log_visibility text not null,
    version integer not null,
    primary key (organ)
) strict;

create table unit (
    organ text not null,
    unit text not null,
    name text not null,
    parent text not null,
    ordinal integer not null,
    from_day integer not null,
    to_day integer,
    version integer not null,
    primary key (organ, unit)
) strict;

create table official (
    organ text not null,
    official text not null,
    name text not null,
    pinyin text not null,
    official_number text not null,
    from_day integer not null,
    to_day integer,
    version integer not null,
    primary key (organ, official)
) strict;

create table post (
    organ text not null,
    post text not null,
    official text not null,
    unit text not null,
    kind text not null,
    title text not null,
    is_main integer not null,
    from_day integer not null,
    to_day integer,
    version integer not null,
    primary key (organ, post)
) strict;

create table charge (
    organ text not null,
    charge text not null,
    leader text not null,
    unit text not null,
    from_day integer not null,
    to_day integer,
    version integer not null,
    primary key (organ, charge)
) strict;

create table acting (
    organ text not null,
    acting text not null,
    reviewer text not null,
    by_official text not null,
    from_day integer not null,
    to_day integer not null,
    reason text not null,
    version integer not null,
    primary key (organ, acting)
) strict;

create table calendar_year (
    organ text not null,
    year integer not null,
    source text not null,
    days text not null,
    version integer not null,
    primary key (organ, year)
) strict;

create table account (
    organ text not null,
    account text not null,
    login text not null,
    name text not null,
    password_hash text not null,
    official text not null,
    is_office integer not null,
    is_system_administrator integer not null,
    must_change_password integer not null,
    failures integer not null,
    is_locked integer not null,
    is_disabled integer not null,
    version integer not null,
    primary key (organ, account)
) strict;

create table unit_works (
    organ text not null,
    unit text not null,
    year integer not null,
    works text not null,
    version integer not null,
    primary key (organ, unit, year)
) strict;

create table plan (
    organ text not null,
    official text not null,
    period text not null,
    state text not null,
    items text not null,
    change_reason text not null,
    return_reason text not null,
    submitted_at integer,
    submitted_late integer not null,
    confirmed_by text not null,
    confirmed_at integer,
    version integer not null,
    primary key (organ, official, period)
) strict;

create table log_entry (
    organ text not null,
    entry text not null,
    official text not null,
    work_day integer not null,
    time_of_day text not null,
    place text not null,
    people text not null,
    content text not null,
    measures text not null,
    progress text not null,
    effect text not null,
    plan_items text not null,
    is_limited integer not null,
    is_late integer not null,
    corrects text not null,
    state text not null,
    recorded_at integer not null,
    version integer not null,
    primary key (organ, entry)
) strict;

create table month (
    organ text not null,
    official text not null,
    period text not null,
    state text not null,
    items text not null,
    reflection text not null,
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

create table period_state (
    organ text not null,
    period text not null,
    is_closed integer not null,
    closed_by text not null,
    closed_at integer,
    version integer not null,
    primary key (organ, period)
) strict;

create table reminder (
    organ text not null,
    reminder text not null,
    official text not null,
    period text not null,
    step text not null,
    sent_by text not null,
    sent_at integer not null,
    version integer not null,
    primary key (organ, reminder)
) strict;

create table session (
    token_hash text not null,
    organ text not null,
    account text not null,
    csrf_token text not null,
    began_at integer not null,
    seen_at integer not null,
    primary key (token_hash)
) strict;

create table event (
    organ text not null,
    seq integer not null,
    happened_at integer not null,
    actor text not null,
    act text not null,
    object_type text not null,
    object_id text not null,
    object_version integer not null,
    payload text not null,
    nonce text not null,
    commitment text not null,
    prior_hash text not null,
    hash text not null,
    primary key (organ, seq)
) strict;

create table record_version (
    organ text not null,
    object_type text not null,
    object_id text not null,
    version integer not null,
    event_seq integer not null,
    happened_at integer not null,
    actor text not null,
    act text not null,
    reason text not null,
    image text not null,
    primary key (organ, object_type, object_id, version)
) strict;

create table idempotency (
    account text not null,
    request_key text not null,
    request_digest text not null,
    status integer not null,
    etag text not null,
    body text not null,
    written_at integer not null,
    primary key (account, request_key)
) strict;

create index log_entry_by_day on log_entry (organ, official, work_day);
create index plan_by_period on plan (organ, period);
create index month_by_period on month (organ, period);
create index reminder_by_official on reminder (organ, official);
create unique index account_by_login on account (login);
create index session_by_account on session (account);
-- Old requests are forgotten by their time, which grows at its end alone.
create index idempotency_by_time on idempotency (written_at);
