INSERT INTO claim_keys
SELECT unnest(i.keys) AS key, t.claim_no FROM incoming_index AS i JOIN tracked_claims AS t USING (claim_id)
