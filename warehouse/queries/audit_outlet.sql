-- Claims taken from an outlet, and whom it relays.
SELECT outlet, relays, relayed_from, relayed_kind, chain, exact, figures_text, article, publisher, published, claim_id
FROM claims_by_outlet
WHERE ($name::VARCHAR IS NULL OR outlet_key = regexp_replace(lower(trim($name)), '^(the|a|an)\s+', ''))
  AND ($since::DATE IS NULL OR published >= $since::DATE)
  AND ($until::DATE IS NULL OR published <= $until::DATE)
  AND ($publisher::VARCHAR IS NULL OR publisher = $publisher)
ORDER BY published DESC, article, start_offset, position
LIMIT $limit
