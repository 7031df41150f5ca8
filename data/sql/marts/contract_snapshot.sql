-- contract_snapshot: contracts running at the snapshot days, as known then: renewals made, months to the next, margin a month.
with running as (
    select
        d.snapshot_on,
        s.customer_key,
        s.term_months,
        s.started_on,
        date_diff('day', s.started_on, d.snapshot_on + 1) / 30.4375 as tenure_months
    from contract_stay as s
    join snapshot_day as d on s.started_on <= d.snapshot_on and (s.lost_on is null or s.lost_on > d.snapshot_on)
),
fee as (
    select d.snapshot_on, c.customer_key, sum(cast(c.monthly_fee as double) * c.margin_rate) as monthly_margin
    from stg_contract as c
    join snapshot_day as d on c.started_on <= d.snapshot_on and (c.gone_on is null or c.gone_on > d.snapshot_on)
    group by d.snapshot_on, c.customer_key
),
counted as (
    select *, cast(floor((tenure_months + 0.1) / term_months) as integer) as renewals_made from running
)
select
    r.snapshot_on,
    lead_day.next_on,
    r.customer_key,
    cast(r.term_months as integer)                                                              as term_months,
    r.renewals_made,
    greatest(round((r.renewals_made + 1) * r.term_months - round(r.tenure_months, 2), 1), 0.1)  as months_to_renewal,
    f.monthly_margin
from counted as r
join fee as f on f.customer_key = r.customer_key and f.snapshot_on = r.snapshot_on
join (select snapshot_on, lead(snapshot_on) over (order by snapshot_on) as next_on from snapshot_day) as lead_day
    on lead_day.snapshot_on = r.snapshot_on
