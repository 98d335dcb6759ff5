CREATE VIEW review_queue AS
WITH troubled AS (
    -- The kinds and their order as in validations/report/concerns.py.
    SELECT claim_id, 0 AS severity, 'does not add up' AS concern FROM arithmetic_findings WHERE claim_id IS NOT NULL
    UNION
    SELECT unnest([earlier_claim_id, later_claim_id]), 1, 'contradicted' FROM linked_claims WHERE relation = 'contradicted'
    UNION
    SELECT later_claim_id, 2, 'lost attribution' FROM linked_claims WHERE relation = 'attribution dropped'
    UNION
    SELECT claim_id, 3, 'rests on nobody'
    FROM current_figures JOIN current_claims AS c USING (claim_id)
    WHERE c.voice = 'asserted' AND c.checkable
    UNION
    SELECT claim_id, 4, 'unnamed source' FROM current_claims WHERE origin_kind = 'unnamed'
    UNION
    SELECT claim_id, 5, 'one source' FROM single_source_claims
    UNION
    SELECT claim_id, 6, 'doubtful' FROM current_claims WHERE voice = 'unsure' OR confidence < 0.5
    UNION
    SELECT claim_id, 7, 'date open' FROM current_periods WHERE NOT resolved AND claim_id IS NOT NULL
), ranked AS (
    SELECT claim_id, min(severity) AS severity, arg_min(concern, severity) AS concern,
        string_agg(concern, '; ' ORDER BY severity) AS concerns
    FROM troubled GROUP BY claim_id
), figured AS (
    SELECT DISTINCT claim_id FROM current_figures WHERE claim_id IS NOT NULL
)
SELECT
    row_number() OVER (ORDER BY coalesce(r.severity, 99), f.claim_id IS NULL, c.check_worthiness DESC, c.published DESC,
        c.article_id, c.start_offset, c.claim_id) AS place,
    r.concern, r.concerns, c.check_worthiness, c.article, c.title, c.publisher, c.published, c.exact, c.voice, c.chain,
    c.sentence, c.start_offset, c.end_offset, c.claim_id, c.article_id, c.version_id
FROM current_claims AS c
LEFT JOIN ranked AS r USING (claim_id)
LEFT JOIN figured AS f USING (claim_id)
ANTI JOIN judged_claims AS j ON j.claim_id = c.claim_id AND NOT j.read_otherwise;

COMMENT ON VIEW review_queue IS 'One row a current claim that no editor has judged as it reads now: the worst kind of concern first, within it claims with figures and those most worth checking.';
COMMENT ON COLUMN review_queue.place IS 'Place in the queue, from 1.';
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
