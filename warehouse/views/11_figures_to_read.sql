CREATE VIEW figures_to_read AS
WITH printed AS (
    -- DECIMAL(38, 9) prints nine decimals: 118.000000000 is to read 118.
    SELECT *,
        regexp_replace(value::VARCHAR, '\.?0*$', '') AS low_text,
        regexp_replace(value2::VARCHAR, '\.?0*$', '') AS high_text
    FROM quantities
)
SELECT
    * EXCLUDE (low_text, high_text),
    CASE WHEN comparator IN ('=', 'range') THEN '' ELSE comparator || ' ' END
        || low_text || coalesce('–' || high_text, '') || ' ' || unit AS figure
FROM printed;

COMMENT ON VIEW figures_to_read IS 'The table quantities, of all versions of articles, with each figure to read.';
COMMENT ON COLUMN figures_to_read.quantity_id IS 'Hash of the article''s version and the span; the key of quantities.';
COMMENT ON COLUMN figures_to_read.version_id IS 'The version of the article.';
COMMENT ON COLUMN figures_to_read.claim_id IS 'The claim; null for a figure in none, as in a headline or caption.';
COMMENT ON COLUMN figures_to_read.start_offset IS 'Where the figure starts, in code points of the article.';
COMMENT ON COLUMN figures_to_read.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN figures_to_read.surface IS 'The words of the figure, verbatim, with unit and bound.';
COMMENT ON COLUMN figures_to_read.number IS 'The digits or number words alone, verbatim.';
COMMENT ON COLUMN figures_to_read.value IS 'The value with its scale applied (million, thousand); of a range, its low end.';
COMMENT ON COLUMN figures_to_read.value2 IS 'The high end of a range, otherwise null.';
COMMENT ON COLUMN figures_to_read.unit IS 'ISO 4217 code, %, a measure''s name, or the singular noun of what is counted.';
COMMENT ON COLUMN figures_to_read.comparator IS 'How the stated figure bounds the true one: =, ~, >, >=, <, <= or range.';
COMMENT ON COLUMN figures_to_read.dimension IS 'Money, mass, length, count and so on.';
COMMENT ON COLUMN figures_to_read.base_unit IS 'SI unit of a measure, the currency, or the noun: what low and high are in.';
COMMENT ON COLUMN figures_to_read.low IS 'Low end of the interval that the precision of the statement leaves open.';
COMMENT ON COLUMN figures_to_read.high IS 'High end of that interval.';
COMMENT ON COLUMN figures_to_read.figure IS 'The figure to read: bound, value or range, unit.';
