-- currency_named: the currencies that accepted rows name in a column of their own, the most frequent first.
select
    case upper(currency) when 'RMB' then 'CNY' when '人民币' then 'CNY' when '元' then 'CNY' else upper(currency) end as code,
    count(*)                                                                                            as rows
from parsed_transaction
where reason is null and currency is not null
group by code
order by rows desc, code
