-- rfm_day: the days at which purchases are scored: as_of, and one risk window before it, from which the later time is known.
select as_of as scored_on, false as is_check from setting
union all
select as_of - cast(risk_days as integer), true from setting where as_of - cast(risk_days as integer) >= observable_from
