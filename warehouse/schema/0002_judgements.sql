-- Editors' decisions. Rows are added and never changed or taken away: what is in effect follows from all of them, and
-- no run touches them, so that they outlive the claim that they are about.
CREATE TABLE judgements (
    judgement_id      VARCHAR PRIMARY KEY,
    subject           VARCHAR NOT NULL,      -- the claim's id; of a pair both ids, the lower first
    version           INTEGER NOT NULL,      -- 1, 2, … of the subject: two editors cannot both write the next one
    claim_id          VARCHAR,
    left_claim_id     VARCHAR,
    right_claim_id    VARCHAR,
    decision          VARCHAR NOT NULL,      -- confirm, correct, dispute, unverifiable, retract; same, not_same; undo
    undoes            VARCHAR,
    note              VARCHAR,
    as_judged         JSON,
    judged            JSON,
    article_id        VARCHAR,
    version_id        VARCHAR,
    extractor_version VARCHAR,
    judged_at         TIMESTAMPTZ NOT NULL,
    judged_by         VARCHAR NOT NULL,
    UNIQUE (subject, version)
);

COMMENT ON TABLE judgements IS 'One row a decision of an editor, also one that takes an earlier one back. Read judgement_log, judged_claims and judged_pairs.';
COMMENT ON COLUMN judgements.as_judged IS 'The claim as the editor saw it: span, text, label (voice), cue, sources, modality, quantities, periods; of a pair, what its judge was shown.';
COMMENT ON COLUMN judgements.judged IS 'The whole claim as corrected, in the same fields; null unless the decision is correct.';
