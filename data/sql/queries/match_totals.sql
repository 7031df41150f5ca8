-- match_totals: the counts that merging changes, as of this build.
select
    count(*)                               as customers,
    count(*) filter (where in_base)        as base,
    count(*) filter (where value_36m > 0)  as valued
from customer
