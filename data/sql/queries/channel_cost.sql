-- channel_cost: spending of one kind from $from_month to $until_month (not included), by channel.
select channel, cast(sum(cost) as double) as cost, count(distinct month) as months
from spend_month
where kind = $kind and month >= cast($from_month as date) and month < cast($until_month as date)
group by channel
order by channel
