select subject, text, written_by, written_at from note where subject like :prefix || '%' order by subject
