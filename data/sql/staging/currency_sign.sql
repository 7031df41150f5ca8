-- currency_sign: the currencies that the files' money names, one spelling each, as one sorted list.
with named as (
    select distinct unnest(signs) as sign from reading_style
)
select coalesce(list(distinct spelled order by spelled), [])
from (
    select
        case
            when sign in ('hk$', 'hkd') then 'HKD'
            when sign in ('us$', 'usd', '$', '＄') then '$'
            when sign in ('cny', 'rmb', '元', '圓', '圆', '¥', '￥') then '¥'
            when sign in ('eur', '€') then '€'
            when sign in ('zł', 'pln') then 'PLN'
            when sign in ('r$', 'brl') then 'BRL'
            when sign in ('₹', 'inr') then 'INR'
            when sign in ('gbp', '£', '￡') then '£'
            else upper(sign)
        end as spelled
    from named
)
