-- What-if scenarios of the look forward: levers in per cent against the course, by a name of their own.
create table if not exists scenario (
    scenario_id integer primary key,
    name text not null unique,
    acquired integer not null,
    loss_young integer not null,
    loss_old integer not null,
    won_back integer not null,
    margin integer not null,
    made_by text not null,
    made_at text not null default current_timestamp
);
