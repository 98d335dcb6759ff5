-- What the rest of the ledger says of the claims of these articles: their standing, and whom they contradict or whose
-- attribution they lost, and where that other claim stands.
WITH linked AS (
    SELECT later_claim_id AS claim_id, earlier_claim_id AS other_id, relation, reason FROM linked_claims
    WHERE relation IN ('contradicted', 'attribution dropped')
    UNION ALL
    SELECT earlier_claim_id, later_claim_id, relation, reason FROM linked_claims WHERE relation = 'contradicted'
), placed AS (
    SELECT l.claim_id, l.relation, o.article_id, l.reason || ' (' || coalesce('“' || o.title || '”', o.article) || ')' AS told,
        l.reason || ' (in this article)' AS here
    FROM linked AS l JOIN current_claims AS o ON o.claim_id = l.other_id
)
SELECT s.version_id, s.claim_id, s.standing, s.why,
    min(CASE WHEN p.article_id = s.article_id THEN p.here ELSE p.told END) FILTER (p.relation = 'contradicted')
        AS contradicted,
    min(CASE WHEN p.article_id = s.article_id THEN p.here ELSE p.told END) FILTER (p.relation = 'attribution dropped')
        AS lost
FROM claim_standing AS s
LEFT JOIN placed AS p USING (claim_id)
WHERE s.version_id IN (SELECT unnest($versions))
GROUP BY ALL
