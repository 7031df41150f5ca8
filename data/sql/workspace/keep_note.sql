insert into note (subject, text, written_by) values (:subject, :text, :written_by)
on conflict (subject) do update set text = excluded.text, written_by = excluded.written_by, written_at = current_timestamp
