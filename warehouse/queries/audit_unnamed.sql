-- Claims that go back to nobody in particular.
SELECT said_by, chain, exact, figures_text, periods_text, article, publisher, published, check_worthiness, claim_id
FROM unnamed_source_claims
WHERE true
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY published DESC, check_worthiness DESC, article, start_offset
LIMIT $limit
