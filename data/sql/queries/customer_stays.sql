-- customer_stays: the unbroken stays of one customer in the base, by line; the latest is open while it lasts.
select line, spell_number, started_on, lost_on
from spell
where customer_key = cast($customer_key as bigint)
order by line, spell_number
