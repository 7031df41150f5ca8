-- equity_audit_months: surprises of the model by month end, summed over the chosen cells.
select
    closed_on,
    sum(surprise)        as surprise,
    sum(surprise_square) as surprise_square,
    sum(value_of_lapsed) as value_of_lapsed
from equity_audit
where line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and closed_on >= coalesce(cast($period_from as date), date '0001-01-01')
    and date_trunc('month', closed_on) <= coalesce(cast($period_to as date), date '9999-12-31')
group by closed_on
order by closed_on
