-- match_run: how customers were compared in this build.
select
    f.reason,
    cast(f.compared as bigint)            as compared,
    cast(f.pairs as bigint)               as pairs_compared,
    cast(f.rules as integer)              as rules,
    f.learned,
    f.sure_probability,
    f.least_probability,
    (select count(*) from merged_id where not is_same_number) as merged
from match_fact as f
