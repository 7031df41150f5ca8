-- anybody: has anybody bought, or been under contract, by as_of?
select
    exists (select 1 from parsed_transaction where reason is null and is_purchase and ordered_on <= (select as_of from setting))
    or exists (select 1 from parsed_contract where reason is null and started_on <= (select as_of from setting))
