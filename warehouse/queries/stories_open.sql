-- Links between claims whose story is not counted yet.
SELECT p.earlier_claim_id, p.later_claim_id, p.relation
FROM linked_claims AS p
SEMI JOIN current_claims AS a ON a.claim_id = p.earlier_claim_id
SEMI JOIN current_claims AS b ON b.claim_id = p.later_claim_id
ANTI JOIN claim_origins AS o ON o.claim_id = p.earlier_claim_id
WHERE p.relation IN ('same', 'copied', 'attribution dropped')
ORDER BY ALL
