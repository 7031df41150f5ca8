-- match_pair: pairs of customer ids that may be one person, the surest first.
select
    cast(f.pair_number as integer)         as pair_number,
    cast(f."left" + 1 as integer)          as left_entry,
    cast(f."right" + 1 as integer)         as right_entry,
    f.probability                          as match_probability,
    f.weight                               as match_weight,
    f.is_sure,
    f.name_code, f.name_weight, f.phone_code, f.phone_weight, f.email_code, f.email_weight,
    f.birth_code, f.birth_weight, f.address_code, f.address_weight, f.city_code, f.city_weight
from match_found as f
