-- Lists of customers that were taken away, each with the group drawn for every member, and the log of all exports.
-- A customer is kept as the integer key of that build and a fingerprint of the delivered id: no personal value.
create table if not exists customer_list (
    list_id integer primary key,
    fingerprint text not null unique,  -- of kind, choice, build and share: the same list is drawn once
    kind text not null,                -- matrix_cell, grade_move, segment, ...
    label text not null,
    choice text not null,              -- json: filters and bounds the list was made by
    build_id text not null,
    as_of text not null,
    seed integer not null,
    holdout_share real not null,
    contacts integer not null,
    holdouts integer not null,
    made_by text not null,
    made_at text not null default current_timestamp
);
create table if not exists customer_list_member (
    list_id integer not null references customer_list,
    fingerprint text not null,
    customer_key integer not null,
    is_holdout integer not null,
    primary key (list_id, fingerprint)
) without rowid;
create table if not exists export_log (
    export_id integer primary key,
    exported_at text not null default current_timestamp,
    exported_by text not null,
    what text not null,
    choice text not null,              -- json: filters it was made by
    rows integer not null,
    file_name text not null,
    is_masked integer not null,
    list_id integer references customer_list
);
