-- What became of the numbers of each article, those with numbers that no stage knew first.
SELECT article, publisher, published, numbers, in_figures, in_periods, excluded, unaccounted, in_claims
FROM numbers_coverage
WHERE true
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY unaccounted DESC, published DESC, article
LIMIT $limit
