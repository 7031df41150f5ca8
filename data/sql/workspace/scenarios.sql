select scenario_id, name, acquired, loss_young, loss_old, won_back, margin, made_by, made_at from scenario order by name collate nocase
