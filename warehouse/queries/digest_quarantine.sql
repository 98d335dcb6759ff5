SELECT stage, check_name, reason, count(*) AS entries, arg_min(item, quarantine_id) AS example
FROM quarantine
WHERE first_seen >= $since AND first_seen < $until
GROUP BY ALL
ORDER BY entries DESC, stage, check_name, reason
