CREATE VIEW current_periods AS
SELECT
    p.period_id, c.claim_id, v.article_id, p.version_id, v.article, v.published, p.start_offset, p.end_offset,
    p.surface, p.period, p.first_day, p.last_day, p.core_first, p.core_last, p.relation, p.modifier, p.resolved
FROM periods_to_read AS p
JOIN derived.versions AS v USING (version_id)
LEFT JOIN derived.claims AS c ON c.claim_id = p.claim_id AND c.version_no = v.version_no AND c.stands
WHERE v.is_latest;

COMMENT ON VIEW current_periods IS 'One row a time expression in the latest version of an article, with the claim that it stands in.';
COMMENT ON COLUMN current_periods.period_id IS 'Hash of the article''s version and the span; the key of periods.';
COMMENT ON COLUMN current_periods.claim_id IS 'The claim; null for a date in none.';
COMMENT ON COLUMN current_periods.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN current_periods.version_id IS 'The version of the article.';
COMMENT ON COLUMN current_periods.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN current_periods.published IS 'Day of publication, against which the expression was resolved.';
COMMENT ON COLUMN current_periods.start_offset IS 'Where the expression starts, in code points of the article.';
COMMENT ON COLUMN current_periods.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN current_periods.surface IS 'The words of the expression, verbatim.';
COMMENT ON COLUMN current_periods.period IS 'The period to read: first…last day, one day, or the words in quotes where they are not resolved.';
COMMENT ON COLUMN current_periods.first_day IS 'First day of the extent that it puts the claim in; null where open.';
COMMENT ON COLUMN current_periods.last_day IS 'Last day of the extent, inclusive; null where open.';
COMMENT ON COLUMN current_periods.core_first IS 'First day of the bare expression, before since, until, by or from is applied.';
COMMENT ON COLUMN current_periods.core_last IS 'Last day of the bare expression.';
COMMENT ON COLUMN current_periods.relation IS 'since, until, by, from, before or after.';
COMMENT ON COLUMN current_periods.modifier IS 'START, MID, END or APPROX: which part of the bare expression is meant.';
COMMENT ON COLUMN current_periods.resolved IS 'Whether the text and the day of publication fix it.';
