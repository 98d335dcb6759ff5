CREATE VIEW judged_pairs AS
SELECT
    left_claim_id, right_claim_id, decision, note, judged_by, judged_at, as_judged, version, judgement_id
FROM judgement_log
WHERE in_effect AND claim_id IS NULL;

COMMENT ON VIEW judged_pairs IS 'One row a pair of claims with a judgement in effect: whether they say the same.';
COMMENT ON COLUMN judged_pairs.left_claim_id IS 'The claim with the lower id.';
COMMENT ON COLUMN judged_pairs.right_claim_id IS 'The claim with the higher id.';
COMMENT ON COLUMN judged_pairs.decision IS 'same or not_same.';
COMMENT ON COLUMN judged_pairs.note IS 'What the editor wrote with it.';
COMMENT ON COLUMN judged_pairs.judged_by IS 'Who decided.';
COMMENT ON COLUMN judged_pairs.judged_at IS 'When it was decided.';
COMMENT ON COLUMN judged_pairs.as_judged IS 'What the judge was shown, as JSON; null where that was not kept.';
COMMENT ON COLUMN judged_pairs.version IS 'Which of the decisions on this pair it is, from 1.';
COMMENT ON COLUMN judged_pairs.judgement_id IS 'The judgement.';
