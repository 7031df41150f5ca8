-- turned_away: the transactions that do not enter the warehouse, with the first rule that turns each away.
select
    'transaction' as table_name,
    file_number,
    row_number,
    coalesce(reason, 'after_as_of') as reason,
    amount
from parsed_transaction
where reason is not null or ordered_on > (select as_of from setting)
