-- grade_pair: customers in the base at a month end and 1, 3, 6, 12, 24, 36 months before, counted by their grades at both.
with gap_month as (
    select cast(gap_months as integer) as gap_months from (values (1), (3), (6), (12), (24), (36)) as g(gap_months)
),
placed as (  -- customer and month as one number: joining by it costs a third of joining by two
    select cast(customer_key as bigint) * 100000 + number as place, number, fifth, class, value from grade_month
)
select
    g.gap_months, l.number,
    b.fifth as fifth_before, b.class as class_before, l.fifth, l.class,
    count(*) as customers, sum(b.value) as value_before, sum(l.value) as value
from placed as l
cross join gap_month as g
join placed as b on b.place = l.place - g.gap_months
group by g.gap_months, l.number, b.fifth, b.class, l.fifth, l.class
