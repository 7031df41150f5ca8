-- risk_snapshot: bins of value and risk of the base at the month ends of which customers are kept, by line, with this
-- build's parameters. A customer leaves altogether by leaving purchases and contract; who has one of them only, by that.
with risk as (
    select 'shop' as line, snapshot_on, customer_key, p_leave from snapshot_score
    union all
    select 'contract', snapshot_on, customer_key, p_leave from contract_snapshot_score
),
by_line as (
    select line, snapshot_on, customer_key, p_leave from risk where (select lines from setting) = 'both'
    union all
    select 'all', snapshot_on, customer_key, case when count(p_leave) = count(*) then product(p_leave) end
    from risk group by snapshot_on, customer_key
),
valued as (
    select r.line, r.snapshot_on, r.customer_key, r.p_leave, cast(coalesce(v.value, 0) as double) as value
    from by_line as r
    join month_number as m on m.ends_on = r.snapshot_on
    join spell as s
        on s.line = r.line and s.customer_key = r.customer_key
        and s.started_on <= r.snapshot_on and (s.lost_on is null or s.lost_on > r.snapshot_on)
    left join value_year as v
        on v.line = r.line and v.customer_key = r.customer_key and v.from_number <= m.number and m.number < v.until_number
    where r.p_leave is not null
)
select
    line, snapshot_on, customer_key,
    cast(case when value < 0.01 then 0
              else least(greatest(floor(20 * log10(value) + 0.000000001) + 41, 1), 240) end as integer) as value_bin,
    cast(least(floor(p_leave * 20), 19) as integer) as risk_bin
from valued
order by line, snapshot_on, customer_key
