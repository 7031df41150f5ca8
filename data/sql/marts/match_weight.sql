-- match_weight: what each level of likeness says, field by field.
select field, level, m_rate, u_rate, weight from match_level
