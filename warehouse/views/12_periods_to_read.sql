CREATE VIEW periods_to_read AS
SELECT *,
    CASE
        WHEN NOT resolved OR (first_day IS NULL AND last_day IS NULL) THEN '“' || surface || '”'
        WHEN first_day = last_day THEN first_day::VARCHAR
        ELSE coalesce(first_day::VARCHAR, '') || '…' || coalesce(last_day::VARCHAR, '')
    END AS period
FROM periods;

COMMENT ON VIEW periods_to_read IS 'The table periods, of all versions of articles, with each period to read.';
COMMENT ON COLUMN periods_to_read.period_id IS 'Hash of the article''s version and the span; the key of periods.';
COMMENT ON COLUMN periods_to_read.version_id IS 'The version of the article.';
COMMENT ON COLUMN periods_to_read.claim_id IS 'The claim; null for a date in none.';
COMMENT ON COLUMN periods_to_read.start_offset IS 'Where the expression starts, in code points of the article.';
COMMENT ON COLUMN periods_to_read.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN periods_to_read.surface IS 'The words of the expression, verbatim.';
COMMENT ON COLUMN periods_to_read.first_day IS 'First day of the extent that it puts the claim in; null where open.';
COMMENT ON COLUMN periods_to_read.last_day IS 'Last day of the extent, inclusive; null where open.';
COMMENT ON COLUMN periods_to_read.core_first IS 'First day of the bare expression, before since, until, by or from is applied.';
COMMENT ON COLUMN periods_to_read.core_last IS 'Last day of the bare expression.';
COMMENT ON COLUMN periods_to_read.relation IS 'since, until, by, from, before or after.';
COMMENT ON COLUMN periods_to_read.modifier IS 'START, MID, END or APPROX: which part of the bare expression is meant.';
COMMENT ON COLUMN periods_to_read.resolved IS 'Whether the text and the day of publication fix it.';
COMMENT ON COLUMN periods_to_read.period IS 'The period to read: first…last day, one day, or the words in quotes where they are not resolved.';
