-- Workshops: what each participant answered, and what teams committed to. A room is one workshop; teams stay apart in it.
create table if not exists workshop_answer (
    room text not null,
    team text not null,
    voter text not null,               -- a random sign of one browser, no name
    question text not null,
    answer text not null,              -- a number or the code of a choice
    given_at text not null default current_timestamp,
    primary key (room, voter, question)
) without rowid;
create table if not exists workshop_commitment (
    commitment_id integer primary key,
    room text not null,
    team text not null,
    what text not null,
    owner text not null,
    due text not null,
    made_at text not null default current_timestamp
);
