-- feature_survey: the satisfaction a customer stated, on the day of the survey (mean where asked twice on one day).
select k.customer_key, cast(p.surveyed_on as date) as known_on, 'satisfaction' as kind, avg(cast(p.satisfaction as double)) as amount
from parsed_survey as p
join customer_key as k on k.customer_id = p.customer_id
where p.reason is null and p.surveyed_on is not null and p.satisfaction is not null
group by k.customer_key, cast(p.surveyed_on as date)
