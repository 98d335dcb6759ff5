CREATE VIEW current_figures AS
SELECT
    quantity_id, claim_id, article_id, version_id, article, title, publisher, published, start_offset, end_offset,
    surface, number, figure, value, value2, unit, comparator, dimension, base_unit, low, high,
    exact, voice, nearest_source, origin, origin_kind, origin_key, chain, modality, check_worthiness
FROM derived.figures
WHERE is_current;

COMMENT ON VIEW current_figures IS 'One row a figure in the latest version of an article, with the claim that it stands in and who says so.';
COMMENT ON COLUMN current_figures.quantity_id IS 'Hash of the article''s version and the span; the key of quantities.';
COMMENT ON COLUMN current_figures.claim_id IS 'The claim; null for a figure in none, as in a headline or caption.';
COMMENT ON COLUMN current_figures.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN current_figures.version_id IS 'The version of the article.';
COMMENT ON COLUMN current_figures.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN current_figures.title IS 'Headline.';
COMMENT ON COLUMN current_figures.publisher IS 'Who published the article.';
COMMENT ON COLUMN current_figures.published IS 'Day of publication.';
COMMENT ON COLUMN current_figures.start_offset IS 'Where the figure starts, in code points of the article.';
COMMENT ON COLUMN current_figures.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN current_figures.surface IS 'The words of the figure, verbatim, with unit and bound.';
COMMENT ON COLUMN current_figures.number IS 'The digits or number words alone, verbatim.';
COMMENT ON COLUMN current_figures.figure IS 'The figure to read: bound, value or range, unit.';
COMMENT ON COLUMN current_figures.value IS 'The value with its scale applied (million, thousand); of a range, its low end.';
COMMENT ON COLUMN current_figures.value2 IS 'The high end of a range, otherwise null.';
COMMENT ON COLUMN current_figures.unit IS 'ISO 4217 code, %, a measure''s name, or the singular noun of what is counted.';
COMMENT ON COLUMN current_figures.comparator IS 'How the stated figure bounds the true one: =, ~, >, >=, <, <= or range.';
COMMENT ON COLUMN current_figures.dimension IS 'Money, mass, length, count and so on.';
COMMENT ON COLUMN current_figures.base_unit IS 'SI unit of a measure, the currency, or the noun: what low and high are in.';
COMMENT ON COLUMN current_figures.low IS 'Low end of the interval that the precision of the statement leaves open.';
COMMENT ON COLUMN current_figures.high IS 'High end of that interval.';
COMMENT ON COLUMN current_figures.exact IS 'The words of the claim.';
COMMENT ON COLUMN current_figures.voice IS 'attributed, asserted or unsure; null for a figure in no claim.';
COMMENT ON COLUMN current_figures.nearest_source IS 'Who the article itself cites for it.';
COMMENT ON COLUMN current_figures.origin IS 'The last source of the chain.';
COMMENT ON COLUMN current_figures.origin_kind IS 'Kind of the origin.';
COMMENT ON COLUMN current_figures.origin_key IS 'The origin''s name as it is compared.';
COMMENT ON COLUMN current_figures.chain IS 'The chain to read: nearest source → … → origin.';
COMMENT ON COLUMN current_figures.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN current_figures.check_worthiness IS 'From 0 to 1, how much an editor should care.';
