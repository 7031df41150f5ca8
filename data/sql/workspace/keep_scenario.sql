insert into scenario (name, acquired, loss_young, loss_old, won_back, margin, made_by)
values (:scenario_name, :acquired, :loss_young, :loss_old, :won_back, :margin, :made_by)
