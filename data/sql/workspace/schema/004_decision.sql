-- Decisions: a kept list with owner, day, cost and how long to wait; what became of it is a row more, never a row changed.
create table if not exists decision (
    decision_id integer primary key,
    list_id integer not null references customer_list,
    name text not null,
    owner text not null,
    decided_on text not null,
    cost real not null,
    months integer not null,           -- whole months after the day over which the effect is measured
    note text not null,
    made_by text not null,
    made_at text not null default current_timestamp
);
create table if not exists decision_event (
    event_id integer primary key,
    decision_id integer not null references decision,
    event text not null check (event in ('opened', 'closed', 'withdrawn', 'reopened')),
    note text not null,
    made_by text not null,
    made_at text not null default current_timestamp
);
