-- loyalty_trial: friends named by known customers in their trials that ended by as_of; part: friends, whole: customers with a trial.
with person as (
    select k.customer_key, sum(coalesce(cast(p.referrals as double), 0)) as friends
    from parsed_trial as p
    join customer_key as k on k.customer_id = p.customer_id
    where p.reason is null and p.started_on <= (select as_of from setting)
        and (select count(referrals) from parsed_trial) > 0
    group by k.customer_key
)
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    'referrals'                     as measure,
    cast(count(*) as integer)       as customers,
    sum(p.friends)                  as part,
    cast(count(*) as double)        as whole
from person as p
join customer_cell as c on c.customer_key = p.customer_key
group by c.first_channel, c.first_region, c.first_category, c.cohort_year
