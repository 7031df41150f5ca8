select filter_set_id, name, filters, made_by, made_at from filter_set order by name collate nocase
