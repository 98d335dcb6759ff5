-- Stories that a new link, or an editor's decision, joins or splits are counted anew.
DELETE FROM claim_origins WHERE story_id IN (
    WITH apart AS (
        SELECT a.story_id AS one, b.story_id AS other
        FROM linked_claims AS p
        LEFT JOIN claim_origins AS a ON a.claim_id = p.earlier_claim_id
        LEFT JOIN claim_origins AS b ON b.claim_id = p.later_claim_id
        WHERE p.relation IN ('same', 'copied', 'attribution dropped') AND a.story_id IS DISTINCT FROM b.story_id
        UNION ALL
        SELECT a.story_id, b.story_id
        FROM judged_pairs AS j
        JOIN claim_origins AS a ON a.claim_id = j.left_claim_id
        JOIN claim_origins AS b ON b.claim_id = j.right_claim_id
        WHERE j.decision = 'not_same' AND a.story_id = b.story_id
    )
    SELECT one FROM apart WHERE one IS NOT NULL UNION SELECT other FROM apart WHERE other IS NOT NULL
)
