CREATE VIEW review_queue AS
WITH told AS (
    -- What is not to be seen in the claim alone; these are few. The kinds and their order are those of
    -- validations/report/concerns.py.
    SELECT claim_id, max(adds_up) AS adds_up, max(contradicted) AS contradicted, max(lost) AS lost, max(open) AS open
    FROM (
        SELECT claim_id, true AS adds_up, false AS contradicted, false AS lost, false AS open
        FROM arithmetic_findings WHERE claim_id IS NOT NULL
        UNION ALL
        SELECT unnest([earlier_claim_id, later_claim_id]), false, true, false, false
        FROM linked_claims WHERE relation = 'contradicted'
        UNION ALL
        SELECT later_claim_id, false, false, true, false FROM linked_claims WHERE relation = 'attribution dropped'
        UNION ALL
        SELECT claim_id, false, false, false, true FROM periods WHERE NOT resolved AND claim_id IS NOT NULL
    )
    GROUP BY claim_id
), listed AS (
    SELECT c.*, CASE
            WHEN t.adds_up THEN 0 WHEN t.contradicted THEN 1 WHEN t.lost THEN 2
            WHEN c.voice = 'asserted' AND c.checkable AND c.figures_text IS NOT NULL THEN 3
            WHEN c.origin_kind = 'unnamed' THEN 4 WHEN r.claim_no IS NOT NULL THEN 5
            WHEN c.voice = 'unsure' OR c.confidence < 0.5 THEN 6 WHEN t.open THEN 7 ELSE 99
        END AS severity,
        concat_ws('; ',
            CASE WHEN t.adds_up THEN 'does not add up' END,
            CASE WHEN t.contradicted THEN 'contradicted' END,
            CASE WHEN t.lost THEN 'lost attribution' END,
            CASE WHEN c.voice = 'asserted' AND c.checkable AND c.figures_text IS NOT NULL THEN 'rests on nobody' END,
            CASE WHEN c.origin_kind = 'unnamed' THEN 'unnamed source' END,
            CASE WHEN r.claim_no IS NOT NULL THEN 'one source' END,
            CASE WHEN c.voice = 'unsure' OR c.confidence < 0.5 THEN 'doubtful' END,
            CASE WHEN t.open THEN 'date open' END
        ) AS concerns
    FROM derived.claims AS c
    LEFT JOIN told AS t USING (claim_id)
    LEFT JOIN derived.rests AS r USING (claim_no)
    WHERE c.is_current
)
SELECT
    c.severity, nullif(split_part(c.concerns, '; ', 1), '') AS concern, nullif(c.concerns, '') AS concerns,
    c.figures_text IS NOT NULL AS with_figures, c.check_worthiness, c.article, c.title, c.publisher, c.published, c.exact,
    c.voice, c.chain, c.sentence, c.start_offset, c.end_offset, c.claim_id, c.article_id, c.version_id
FROM listed AS c
WHERE c.claim_id NOT IN (SELECT claim_id FROM judged_claims WHERE NOT read_otherwise);

COMMENT ON VIEW review_queue IS 'One row a current claim that no editor has judged as it reads now. What to look at first: ORDER BY severity, with_figures DESC, check_worthiness DESC, published DESC, article_id, start_offset, claim_id.';
COMMENT ON COLUMN review_queue.severity IS 'How grave its worst concern is: 0 does not add up, 1 contradicted and so on; 99 where there is none.';
COMMENT ON COLUMN review_queue.with_figures IS 'Whether it states a figure.';
COMMENT ON COLUMN review_queue.concern IS 'The claim''s worst concern: does not add up, contradicted, lost attribution, rests on nobody, unnamed source, one source, doubtful or date open; null where there is none.';
COMMENT ON COLUMN review_queue.concerns IS 'All its concerns, the worst first.';
COMMENT ON COLUMN review_queue.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN review_queue.article IS 'Name of the article.';
COMMENT ON COLUMN review_queue.title IS 'Headline.';
COMMENT ON COLUMN review_queue.publisher IS 'Who published the article.';
COMMENT ON COLUMN review_queue.published IS 'Day of publication.';
COMMENT ON COLUMN review_queue.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN review_queue.voice IS 'attributed, asserted or unsure.';
COMMENT ON COLUMN review_queue.chain IS 'The source chain to read; null where nobody is cited.';
COMMENT ON COLUMN review_queue.sentence IS 'Number of the sentence in which the claim starts, from 0.';
COMMENT ON COLUMN review_queue.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN review_queue.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN review_queue.claim_id IS 'The claim.';
COMMENT ON COLUMN review_queue.article_id IS 'The article.';
COMMENT ON COLUMN review_queue.version_id IS 'The version of the article.';
