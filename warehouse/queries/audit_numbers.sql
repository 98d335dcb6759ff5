-- What became of all numbers.
SELECT status, reason, numbers, round(100 * share, 2) AS percent, in_claims, articles
FROM numbers_by_status
ORDER BY numbers DESC, status, reason
LIMIT $limit
