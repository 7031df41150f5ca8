-- Faults of customer management that users judged by hand: one answer a fault, the last one counts.
create table if not exists fault_answer (
    fault text primary key,
    verdict text not null check (verdict in ('found', 'signs', 'clear')),
    evidence text not null,
    written_by text not null,
    written_at text not null default current_timestamp
);
