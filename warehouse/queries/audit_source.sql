-- Claims in whose chain a source stands, at any place, or with $origin as the origin alone.
SELECT canonical AS source, kind, grade, position, chain, exact, cue, figures_text, periods_text, article, publisher, published, claim_id
FROM claims_by_source
WHERE (source_key = regexp_replace(lower(trim($name)), '^(the|a|an)\s+', '') OR canonical IN (
    SELECT name FROM registered_names WHERE source_key = regexp_replace(lower(trim($name)), '^(the|a|an)\s+', '')))
  AND (NOT $origin OR is_origin)
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY published DESC, article, start_offset, position
LIMIT $limit
