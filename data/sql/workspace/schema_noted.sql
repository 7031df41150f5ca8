
create table if not exists schema_part (name text primary key, applied_at text not null default current_timestamp);
insert or ignore into schema_part (name) values (:name);
