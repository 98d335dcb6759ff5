CREATE VIEW unnamed_source_claims AS
SELECT
    article, title, publisher, published, origin AS said_by, nearest_source, nearest_kind, chain,
    links::BIGINT AS links, exact, cue, quotation, figures_text, periods_text, modality, check_worthiness,
    start_offset, end_offset, claim_id, article_id, version_id
FROM derived.claims
WHERE is_current AND voice = 'attributed' AND coalesce(origin_kind, 'unnamed') = 'unnamed';

COMMENT ON VIEW unnamed_source_claims IS 'One row a current attributed claim whose chain ends with nobody in particular: officials, a source, reportedly.';
COMMENT ON COLUMN unnamed_source_claims.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN unnamed_source_claims.title IS 'Headline.';
COMMENT ON COLUMN unnamed_source_claims.publisher IS 'Who published the article.';
COMMENT ON COLUMN unnamed_source_claims.published IS 'Day of publication.';
COMMENT ON COLUMN unnamed_source_claims.said_by IS 'The words for the unnamed origin; null where the text attributes without naming anybody.';
COMMENT ON COLUMN unnamed_source_claims.nearest_source IS 'Who the article itself cites.';
COMMENT ON COLUMN unnamed_source_claims.nearest_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN unnamed_source_claims.chain IS 'The whole chain: nearest source → … → origin.';
COMMENT ON COLUMN unnamed_source_claims.links IS 'Length of the chain.';
COMMENT ON COLUMN unnamed_source_claims.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN unnamed_source_claims.cue IS 'The words that attribute.';
COMMENT ON COLUMN unnamed_source_claims.quotation IS 'direct, indirect or mixed.';
COMMENT ON COLUMN unnamed_source_claims.figures_text IS 'The figures to read.';
COMMENT ON COLUMN unnamed_source_claims.periods_text IS 'The periods to read.';
COMMENT ON COLUMN unnamed_source_claims.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN unnamed_source_claims.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN unnamed_source_claims.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN unnamed_source_claims.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN unnamed_source_claims.claim_id IS 'The claim.';
COMMENT ON COLUMN unnamed_source_claims.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN unnamed_source_claims.version_id IS 'The version of the article.';
