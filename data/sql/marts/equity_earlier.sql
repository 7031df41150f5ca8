-- equity_earlier: from the close of the build before to this one's, valued with that build's parameters; then the revision.
-- restated: this build's data at the earlier close; before_revision: at this build's last month end, both on the earlier basis.
with last_day as (
    select max(snapshot_on) as snapshot_on from snapshot_day
),
step as (
    select line, customer_key, step, value from equity_step where (select lines from setting) = 'both'
    union all
    select 'all', customer_key, step, sum(value)
    from equity_step
    where (select lines from setting) <> 'both' or (select count(distinct line) from equity_step) = 2
    group by customer_key, step
),
at_end as (
    select
        v.line, v.customer_key,
        cast(v.value as decimal(18, 2)) as earlier,
        cast(b.value as decimal(18, 2)) as behaviour,
        cast(s.value as decimal(18, 2)) as spend,
        cast(m.value as decimal(18, 2)) as margin,
        cast(n.value as decimal(18, 2)) as discount
    from equity_value as v
    join last_day as d on d.snapshot_on = v.snapshot_on
    join step as b on b.line = v.line and b.customer_key = v.customer_key and b.step = 'behaviour'
    join step as s on s.line = v.line and s.customer_key = v.customer_key and s.step = 'spend'
    join step as m on m.line = v.line and m.customer_key = v.customer_key and m.step = 'margin'
    join scratch.main.equity_value as n on n.line = v.line and n.customer_key = v.customer_key and n.snapshot_on = v.snapshot_on
    where v.in_base
),
opened as (
    select v.line, v.customer_key, cast(v.value as decimal(18, 2)) as amount
    from equity_value as v
    join build_before as b on b.closed_on = v.snapshot_on
    where v.in_base
),
entry as (
    select (select closed_on from build_before) as closed_on, line, customer_key, 'restated' as entry, amount from opened
    union all
    select d.snapshot_on, e.line, e.customer_key, u.entry, u.amount
    from at_end as e
    cross join last_day as d
    cross join unnest([
        {'entry': 'before_revision', 'amount': e.earlier},
        {'entry': 'revision_behaviour', 'amount': e.behaviour - e.earlier},
        {'entry': 'revision_spend', 'amount': e.spend - e.behaviour},
        {'entry': 'revision_margin', 'amount': e.margin - e.spend},
        {'entry': 'revision_discount', 'amount': e.discount - e.margin}
    ]) as t(u)
)
select
    b.build_id, s.closed_on, s.line, s.first_channel, s.first_region, s.first_category, s.cohort_year, s.entry, s.customers, s.amount
from earlier.main.equity_statement as s
cross join build_before as b
union all
select
    b.build_id, e.closed_on, e.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, e.entry,
    count(*), cast(sum(e.amount) as decimal(38, 2))
from entry as e
join customer_cell as c on c.customer_key = e.customer_key
cross join build_before as b
group by b.build_id, e.closed_on, e.line, c.first_channel, c.first_region, c.first_category, c.cohort_year, e.entry
