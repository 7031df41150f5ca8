-- churn_when: the days that the early warning's sentences name.
select
    (select as_of from build_info) + (select cast(risk_days as integer) from build_info) as leaves_by,
    (select max(snapshot_on) from churn_month where leavers is not null) as reported_on,
    (select min(snapshot_on) from churn_month)                           as followed_from
