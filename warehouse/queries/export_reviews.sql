SELECT
    j.claim_id, j.decision, j.note, j.judged_by, j.judged_at, coalesce(j.judged_exact, j.exact) AS exact, j.article,
    j.title, j.publisher, j.published, j.article_id, coalesce(j.judged_chain, j.chain) AS chain,
    coalesce(a.url, a.identity) AS url, a.language
FROM judged_claims AS j
LEFT JOIN articles AS a USING (version_id)
ORDER BY j.judged_at, j.claim_id
