-- The changes of a claim, through all versions of its article that it can be followed into, or of an article.
WITH RECURSIVE wanted AS (
    SELECT claim_id FROM claims WHERE claim_id = $ident
    UNION
    SELECT CASE WHEN h.from_claim_id = w.claim_id THEN h.to_claim_id ELSE h.from_claim_id END
    FROM wanted AS w
    JOIN claim_changes AS h ON w.claim_id IN (h.from_claim_id, h.to_claim_id)
    WHERE h.from_claim_id IS NOT NULL AND h.to_claim_id IS NOT NULL
), article AS (
    SELECT DISTINCT article_id FROM articles
    WHERE $ident IN (article_id, version_id, identity, name, url, origin)
)
SELECT recorded_at, article, change, detail, before, after, from_claim_id, to_claim_id, from_version_id, to_version_id,
       article_id
FROM claim_history
WHERE from_claim_id IN (SELECT claim_id FROM wanted) OR to_claim_id IN (SELECT claim_id FROM wanted)
   OR article_id IN (SELECT article_id FROM article)
ORDER BY recorded_at, article, to_version_id, start_offset NULLS LAST, from_claim_id
