-- feature_snapshot: the features of the last month ends, as many as the setting keeps.
select f.*
from feature as f
join feature_day as d on d.feature_on = f.feature_on
where d.is_published
