-- The tables of the first release. Columns are numbers and texts only; what they mean stands in store/mapping.

create table organ (
    organ text collate "C" not null,
    name text collate "C" not null,
    utc_offset_minutes bigint not null,
    scheme text collate "C" not null,
    logging_is_on bigint not null,
    log_visibility text collate "C" not null,
    version bigint not null,
    primary key (organ)
);

create table unit (
    organ text collate "C" not null,
    unit text collate "C" not null,
    name text collate "C" not null,
    parent text collate "C" not null,
    ordinal bigint not null,
    from_day bigint not null,
    to_day bigint,
    version bigint not null,
    primary key (organ, unit)
);

create table official (
    organ text collate "C" not null,
    official text collate "C" not null,
    name text collate "C" not null,
    pinyin text collate "C" not null,
    official_number text collate "C" not null,
    from_day bigint not null,
    to_day bigint,
    version bigint not null,
    primary key (organ, official)
);

create table post (
    organ text collate "C" not null,
    post text collate "C" not null,
    official text collate "C" not null,
    unit text collate "C" not null,
    kind text collate "C" not null,
    title text collate "C" not null,
    is_main bigint not null,
    from_day bigint not null,
    to_day bigint,
    version bigint not null,
    primary key (organ, post)
);

create table charge (
    organ text collate "C" not null,
    charge text collate "C" not null,
    leader text collate "C" not null,
    unit text collate "C" not null,
    from_day bigint not null,
    to_day bigint,
    version bigint not null,
    primary key (organ, charge)
);

create table acting (
    organ text collate "C" not null,
    acting text collate "C" not null,
    reviewer text collate "C" not null,
    by_official text collate "C" not null,
    from_day bigint not null,
    to_day bigint not null,
    reason text collate "C" not null,
    version bigint not null,
    primary key (organ, acting)
);

create table calendar_year (
    organ text collate "C" not null,
    year bigint not null,
    source text collate "C" not null,
    days text collate "C" not null,
    version bigint not null,
    primary key (organ, year)
);

create table account (
    organ text collate "C" not null,
    account text collate "C" not null,
    login text collate "C" not null,
    name text collate "C" not null,
    password_hash text collate "C" not null,
    official text collate "C" not null,
    is_office bigint not null,
    is_system_administrator bigint not null,
    must_change_password bigint not null,
    failures bigint not null,
    is_locked bigint not null,
    is_disabled bigint not null,
    version bigint not null,
    primary key (organ, account)
);

create table unit_works (
    organ text collate "C" not null,
    unit text collate "C" not null,
    year bigint not null,
    works text collate "C" not null,
    version bigint not null,
    primary key (organ, unit, year)
);

create table plan (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    state text collate "C" not null,
    items text collate "C" not null,
    change_reason text collate "C" not null,
    return_reason text collate "C" not null,
    submitted_at bigint,
    submitted_late bigint not null,
    confirmed_by text collate "C" not null,
    confirmed_at bigint,
    version bigint not null,
    primary key (organ, official, period)
);

create table log_entry (
    organ text collate "C" not null,
    entry text collate "C" not null,
    official text collate "C" not null,
    work_day bigint not null,
    time_of_day text collate "C" not null,
    place text collate "C" not null,
    people text collate "C" not null,
    content text collate "C" not null,
    measures text collate "C" not null,
    progress text collate "C" not null,
    effect text collate "C" not null,
    plan_items text collate "C" not null,
    is_limited bigint not null,
    is_late bigint not null,
    corrects text collate "C" not null,
    state text collate "C" not null,
    recorded_at bigint not null,
    version bigint not null,
    primary key (organ, entry)
);

create table month (
    organ text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    state text collate "C" not null,
    items text collate "C" not null,
    reflection text collate "C" not null,
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

create table period_state (
    organ text collate "C" not null,
    period text collate "C" not null,
    is_closed bigint not null,
    closed_by text collate "C" not null,
    closed_at bigint,
    version bigint not null,
    primary key (organ, period)
);

create table reminder (
    organ text collate "C" not null,
    reminder text collate "C" not null,
    official text collate "C" not null,
    period text collate "C" not null,
    step text collate "C" not null,
    sent_by text collate "C" not null,
    sent_at bigint not null,
    version bigint not null,
    primary key (organ, reminder)
);

create table session (
    token_hash text collate "C" not null,
    organ text collate "C" not null,
    account text collate "C" not null,
    csrf_token text collate "C" not null,
    began_at bigint not null,
    seen_at bigint not null,
    primary key (token_hash)
);

create table event (
    organ text collate "C" not null,
    seq bigint not null,
    happened_at bigint not null,
    actor text collate "C" not null,
    act text collate "C" not null,
    object_type text collate "C" not null,
    object_id text collate "C" not null,
    object_version bigint not null,
    payload text collate "C" not null,
    nonce text collate "C" not null,
    commitment text collate "C" not null,
    prior_hash text collate "C" not null,
    hash text collate "C" not null,
    primary key (organ, seq)
);

create table record_version (
    organ text collate "C" not null,
    object_type text collate "C" not null,
    object_id text collate "C" not null,
    version bigint not null,
    event_seq bigint not null,
    happened_at bigint not null,
    actor text collate "C" not null,
    act text collate "C" not null,
    reason text collate "C" not null,
    image text collate "C" not null,
    primary key (organ, object_type, object_id, version)
);

create table idempotency (
    account text collate "C" not null,
    request_key text collate "C" not null,
    request_digest text collate "C" not null,
    status bigint not null,
    etag text collate "C" not null,
    body text collate "C" not null,
    written_at bigint not null,
    primary key (account, request_key)
);

create index log_entry_by_day on log_entry (organ, official, work_day);
create index plan_by_period on plan (organ, period);
create index month_by_period on month (organ, period);
create index reminder_by_official on reminder (organ, official);
create unique index account_by_login on account (login);
create index session_by_account on session (account);
-- Old requests are forgotten by their time, which grows at its end alone.
create index idempotency_by_time on idempotency (written_at);
