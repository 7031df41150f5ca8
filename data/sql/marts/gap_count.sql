-- gap_count: how many gaps of each length opened on each day; all that is needed to judge a lapse window.
select ordered_on, gap_days, is_open, count(*) as gaps from gap group by ordered_on, gap_days, is_open
