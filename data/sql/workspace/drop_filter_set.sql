delete from filter_set where filter_set_id = :filter_set_id
