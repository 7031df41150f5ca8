-- grade_pair: grades of a customer at a month end and 1, 3, 6, 12, 24, 36 months before, where in the base at either.
with gap_month as (
    select cast(gap_months as integer) as gap_months from (values (1), (3), (6), (12), (24), (36)) as g(gap_months)
),
side as (
    select g.gap_months, m.number + g.gap_months as number, m.customer_key,
        m.fifth as fifth_before, m.class as class_before, m.value as value_before, null as fifth, null as class, null as value
    from grade_month as m cross join gap_month as g
    where m.number + g.gap_months <= (select max(number) from month_number)
    union all
    select g.gap_months, m.number, m.customer_key, null, null, null, m.fifth, m.class, m.value
    from grade_month as m cross join gap_month as g
    where m.number - g.gap_months >= (select min(number) from month_number)
)
select
    gap_months, number, customer_key,
    max(fifth_before) as fifth_before, max(class_before) as class_before, max(value_before) as value_before,
    max(fifth) as fifth, max(class) as class, max(value) as value
from side
group by gap_months, number, customer_key
