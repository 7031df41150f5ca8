-- no_snapshot_score: the shape of the snapshots' scores, without rows.
select
    cast(null as date) as snapshot_on, cast(null as integer) as customer_key, cast(null as double) as p_alive,
    cast(null as double) as p_leave, cast(null as double) as value_36m, cast(null as double) as value_at_risk
where false
