update filter_set set name = :set_name where filter_set_id = :filter_set_id
