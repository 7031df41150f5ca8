select export_id, exported_at, exported_by, what, choice, rows, file_name, is_masked, list_id from export_log order by export_id desc limit :rows
