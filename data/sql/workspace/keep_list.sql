insert into customer_list (fingerprint, kind, label, choice, build_id, as_of, seed, holdout_share, contacts, holdouts, made_by)
values (:fingerprint, :kind, :label, :choice, :build_id, :as_of, :seed, :holdout_share, :contacts, :holdouts, :made_by)
