-- grade_month: value grade of each customer of the base at each month end, by value of the twelve months to it.
-- fifth: A to E, fifths of the base. class: the six classes of a bank, by share of the base from the most valuable down:
-- gold 5 %, key 15 %, good 30 %, general 40 %, restricted the rest; exit where there is no positive value.
with in_base as (
    select m.number, s.customer_key
    from spell as s
    join month_number as m on m.ends_on >= s.started_on and (s.lost_on is null or m.ends_on < s.lost_on)
    where s.line = 'all'
),
valued as (
    select b.number, b.customer_key, cast(coalesce(v.value, 0) as decimal(18, 4)) as value
    from in_base as b
    left join value_year as v
        on v.line = 'all' and v.customer_key = b.customer_key and v.from_number <= b.number and b.number < v.until_number
),
ranked as (
    select
        number, customer_key, value,
        ntile(5) over (partition by number order by value desc, customer_key)     as fifth,
        row_number() over (partition by number order by value desc, customer_key) as place,
        count(*) over (partition by number)                                       as base
    from valued
)
select
    cast(number as integer) as number,
    customer_key,
    value,
    case fifth when 1 then 'A' when 2 then 'B' when 3 then 'C' when 4 then 'D' else 'E' end as fifth,
    case
        when value <= 0 then 'exit'
        when place <= 0.05 * base then 'gold'
        when place <= 0.20 * base then 'key'
        when place <= 0.50 * base then 'good'
        when place <= 0.90 * base then 'general'
        else 'restricted'
    end as class
from ranked
