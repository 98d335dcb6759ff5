-- What was kept out of the ledger, the latest first.
SELECT last_seen, stage, check_name, item, reason, article, again, run_id
FROM quarantine_history
WHERE ($since::DATE IS NULL OR last_seen >= $since::DATE)
ORDER BY last_seen DESC, stage, item, check_name
LIMIT $limit
