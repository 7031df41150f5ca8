-- reconciliation: what is left over of rows and money after accepted and rejected; computed here, where money is exact.
select
    rows_in - rows_accepted - rows_rejected                        as rows_left,
    cast(money_in - money_accepted - money_rejected as varchar)    as money_left,
    rows_in = rows_accepted + rows_rejected
        and money_in = money_accepted + money_rejected             as balances
from build_info
