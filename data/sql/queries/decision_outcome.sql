-- decision_outcome: by group, how many members of a list are known here, and what they brought before and in the months after.
-- members, holdouts: fingerprint of each member, and whether it was held out, in the same order.
with given as (
    select unnest(cast($members as varchar[])) as fingerprint, unnest(cast($holdouts as boolean[])) as is_holdout
),
member as (
    select c.customer_key, g.is_holdout
    from given as g
    join customer as c on substr(md5(c.customer_id), 1, 16) = g.fingerprint
),
after as (
    select customer_key, sum(cast(margin as double)) as margin, max(case when purchase_days > 0 or revenue > 0 then 1 else 0 end) as bought
    from customer_month
    where customer_key in (select customer_key from member) and month >= cast($from_month as date) and month < cast($until_month as date)
    group by customer_key
),
before as (
    select customer_key, sum(cast(margin as double)) as margin
    from customer_month
    where customer_key in (select customer_key from member)
        and month >= cast($before_month as date) and month < cast($from_month as date)
    group by customer_key
)
select
    m.is_holdout,
    count(*)                                 as customers,
    avg(coalesce(a.margin, 0))               as mean,
    coalesce(var_samp(coalesce(a.margin, 0)), 0) as variance,
    sum(coalesce(a.bought, 0))               as bought,
    avg(coalesce(b.margin, 0))               as mean_before
from member as m
left join after as a on a.customer_key = m.customer_key
left join before as b on b.customer_key = m.customer_key
group by m.is_holdout
order by m.is_holdout
