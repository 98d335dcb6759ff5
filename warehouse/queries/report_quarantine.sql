SELECT item, stage, check_name, reason FROM quarantine WHERE last_seen = $seen ORDER BY stage, item, check_name LIMIT 1000
