-- equity_base: customers with a value on as_of who are in the base of a line, by the line their value comes from.
select
    p.line, e.line as part, e.customer_key, c.cell_key, e.value, e.variance
from equity_person as e
join spell as p on p.customer_key = e.customer_key and p.lost_on is null
    and (p.line = 'all' or p.line = e.line)
join customer_cell as c on c.customer_key = e.customer_key
where p.line <> 'all' or (select lines from setting) <> 'both' or (select count(distinct line) from equity_person) = 2
