-- customer_totals: how many customers of the chosen cells have a score, and their mean P(alive).
select
    count(*)                             as customers,
    count(value_36m)                     as scored,
    count(*) filter (where in_base)      as in_base,
    avg(p_alive)                         as mean_p_alive
from customer
where ($line = 'all' or ($line = 'shop' and has_shop) or ($line = 'contract' and has_contract))
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
    and coalesce(list_contains(cast($rfm_segment as varchar[]), rfm_segment), true)
    and coalesce(list_contains(cast($rfm_scores as bigint[]), rfm_scores), true)
