SELECT * FROM quarantine
WHERE last_seen = $seen OR first_seen = $seen
ORDER BY stage, item, check_name, quarantine_id
