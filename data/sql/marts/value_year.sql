-- value_year: value of the twelve months to a month end, by line and customer, for the runs of month ends over which it holds.
-- A month's money comes in with the month and goes out twelve months later; a running sum of both is the value.
with change as (
    select line, customer_key, cast(year(month) * 12 + month(month) as integer) as number, margin as amount from activity_month
    union all
    select line, customer_key, cast(year(month) * 12 + month(month) + 12 as integer), -margin from activity_month
),
month_change as (
    select line, customer_key, number, sum(amount) as amount from change group by line, customer_key, number
)
select
    line,
    customer_key,
    number as from_number,
    coalesce(lead(number) over (partition by line, customer_key order by number), 999999) as until_number,
    sum(amount) over (partition by line, customer_key order by number rows unbounded preceding) as value
from month_change
