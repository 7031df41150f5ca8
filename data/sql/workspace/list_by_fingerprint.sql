select * from customer_list where fingerprint = :fingerprint
