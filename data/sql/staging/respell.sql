-- A day or an amount of a file as `respelled` has it, else as it is.
create or replace macro respell(number, t) as
    coalesce((select any_value(r.told) from scratch.main.respelled as r where r.file_number = number and r.text = t), t)
