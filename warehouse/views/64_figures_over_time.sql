CREATE VIEW figures_over_time AS
SELECT
    coalesce(last_day, published) AS day, figure, unit, first_day, last_day,
    CASE
        WHEN first_day IS NOT NULL OR last_day IS NOT NULL THEN 'the period of the claim'
        WHEN len(periods) > 1 THEN 'the article: the claim has several periods'
        ELSE 'the article: the claim has no period'
    END AS dated_by,
    CASE WHEN voice = 'attributed' THEN chain END AS chain, voice, origin, exact, article, title, publisher, published,
    value, value2, comparator, dimension, base_unit, low, high, periods, modality, check_worthiness, origin_key,
    start_offset, end_offset, quantity_id, claim_id, article_id, version_id
FROM derived.figures
WHERE is_current AND claim_id IS NOT NULL;

COMMENT ON VIEW figures_over_time IS 'One row a figure in a current claim with the day that it speaks of: what was said of a thing over time, and who said so. Narrow it by unit (the noun of a count is the thing itself) and by words of the claim.';
COMMENT ON COLUMN figures_over_time.day IS 'The last day of the claim''s period, or the day of publication where it has none or several.';
COMMENT ON COLUMN figures_over_time.figure IS 'The figure to read: bound, value or range, unit.';
COMMENT ON COLUMN figures_over_time.unit IS 'ISO 4217 code, %, a measure''s name, or the singular noun of what is counted.';
COMMENT ON COLUMN figures_over_time.first_day IS 'First day of the claim''s period; null where open, and where it has none or several.';
COMMENT ON COLUMN figures_over_time.last_day IS 'Last day of the claim''s period, inclusive.';
COMMENT ON COLUMN figures_over_time.dated_by IS 'Where the day is from.';
COMMENT ON COLUMN figures_over_time.chain IS 'The chain to read: nearest source → … → origin; null where the publication asserts it.';
COMMENT ON COLUMN figures_over_time.voice IS 'attributed, asserted or unsure.';
COMMENT ON COLUMN figures_over_time.origin IS 'The last source of the chain.';
COMMENT ON COLUMN figures_over_time.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN figures_over_time.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN figures_over_time.title IS 'Headline.';
COMMENT ON COLUMN figures_over_time.publisher IS 'Who published the article.';
COMMENT ON COLUMN figures_over_time.published IS 'Day of publication.';
COMMENT ON COLUMN figures_over_time.value IS 'The value with its scale applied (million, thousand); of a range, its low end.';
COMMENT ON COLUMN figures_over_time.value2 IS 'The high end of a range, otherwise null.';
COMMENT ON COLUMN figures_over_time.comparator IS 'How the stated figure bounds the true one: =, ~, >, >=, <, <= or range.';
COMMENT ON COLUMN figures_over_time.dimension IS 'Money, mass, length, count and so on.';
COMMENT ON COLUMN figures_over_time.base_unit IS 'SI unit of a measure, the currency, or the noun: what low and high are in.';
COMMENT ON COLUMN figures_over_time.low IS 'Low end, in base units, of the interval that the precision of the statement leaves open.';
COMMENT ON COLUMN figures_over_time.high IS 'High end of that interval.';
COMMENT ON COLUMN figures_over_time.periods IS 'The resolved periods of the claim, to read.';
COMMENT ON COLUMN figures_over_time.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN figures_over_time.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN figures_over_time.origin_key IS 'The origin''s name as it is compared.';
COMMENT ON COLUMN figures_over_time.start_offset IS 'Where the figure starts, in code points of the article.';
COMMENT ON COLUMN figures_over_time.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN figures_over_time.quantity_id IS 'The figure; the key of quantities.';
COMMENT ON COLUMN figures_over_time.claim_id IS 'The claim.';
COMMENT ON COLUMN figures_over_time.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN figures_over_time.version_id IS 'The version of the article.';
