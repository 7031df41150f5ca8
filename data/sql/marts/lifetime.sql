-- lifetime: when first stays ended or were cut off by as_of, by age in months of 365.25 / 12 days.
select
    s.line,
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    cast(floor(date_diff('day', s.started_on, coalesce(s.lost_on, (select as_of from setting))) / 30.4375) as integer) as age_months,
    sum(case when s.lost_on is not null then 1 else 0 end) as ended,
    sum(case when s.lost_on is null then 1 else 0 end)     as censored
from spell as s
join customer_cell as c on c.customer_key = s.customer_key
where s.spell_number = 1
group by all
