-- Free texts that users keep: the recommended strategy of a matrix cell, a presenter's remark. One text a subject.
create table if not exists note (
    subject text primary key,  -- where the text belongs, such as matrix_strategy/AD
    text text not null,
    written_by text not null,
    written_at text not null default current_timestamp
);
