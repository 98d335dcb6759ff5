CREATE VIEW claims_by_source AS
WITH link AS (
    -- The register first: what is asked of a name is then known before the claims are read.
    SELECT l.*, coalesce(n.name, l.source) AS canonical, r.parent, r.grade
    FROM derived.links AS l
    LEFT JOIN registered_names AS n USING (source_key)
    LEFT JOIN (SELECT name, parent, grade FROM registered_sources) AS r ON r.name = n.name
    WHERE l.is_current
)
SELECT
    source, kind, position, l.links::BIGINT AS links, is_nearest, is_origin, chain, mention, exact, cue, quotation,
    figures_text, periods_text, article, title, publisher, l.published, modality, check_worthiness, start_offset,
    end_offset, source_key, l.claim_id, article_id, version_id, first_seen, last_seen, canonical, parent, grade
FROM link AS l JOIN derived.claims AS c USING (claim_no);

COMMENT ON VIEW claims_by_source IS 'One row a current claim and source in its chain: everything that a source is made to answer for, at first or second hand.';
COMMENT ON COLUMN claims_by_source.source IS 'The fullest name that the article has for the source.';
COMMENT ON COLUMN claims_by_source.kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN claims_by_source.position IS 'Its place in the chain: 1 is the nearest source.';
COMMENT ON COLUMN claims_by_source.links IS 'Length of the chain.';
COMMENT ON COLUMN claims_by_source.is_nearest IS 'Whether the article itself cites it.';
COMMENT ON COLUMN claims_by_source.is_origin IS 'Whether it is the last source known.';
COMMENT ON COLUMN claims_by_source.chain IS 'The whole chain: nearest source → … → origin.';
COMMENT ON COLUMN claims_by_source.mention IS 'The words that name the source at this claim, verbatim.';
COMMENT ON COLUMN claims_by_source.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN claims_by_source.cue IS 'The words that attribute.';
COMMENT ON COLUMN claims_by_source.quotation IS 'direct, indirect or mixed.';
COMMENT ON COLUMN claims_by_source.figures_text IS 'The figures to read.';
COMMENT ON COLUMN claims_by_source.periods_text IS 'The periods to read.';
COMMENT ON COLUMN claims_by_source.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN claims_by_source.title IS 'Headline.';
COMMENT ON COLUMN claims_by_source.publisher IS 'Who published the article.';
COMMENT ON COLUMN claims_by_source.published IS 'Day of publication.';
COMMENT ON COLUMN claims_by_source.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN claims_by_source.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN claims_by_source.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN claims_by_source.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN claims_by_source.source_key IS 'The name without case and leading article, by which sources are compared.';
COMMENT ON COLUMN claims_by_source.claim_id IS 'The claim.';
COMMENT ON COLUMN claims_by_source.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN claims_by_source.version_id IS 'The version of the article.';
COMMENT ON COLUMN claims_by_source.first_seen IS 'When the ledger first saw the claim.';
COMMENT ON COLUMN claims_by_source.last_seen IS 'When the ledger last saw the claim.';
COMMENT ON COLUMN claims_by_source.canonical IS 'The name in the desk''s register, whatever the text calls the source; the source itself where it is not registered.';
COMMENT ON COLUMN claims_by_source.parent IS 'The body that it belongs to, by the register.';
COMMENT ON COLUMN claims_by_source.grade IS 'The desk''s grade of its reliability by the Admiralty scale, A to F; null where it has none.';
