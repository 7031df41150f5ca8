select * from customer_list where list_id = :list_id
