-- grade_snapshot: value and grades of the base at the month ends of which customers are kept.
select
    d.snapshot_on,
    g.customer_key,
    g.value as past_12m_value,
    g.fifth as value_fifth,
    g.class as value_class
from grade_month as g
join month_number as m on m.number = g.number
join snapshot_day as d on d.snapshot_on = m.ends_on
order by snapshot_on, customer_key
