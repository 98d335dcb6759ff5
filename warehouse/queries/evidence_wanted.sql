-- Claims that stand with a figure in a unit that the references have: the new ones, or all where the references changed.
SELECT DISTINCT q.claim_id
FROM quantities AS q
SEMI JOIN current_claims AS c ON c.claim_id = q.claim_id
WHERE q.base_unit IN (SELECT unnest($units))
  AND ($everything OR q.claim_id IN (SELECT claim_id FROM incoming_new))
ORDER BY q.claim_id
