SELECT run_id, started_at, published_at, articles, new_articles, claims, attributed, asserted, quantities, periods,
       quarantined, duration_s
FROM runs
WHERE outcome = 'published'
  AND started_at < (SELECT started_at FROM runs WHERE run_id = $run_id)
ORDER BY started_at DESC, run_id
LIMIT $limit
