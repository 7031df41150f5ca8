-- grade_moves: customers by grade at two month ends of a fixed distance, any month; all customers together.
select grade_before, grade, customers, cast(value_before as double) as value_before, cast(value as double) as value
from grade_move
where rule = $rule and closed_on = cast($closed_on as date) and gap_months = $gap_months
order by grade_before, grade
