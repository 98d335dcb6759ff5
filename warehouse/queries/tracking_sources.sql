SELECT * FROM claim_sources SEMI JOIN incoming_wanted USING (claim_id) ORDER BY claim_id, position
