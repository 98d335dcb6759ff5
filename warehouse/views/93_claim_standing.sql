CREATE VIEW claim_standing AS
WITH met AS (
    SELECT claim_id, sum(disputes)::BIGINT AS disputes, min(dispute).reason AS dispute, sum(updates)::BIGINT AS updates,
        min(update_to).reason AS update_reason
    FROM (
        SELECT earlier_claim_id AS claim_id, (relation = 'contradicted')::INTEGER AS disputes,
            CASE WHEN relation = 'contradicted' THEN {'other_id': later_claim_id, 'reason': reason} END AS dispute,
            (relation = 'updated')::INTEGER AS updates,
            CASE WHEN relation = 'updated' THEN {'other_id': later_claim_id, 'reason': reason} END AS update_to
        FROM linked_claims WHERE relation IN ('contradicted', 'updated')
        UNION ALL
        SELECT later_claim_id, 1, {'other_id': earlier_claim_id, 'reason': reason}, 0, NULL
        FROM linked_claims WHERE relation = 'contradicted'
    )
    GROUP BY claim_id
), measured AS (
    SELECT claim_id, arg_min(reason, evidence_id) FILTER (verdict = 'contradicted') AS against,
        arg_min(reason, evidence_id) FILTER (verdict = 'supported') AS for_it
    FROM claim_evidence GROUP BY claim_id
), judged AS (
    SELECT claim_id, decision, judged_by, note FROM judgement_log WHERE in_effect AND claim_id IS NOT NULL
)
SELECT
    o.claim_id,
    CASE
        WHEN j.decision = 'confirm' THEN 'confirmed by an editor'
        WHEN j.decision = 'correct' THEN 'corrected by an editor'
        WHEN j.decision = 'retract' THEN 'retracted by an editor'
        WHEN m.against IS NOT NULL THEN 'contradicted by reference'
        WHEN j.decision = 'dispute' OR l.disputes > 0 THEN 'disputed'
        WHEN l.updates > 0 THEN 'superseded'
        WHEN o.independent > 1 THEN 'corroborated'
        WHEN o.voice = 'attributed' AND o.origin_kind <> 'unnamed' OR o.restatements > 1 THEN 'single origin'
        ELSE 'unsupported'
    END AS standing,
    CASE
        WHEN j.decision IN ('confirm', 'correct', 'retract', 'dispute') THEN j.judged_by || coalesce(': ' || j.note, '')
        WHEN m.against IS NOT NULL THEN m.against
        WHEN l.disputes > 0 THEN l.dispute
        WHEN l.updates > 0 THEN l.update_reason
        WHEN o.independent > 1 THEN o.summary || ': ' || array_to_string(o.origins, ', ')
        WHEN o.voice = 'attributed' AND o.origin_kind <> 'unnamed' OR o.restatements > 1
            THEN o.summary || ': ' || array_to_string(o.origins, ', ')
        WHEN o.voice = 'attributed' THEN 'only ' || coalesce(o.origin, 'an unnamed source') || ' says so'
        ELSE 'nobody is cited for it'
    END || CASE WHEN m.for_it IS NOT NULL AND m.against IS NULL THEN '; ' || m.for_it ELSE '' END AS why,
    o.independent, o.articles, coalesce(l.disputes, 0) AS disputes, coalesce(l.updates, 0) AS updates,
    m.for_it IS NOT NULL AS supported_by_reference, o.article_id, o.version_id
FROM origin_counts AS o
LEFT JOIN met AS l USING (claim_id)
LEFT JOIN measured AS m USING (claim_id)
LEFT JOIN judged AS j USING (claim_id);

COMMENT ON VIEW claim_standing IS 'One row a claim that stands: what everything known about it comes to. Derived each time, never stored.';
COMMENT ON COLUMN claim_standing.claim_id IS 'The claim.';
COMMENT ON COLUMN claim_standing.standing IS 'By the first that applies: confirmed, corrected or retracted by an editor; contradicted by reference; disputed; superseded; corroborated; single origin; unsupported.';
COMMENT ON COLUMN claim_standing.why IS 'The reason, to read.';
COMMENT ON COLUMN claim_standing.independent IS 'Number of independent origins.';
COMMENT ON COLUMN claim_standing.articles IS 'Number of articles that state it.';
COMMENT ON COLUMN claim_standing.disputes IS 'How many claims contradict it.';
COMMENT ON COLUMN claim_standing.updates IS 'How many later claims give a later state.';
COMMENT ON COLUMN claim_standing.supported_by_reference IS 'Whether a reference figure supports it.';
COMMENT ON COLUMN claim_standing.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN claim_standing.version_id IS 'The version of the article.';
