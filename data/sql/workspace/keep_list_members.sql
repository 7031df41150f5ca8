-- members: json list of [fingerprint, customer_key, is_holdout]
insert into customer_list_member (list_id, fingerprint, customer_key, is_holdout)
select :parent_id, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') from json_each(:members)
