select fingerprint, customer_key, is_holdout from customer_list_member where list_id = :list_id order by fingerprint
