-- no_score: the shape of a score table, without rows.
select
    cast(null as integer) as customer_key, cast(null as double) as p_alive, cast(null as double) as expected_purchases_12m,
    cast(null as double) as p_leave, cast(null as double) as expected_spend, cast(null as double) as value_12m,
    cast(null as double) as value_36m, cast(null as double) as value_36m_low, cast(null as double) as value_36m_high,
    cast(null as double) as value_at_risk
where false
