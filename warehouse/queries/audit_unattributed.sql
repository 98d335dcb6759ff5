-- Figures that rest on nobody, the most check-worthy of the latest day first.
SELECT figure, why, attributed_elsewhere, exact, article, publisher, published, check_worthiness, claim_id
FROM unattributed_figures
WHERE true
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY published DESC, check_worthiness DESC NULLS LAST, article, start_offset
LIMIT $limit
