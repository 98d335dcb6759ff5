-- What the checks found, the latest run first; with $failed only what fell short.
SELECT checked_at, severity, success, message, observed, previous_observed, threshold, failing_rows, outcome, run_id
FROM validation_history
WHERE ($since::DATE IS NULL OR checked_at >= $since::DATE) AND (NOT $failed OR NOT success)
ORDER BY checked_at DESC, success, table_name, check_name, check_id
LIMIT $limit
