SELECT * FROM periods SEMI JOIN incoming_wanted USING (claim_id) ORDER BY claim_id, start_offset
