insert into export_log (exported_by, what, choice, rows, file_name, is_masked, list_id)
values (:exported_by, :what, :choice, :rows, :file_name, :is_masked, :list_id)
