CREATE VIEW unattributed_figures AS
SELECT
    article, title, publisher, published, figure, surface, exact, voice,
    CASE
        WHEN claim_id IS NULL THEN 'in no claim'
        WHEN voice = 'asserted' THEN 'asserted by the publication'
        ELSE 'the text does not tell who says so'
    END AS why,
    elsewhere AS attributed_elsewhere,
    value, value2, unit, comparator, dimension, modality, check_worthiness, start_offset, end_offset, quantity_id,
    claim_id, article_id, version_id
FROM derived.figures
WHERE is_current AND voice IS DISTINCT FROM 'attributed';

COMMENT ON VIEW unattributed_figures IS 'One row a figure that rests on nobody: in a claim that the publication asserts, in one whose voice is unsure, or in no claim (a headline, a caption).';
COMMENT ON COLUMN unattributed_figures.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN unattributed_figures.title IS 'Headline.';
COMMENT ON COLUMN unattributed_figures.publisher IS 'Who published the article.';
COMMENT ON COLUMN unattributed_figures.published IS 'Day of publication.';
COMMENT ON COLUMN unattributed_figures.figure IS 'The figure to read: bound, value or range, unit.';
COMMENT ON COLUMN unattributed_figures.surface IS 'The words of the figure, verbatim.';
COMMENT ON COLUMN unattributed_figures.exact IS 'The words of the claim; null for a figure in none.';
COMMENT ON COLUMN unattributed_figures.voice IS 'asserted or unsure; null for a figure in no claim.';
COMMENT ON COLUMN unattributed_figures.why IS 'Why it counts as unattributed.';
COMMENT ON COLUMN unattributed_figures.attributed_elsewhere IS 'Chains to which the same article attributes the same value and unit in another place; null where to nobody.';
COMMENT ON COLUMN unattributed_figures.value IS 'The value; of a range, its low end.';
COMMENT ON COLUMN unattributed_figures.value2 IS 'The high end of a range, otherwise null.';
COMMENT ON COLUMN unattributed_figures.unit IS 'ISO 4217 code, %, a measure''s name, or the singular noun of what is counted.';
COMMENT ON COLUMN unattributed_figures.comparator IS '=, ~, >, >=, <, <= or range.';
COMMENT ON COLUMN unattributed_figures.dimension IS 'Money, mass, length, count and so on.';
COMMENT ON COLUMN unattributed_figures.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN unattributed_figures.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN unattributed_figures.start_offset IS 'Where the figure starts, in code points of the article.';
COMMENT ON COLUMN unattributed_figures.end_offset IS 'Where it ends, exclusive.';
COMMENT ON COLUMN unattributed_figures.quantity_id IS 'The figure; the key of quantities.';
COMMENT ON COLUMN unattributed_figures.claim_id IS 'The claim; null for a figure in none.';
COMMENT ON COLUMN unattributed_figures.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN unattributed_figures.version_id IS 'The version of the article.';
