-- equity_audit: value found less value expected over all customers known at the opening, also the lapsed: near zero if the model holds.
select
    a.closed_on, a.line, c.first_channel, c.first_region, c.first_category, c.cohort_year,
    count(*) filter (where a.is_old)                                   as customers,
    sum(a.surprise)                                                    as surprise,
    sum(a.surprise * a.surprise)                                       as surprise_square,
    sum(cast(a.after_value as double)) filter (where not a.is_in_base) as value_of_lapsed
from equity_change as a
join customer_cell as c on c.customer_key = a.customer_key
group by a.closed_on, a.line, c.first_channel, c.first_region, c.first_category, c.cohort_year
