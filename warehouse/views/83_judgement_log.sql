CREATE VIEW judgement_log AS
WITH standing AS (
    SELECT judgement_id, row_number() OVER (PARTITION BY subject ORDER BY version DESC) = 1 AS in_effect
    FROM judgements
    WHERE decision <> 'undo' AND judgement_id NOT IN (SELECT undoes FROM judgements WHERE undoes IS NOT NULL)
)
SELECT
    j.judged_at, j.judged_by, j.decision, j.note, coalesce(s.in_effect, false) AS in_effect,
    j.judgement_id IN (SELECT undoes FROM judgements WHERE undoes IS NOT NULL) AS undone, j.undoes, j.version,
    j.as_judged ->> 'text' AS exact, j.as_judged, j.judged, j.claim_id, j.left_claim_id, j.right_claim_id, j.subject,
    j.article_id, j.version_id, j.extractor_version, j.judgement_id
FROM judgements AS j
LEFT JOIN standing AS s USING (judgement_id);

COMMENT ON VIEW judgement_log IS 'One row a decision of an editor, on a claim or on a pair, in effect or not.';
COMMENT ON COLUMN judgement_log.judged_at IS 'When it was decided.';
COMMENT ON COLUMN judgement_log.judged_by IS 'Who decided.';
COMMENT ON COLUMN judgement_log.decision IS 'On a claim: confirm, correct, dispute, unverifiable or retract. On a pair: same or not_same. On either: undo, which takes an earlier decision back.';
COMMENT ON COLUMN judgement_log.note IS 'What the editor wrote with it.';
COMMENT ON COLUMN judgement_log.in_effect IS 'Whether this is the decision that counts: the last one on its claim or pair that was not taken back.';
COMMENT ON COLUMN judgement_log.undone IS 'Whether a later row takes it back.';
COMMENT ON COLUMN judgement_log.undoes IS 'The judgement that this row takes back.';
COMMENT ON COLUMN judgement_log.version IS '1, 2, … of the decisions on this claim or pair, in the order in which they were made.';
COMMENT ON COLUMN judgement_log.exact IS 'The words of the claim as it was when judged; null for a pair.';
COMMENT ON COLUMN judgement_log.as_judged IS 'The claim as the editor saw it, as JSON.';
COMMENT ON COLUMN judgement_log.judged IS 'The claim as corrected, as JSON; null unless the decision is correct.';
COMMENT ON COLUMN judgement_log.claim_id IS 'The claim; null for a pair.';
COMMENT ON COLUMN judgement_log.left_claim_id IS 'Of a pair, the claim with the lower id.';
COMMENT ON COLUMN judgement_log.right_claim_id IS 'Of a pair, the claim with the higher id.';
COMMENT ON COLUMN judgement_log.subject IS 'The claim, or both claims of the pair: what versions are counted by.';
COMMENT ON COLUMN judgement_log.article_id IS 'The article of the claim.';
COMMENT ON COLUMN judgement_log.version_id IS 'The version of the article that was judged.';
COMMENT ON COLUMN judgement_log.extractor_version IS 'Version of the extractor whose reading was judged.';
COMMENT ON COLUMN judgement_log.judgement_id IS 'The judgement.';
