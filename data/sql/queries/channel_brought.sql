-- channel_brought: customers won from $from_month to $until_month (not included), and the margin of each one's first twelve months.
select first_channel as channel, sum(acquired) as acquired, cast(sum(margin) as double) as margin
from cohort_age
where line = 'all' and cohort_month >= cast($from_month as date) and cohort_month < cast($until_month as date) and age_months < 12
group by first_channel
order by first_channel
