-- silent_loss: the base on as_of, those with a P(alive) in it, and those of them whom the model thinks rather gone than not.
select
    count(*)                                                              as in_base,
    count(p_alive)                                                        as with_p_alive,
    count(*) filter (where p_alive < 0.5)                                 as silent,
    cast(coalesce(sum(past_12m_value) filter (where p_alive < 0.5), 0) as double) as silent_value,
    cast(coalesce(sum(1 - p_alive), 0) as double)                         as expected_gone
from customer
where in_base
    and coalesce(list_contains(cast($first_channel as varchar[]), first_channel), true)
    and coalesce(list_contains(cast($first_region as varchar[]), first_region), true)
    and coalesce(list_contains(cast($first_category as varchar[]), first_category), true)
    and coalesce(list_contains(cast($cohort_year as bigint[]), cohort_year), true)
