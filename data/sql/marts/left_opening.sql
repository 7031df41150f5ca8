-- left_opening: of the base at a period's start, customers outside the base at its close. One row per grain, period, line, cell.
-- A stay that ends in the period counts unless a later stay of the same customer covers the period's end.
with ended as (
    select g.grain, s.line, s.customer_key, s.started_on, s.lost_on,
        cast(case g.grain when 'month' then date_trunc('month', s.lost_on)
                          when 'quarter' then date_trunc('quarter', s.lost_on)
                          else date_trunc('year', s.lost_on) end as date) as period_start,
        g.months
    from spell as s
    cross join (select 'month' as grain, 1 as months union all select 'quarter', 3 union all select 'year', 12) as g
    where s.lost_on is not null
),
from_opening as (
    select *, last_day(cast(period_start + (months - 1) * interval 1 month as date)) as period_end
    from ended where started_on < period_start
),
returned as (
    select distinct e.grain, e.line, e.customer_key, e.period_start
    from from_opening as e
    join spell as s on s.line = e.line and s.customer_key = e.customer_key
        and s.started_on >= e.lost_on and s.started_on <= e.period_end
        and (s.lost_on is null or s.lost_on > e.period_end)
    where s.spell_number > 1
)
select e.grain, e.period_start, e.line, c.cell_key, count(*) as left_opening
from from_opening as e
join customer_cell as c on c.customer_key = e.customer_key
left join returned as r
    on r.grain = e.grain and r.line = e.line and r.customer_key = e.customer_key and r.period_start = e.period_start
where r.customer_key is null
group by e.grain, e.period_start, e.line, c.cell_key
