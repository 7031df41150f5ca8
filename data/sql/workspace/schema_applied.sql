select name from schema_part order by name
