-- spend_month: what was spent on customers by month, kind, channel and medium, as delivered.
select
    cast(date_trunc('month', period) as date) as month,
    coalesce(lower(kind), '(none)')           as kind,
    coalesce(channel, '(none)')               as channel,
    coalesce(medium, '(none)')                as medium,
    cast(sum(cost) as decimal(38, 4))         as cost
from parsed_spend
where reason is null and cost is not null and period <= (select as_of from setting)
group by date_trunc('month', period), lower(kind), channel, medium
