-- plan_month: what the firm planned, by month and measure, as delivered.
select cast(date_trunc('month', period) as date) as month, lower(measure) as measure, cast(sum(target) as double) as target
from parsed_plan
where reason is null and period is not null and measure is not null and target is not null
group by date_trunc('month', period), lower(measure)
