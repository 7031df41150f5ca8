-- loyalty_survey: what customers stated last in the two years to as_of, one answer a customer and question. Promoters and
-- detractors only where recommendations were asked on the scale of 0 to 10: on another scale they mean nothing.
with answer as (
    select k.customer_key, p.surveyed_on, p.satisfaction, p.loyalty, p.recommend
    from parsed_survey as p
    join customer_key as k on k.customer_id = p.customer_id
    where p.reason is null and p.surveyed_on is not null and p.surveyed_on <= (select as_of from setting)
        and p.surveyed_on > (select as_of from setting) - interval 24 month
),
stated as (
    select customer_key, surveyed_on, 'satisfaction' as question, cast(satisfaction as double) as said from answer
    union all
    select customer_key, surveyed_on, 'loyalty', cast(loyalty as double) from answer
    union all
    select customer_key, surveyed_on, 'recommend', cast(recommend as double) from answer
),
latest as (
    select customer_key, question, avg(said) as said
    from (
        select *, rank() over (partition by customer_key, question order by surveyed_on desc) as place
        from stated where said is not null
    ) as ranked
    where place = 1
    group by customer_key, question
),
asked as (
    select question, min(said) as lowest, max(said) as highest from latest group by question
),
measure as (
    select customer_key, concat(question, '_mean') as measure, said as part from latest
    union all
    select l.customer_key, 'promoters', case when l.said >= 9 then 1.0 else 0.0 end
    from latest as l join asked as a on a.question = l.question
    where l.question = 'recommend' and a.lowest >= 0 and a.highest > 5 and a.highest <= 10
    union all
    select l.customer_key, 'detractors', case when l.said <= 6 then 1.0 else 0.0 end
    from latest as l join asked as a on a.question = l.question
    where l.question = 'recommend' and a.lowest >= 0 and a.highest > 5 and a.highest <= 10
)
select
    c.first_channel, c.first_region, c.first_category, c.cohort_year,
    m.measure,
    cast(count(*) as integer)       as customers,
    sum(cast(m.part as double))     as part,
    cast(count(*) as double)        as whole
from measure as m
join customer_cell as c on c.customer_key = m.customer_key
group by c.first_channel, c.first_region, c.first_category, c.cohort_year, m.measure
