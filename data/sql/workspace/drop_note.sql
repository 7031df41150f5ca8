delete from note where subject = :subject
