-- Judgements whose decision says something of the reading, by article version, with the version's text.
WITH left_over AS (
    SELECT c.version_id, count(*) AS claims
    FROM claims AS c
    JOIN articles AS a USING (version_id, extractor_version)
    ANTI JOIN judged_claims AS j ON j.claim_id = c.claim_id
    WHERE c.version_id IN (SELECT version_id FROM judgements)
    GROUP BY c.version_id
)
SELECT j.version_id, j.decision, j.judged::VARCHAR AS judged, j.as_judged::VARCHAR AS as_judged, a.name, a.publisher,
    a.published, a.text AS article_text, coalesce(l.claims, 0) AS unjudged
FROM judged_claims AS j
JOIN articles AS a USING (version_id)
LEFT JOIN left_over AS l USING (version_id)
WHERE j.decision IN ('confirm', 'correct', 'retract')
ORDER BY a.name, j.version_id, j.start_offset, j.claim_id
