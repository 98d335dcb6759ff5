SELECT claim_id FROM claims WHERE claim_id IN (SELECT unnest($claims))
