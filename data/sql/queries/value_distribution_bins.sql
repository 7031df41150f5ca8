-- value_distribution_bins: customers and expected value per bin of value_36m, with the edges of the bins.
select
    d.value_bin, b.low, b.high,
    sum(d.customers)                               as customers,
    sum(d.customers) filter (where d.in_base)      as customers_in_base,
    sum(d.value_36m)                               as value_36m,
    sum(d.value_36m) filter (where d.in_base)      as value_36m_in_base,
    sum(d.value_at_risk) filter (where d.in_base)  as value_at_risk_in_base
from value_distribution d
join value_bin b on b.value_bin = d.value_bin
where d.line = $line
    and coalesce(list_contains(cast($first_channel as varchar[]), d.first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), d.first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), d.first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), d.cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), d.rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), d.rfm_scores), true)
group by d.value_bin, b.low, b.high
order by d.value_bin
