-- The unit of the disclosed counts, and whether any count is a fraction.
select
    (select count_unit from setting) as count_unit,
    count(*) filter (where closing_customers <> round(closing_customers) or gross_additions <> round(gross_additions)) > 0 as has_fractions
from parsed_disclosure
where reason is null
