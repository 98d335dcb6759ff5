-- Claims with a figure that rests on one origin alone.
SELECT rests_on_one, origin, origin_kind, chain, exact, periods_text, article, publisher, published, check_worthiness,
    claim_id
FROM single_source_claims
WHERE true
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY published DESC, check_worthiness DESC, article, start_offset
LIMIT $limit
