CREATE VIEW judged_figures AS
WITH ruled AS (
    SELECT claim_id, decision, judged_by, judged_at, version_id, judgement_id,
        unnest(from_json(judged -> 'quantities', '[{"quantity_id": "VARCHAR", "surface": "VARCHAR",
            "value": "DECIMAL(38, 9)", "value2": "DECIMAL(38, 9)", "unit": "VARCHAR", "comparator": "VARCHAR"}]'))
            AS figure
    FROM judged_claims
    WHERE decision IN ('confirm', 'correct')
)
SELECT
    r.figure.quantity_id AS quantity_id, r.claim_id, r.decision, coalesce(q.surface, r.figure.surface) AS surface,
    q.value, r.figure.value AS judged_value, q.value2, r.figure.value2 AS judged_value2,
    q.unit, r.figure.unit AS judged_unit, q.comparator, r.figure.comparator AS judged_comparator,
    (q.value, q.value2, q.unit, q.comparator)
        IS DISTINCT FROM (r.figure.value, r.figure.value2, r.figure.unit, r.figure.comparator) AS corrected,
    r.judged_by, r.judged_at, r.version_id, r.judgement_id
FROM ruled AS r
LEFT JOIN quantities AS q ON q.quantity_id = r.figure.quantity_id;

COMMENT ON VIEW judged_figures IS 'One row a figure of a claim that an editor confirmed or corrected: the extracted value, and beside it the judged one.';
COMMENT ON COLUMN judged_figures.quantity_id IS 'The figure; the key of quantities. Null for one that the editor added.';
COMMENT ON COLUMN judged_figures.claim_id IS 'The claim.';
COMMENT ON COLUMN judged_figures.decision IS 'confirm or correct: the decision on the whole claim.';
COMMENT ON COLUMN judged_figures.surface IS 'The words of the figure, verbatim.';
COMMENT ON COLUMN judged_figures.value IS 'The value as extracted; of a range, its low end.';
COMMENT ON COLUMN judged_figures.judged_value IS 'The value as the editor holds it.';
COMMENT ON COLUMN judged_figures.value2 IS 'The high end of a range as extracted, otherwise null.';
COMMENT ON COLUMN judged_figures.judged_value2 IS 'The high end of a range as the editor holds it, otherwise null.';
COMMENT ON COLUMN judged_figures.unit IS 'The unit as extracted.';
COMMENT ON COLUMN judged_figures.judged_unit IS 'The unit as the editor holds it.';
COMMENT ON COLUMN judged_figures.comparator IS '=, ~, >, >=, <, <= or range, as extracted.';
COMMENT ON COLUMN judged_figures.judged_comparator IS 'The same, as the editor holds it.';
COMMENT ON COLUMN judged_figures.corrected IS 'Whether the editor''s figure differs from the extracted one.';
COMMENT ON COLUMN judged_figures.judged_by IS 'Who decided.';
COMMENT ON COLUMN judged_figures.judged_at IS 'When it was decided.';
COMMENT ON COLUMN judged_figures.version_id IS 'The version of the article.';
COMMENT ON COLUMN judged_figures.judgement_id IS 'The judgement.';
