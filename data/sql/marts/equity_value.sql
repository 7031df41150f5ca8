-- equity_value: value at each snapshot day by line, with what is expected by the next one. "all" only where every line has values.
with one as (
    select * from equity_part where (select lines from setting) = 'both'
    union all
    select 'all', snapshot_on, customer_key, sum(value), sum(released), sum(entering)
    from equity_part
    where (select lines from setting) <> 'both' or (select count(distinct line) from equity_part) = 2
    group by snapshot_on, customer_key
)
select
    o.line, o.snapshot_on, o.customer_key, o.value, o.released, o.entering,
    p.customer_key is not null as in_base
from one as o
left join spell as p
    on p.line = o.line and p.customer_key = o.customer_key
    and p.started_on <= o.snapshot_on and (p.lost_on is null or p.lost_on > o.snapshot_on)
