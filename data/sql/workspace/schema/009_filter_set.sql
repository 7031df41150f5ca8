-- Saved segments: filters on who the customers are, by a name of their own, to be chosen again on any page.
create table if not exists filter_set (
    filter_set_id integer primary key,
    name text not null unique collate nocase,
    filters text not null,  -- JSON: name of a filter -> list of raw values
    made_by text not null,
    made_at text not null default current_timestamp
);
