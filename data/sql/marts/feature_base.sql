-- feature_base: who could leave on each feature day: the base of that day. Days that serve learning alone take a part
-- of the customers, every n-th key.
select d.feature_on, s.customer_key
from feature_day as d
join spell as s on s.line = 'all' and s.started_on <= d.feature_on and (s.lost_on is null or s.lost_on > d.feature_on)
where d.is_whole or s.customer_key % d.every_customer = 0
