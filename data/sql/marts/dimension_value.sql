-- dimension_value: what the filters offer, the largest first, "(other)" and "(none)" last, years in their order.
with counted as (
    select dimension, value, sum(customers) as customers from dimension_fold group by dimension, value
)
select
    dimension,
    value,
    cast(row_number() over (
        partition by dimension
        order by
            case when value in ('(other)', '(none)') then 1 else 0 end,
            case when dimension = 'cohort_year' then value end,
            customers desc,
            value
    ) as integer) as position,
    cast(customers as bigint) as customers
from counted
