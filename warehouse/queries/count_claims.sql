SELECT count(*) FILTER (WHERE known.claim_id IS NULL), count(known.claim_id)
FROM incoming_claims AS incoming LEFT JOIN claims AS known USING (claim_id)
