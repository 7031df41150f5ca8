-- Which customers are one person, as somebody decided. A customer is kept as the fingerprint of the delivered id, no
-- personal value. A decision that is undone stays and is marked; of a pair one decision at most is in force.
create table if not exists match_decision (
    decision_id integer primary key,
    left_print text not null,          -- the smaller fingerprint of the two
    right_print text not null,
    verdict text not null check (verdict in ('same', 'different')),
    match_probability real not null,
    match_weight real not null,
    build_id text not null,            -- build whose pair was judged
    decided_by text not null,
    decided_at text not null default current_timestamp,
    undone_by text,
    undone_at text,
    check (left_print < right_print)
);
create unique index if not exists match_decision_in_force on match_decision (left_print, right_print) where undone_at is null;
