insert into filter_set (name, filters, made_by) values (:set_name, :filters, :made_by)
