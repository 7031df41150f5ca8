-- old_customers: does the log seem to start in the middle of the business? Then far more "new" customers come in its first
-- three months than in a later month, because old ones are met for the first time. One row.
with monthly as (
    select m.month, m.new_customers, row_number() over (order by m.month) as position
    from (
        select cast(date_trunc('month', first_on) as date) as month, count(*) as new_customers from first_touch
        where first_on >= (select log_start from setting) group by date_trunc('month', first_on)
    ) as m
)
select
    coalesce(max(case when position <= 2 then new_customers end) > 1.5 * (avg(case when position > 3 then cast(new_customers as double) end)), false)
        as old_customers_possible
from monthly
