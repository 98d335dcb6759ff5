SELECT outcome, count(*) AS runs FROM runs WHERE started_at >= $since AND started_at < $until GROUP BY outcome ORDER BY outcome
