select * from customer_list order by list_id desc limit :rows
