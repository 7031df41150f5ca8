delete from scenario where scenario_id = :scenario_id
