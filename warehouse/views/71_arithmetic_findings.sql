CREATE VIEW arithmetic_findings AS
WITH placed AS (
    SELECT f.*, f.spans[1].start_offset AS start_offset, f.spans[1].end_offset AS end_offset
    FROM findings AS f
    SEMI JOIN latest_articles AS a ON a.version_id = f.version_id
),
homes AS (
    SELECT f.finding_id, arg_min(c.claim_id, c.end_offset - c.start_offset) AS claim_id
    FROM placed AS f
    JOIN current_claims AS c
      ON c.version_id = f.version_id AND c.start_offset <= f.start_offset AND f.end_offset <= c.end_offset
    GROUP BY f.finding_id
)
SELECT
    a.name AS article, a.title, a.publisher, a.published,
    f.kind, f.computation, f.off_by, f.unit,
    f.surfaces[1] AS stated, f.surfaces[2:] AS against,
    c.exact, c.voice,
    f.start_offset, f.end_offset, f.spans,
    f.finding_id, h.claim_id, a.article_id, f.version_id
FROM placed AS f
JOIN latest_articles AS a USING (version_id)
LEFT JOIN homes AS h USING (finding_id)
LEFT JOIN current_claims AS c ON c.claim_id = h.claim_id
ORDER BY a.published DESC, a.name, f.start_offset, f.finding_id;

COMMENT ON VIEW arithmetic_findings IS 'One row a contradiction in the latest version of an article: figures or dates that cannot all be right, rounding and bounds granted.';
COMMENT ON COLUMN arithmetic_findings.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN arithmetic_findings.title IS 'Headline.';
COMMENT ON COLUMN arithmetic_findings.publisher IS 'Who published the article.';
COMMENT ON COLUMN arithmetic_findings.published IS 'Day of publication.';
COMMENT ON COLUMN arithmetic_findings.kind IS 'part over whole, sum of parts, percentage, change, conversion, weekday, elapsed years, age, headline or restated figure.';
COMMENT ON COLUMN arithmetic_findings.computation IS 'What does not come out, as a sentence.';
COMMENT ON COLUMN arithmetic_findings.off_by IS 'How far what is stated lies from the nearest value that the others allow.';
COMMENT ON COLUMN arithmetic_findings.unit IS 'The unit of off_by.';
COMMENT ON COLUMN arithmetic_findings.stated IS 'The words at fault, where one statement is.';
COMMENT ON COLUMN arithmetic_findings.against IS 'The words that they do not go with.';
COMMENT ON COLUMN arithmetic_findings.exact IS 'The claim that the words at fault stand in; null in a headline.';
COMMENT ON COLUMN arithmetic_findings.voice IS 'Who answers for that claim: attributed, asserted or unsure.';
COMMENT ON COLUMN arithmetic_findings.start_offset IS 'Where the words at fault begin in the article, in code points.';
COMMENT ON COLUMN arithmetic_findings.end_offset IS 'Where they end.';
COMMENT ON COLUMN arithmetic_findings.spans IS 'Every place that the computation rests on.';
COMMENT ON COLUMN arithmetic_findings.finding_id IS 'The contradiction.';
COMMENT ON COLUMN arithmetic_findings.claim_id IS 'That claim.';
COMMENT ON COLUMN arithmetic_findings.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN arithmetic_findings.version_id IS 'The version of the article.';
