-- What the rest of the ledger says of the claims of these articles: their standing, and whom they contradict or whose
-- attribution they lost.
WITH linked AS (
    SELECT later_claim_id AS claim_id, relation, reason FROM linked_claims
    WHERE relation IN ('contradicted', 'attribution dropped')
    UNION ALL
    SELECT earlier_claim_id, relation, reason FROM linked_claims WHERE relation = 'contradicted'
)
SELECT s.version_id, s.claim_id, s.standing, s.why,
    min(l.reason) FILTER (l.relation = 'contradicted') AS contradicted,
    min(l.reason) FILTER (l.relation = 'attribution dropped') AS lost
FROM claim_standing AS s
LEFT JOIN linked AS l USING (claim_id)
WHERE s.version_id IN (SELECT unnest($versions))
GROUP BY ALL
