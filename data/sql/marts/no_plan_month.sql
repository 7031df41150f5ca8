-- no_plan_month: the shape of plan_month, without rows.
select cast(null as date) as month, cast(null as varchar) as measure, cast(null as double) as target
where false
