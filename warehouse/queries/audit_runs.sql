-- Who ran what when, and what came of it.
SELECT started_at, outcome, articles, new_articles, claims, figures, quarantined, failed_checks, duration_s, inputs,
    message, run_id
FROM run_history
WHERE ($since::DATE IS NULL OR started_at >= $since::DATE)
ORDER BY started_at DESC, run_id
LIMIT $limit
