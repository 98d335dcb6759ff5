-- Claims that another article has too and attributes otherwise.
SELECT exact, attributed_as, voice, chain, found_by, articles, article, publisher, published, claim_id
FROM attribution_differences
WHERE true
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY articles DESC, alike, published, article, start_offset
LIMIT $limit
