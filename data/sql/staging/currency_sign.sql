-- Currency signs found in amounts and prices.
select coalesce(list(sign order by sign), []) from (
    select distinct unnest(regexp_extract_all(translate(coalesce(amount, '') || coalesce(unit_price, ''), '￥', '¥'), '[$€£¥₩₹]')) as sign
    from delivered_transaction
    where regexp_matches(coalesce(amount, '') || coalesce(unit_price, ''), '[$€£¥￥₩₹]')
)
