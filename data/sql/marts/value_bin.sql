-- value_bin: edges of the bins of value: twenty steps to each power of ten from 0.01 to ten thousand million; bin 0 is zero and below.
select
    cast(n as integer)                                        as value_bin,
    case when n > 0 then pow(10, (n - 41) / 20.0) end         as low,
    case when n = 0 then pow(10, -2) when n < 240 then pow(10, (n - 40) / 20.0) end as high
from generate_series(0, 240) as s(n)
