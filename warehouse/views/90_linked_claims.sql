CREATE VIEW linked_claims AS
WITH judged AS (
    SELECT left_claim_id, right_claim_id, decision, judged_by, note FROM judged_pairs
), every_pair AS (
    SELECT least(earlier_claim_id, later_claim_id) AS low, greatest(earlier_claim_id, later_claim_id) AS high,
        earlier_claim_id, later_claim_id, relation, score, reason, first_seen, last_seen
    FROM claim_pairs
    UNION ALL
    -- What an editor joined although the comparison did not.
    SELECT left_claim_id, right_claim_id, left_claim_id, right_claim_id, 'unrelated', 0, 'not found by comparison',
        judged_at, judged_at
    FROM judged_pairs AS j
    ANTI JOIN claim_pairs AS p
        ON least(p.earlier_claim_id, p.later_claim_id) = j.left_claim_id
       AND greatest(p.earlier_claim_id, p.later_claim_id) = j.right_claim_id
)
SELECT
    p.earlier_claim_id, p.later_claim_id,
    CASE j.decision
        WHEN 'not_same' THEN 'unrelated'
        WHEN 'same' THEN CASE WHEN p.relation IN ('same', 'copied', 'attribution dropped') THEN p.relation ELSE 'same' END
        ELSE p.relation
    END AS relation,
    CASE WHEN j.decision IS NULL THEN p.score ELSE 1 END AS score,
    CASE WHEN j.decision IS NULL THEN p.reason
         ELSE 'judged ' || replace(j.decision, '_', ' ') || ' by ' || j.judged_by || coalesce(': ' || j.note, '') END AS reason,
    p.relation AS compared_as, j.decision AS judged, j.judged_by, p.first_seen, p.last_seen
FROM every_pair AS p
LEFT JOIN judged AS j ON j.left_claim_id = p.low AND j.right_claim_id = p.high;

COMMENT ON VIEW linked_claims IS 'One row two claims that have to do with each other: what the comparison says, unless an editor has decided. Claims that no longer stand have no rows but where they were judged.';
COMMENT ON COLUMN linked_claims.earlier_claim_id IS 'The claim that was published first.';
COMMENT ON COLUMN linked_claims.later_claim_id IS 'The other claim.';
COMMENT ON COLUMN linked_claims.relation IS 'same, updated (a later state), contradicted, compatible, copied, attribution dropped, unsure; unrelated only by judgement.';
COMMENT ON COLUMN linked_claims.score IS 'From 0 to 1, how sure the relation is; 1 where an editor decided.';
COMMENT ON COLUMN linked_claims.reason IS 'Why, to read.';
COMMENT ON COLUMN linked_claims.compared_as IS 'What the comparison alone says.';
COMMENT ON COLUMN linked_claims.judged IS 'same or not_same where an editor decided, otherwise null.';
COMMENT ON COLUMN linked_claims.judged_by IS 'Who decided.';
COMMENT ON COLUMN linked_claims.first_seen IS 'When the pair was first compared.';
COMMENT ON COLUMN linked_claims.last_seen IS 'When it was last compared.';
