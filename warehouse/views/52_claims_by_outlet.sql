CREATE VIEW claims_by_outlet AS
SELECT
    source AS outlet, behind IS NOT NULL AS relays, behind AS relayed_from, behind_kind AS relayed_kind,
    origin, origin_kind, chain, exact, figures_text, periods_text, article, title, publisher, l.published, voice,
    modality, check_worthiness, position, source_key AS outlet_key, start_offset, end_offset, l.claim_id, article_id,
    version_id
FROM (FROM derived.links WHERE kind = 'media' AND is_current) AS l JOIN derived.claims AS c USING (claim_no);

COMMENT ON VIEW claims_by_outlet IS 'One row a current claim and outlet in its chain: what was taken from other media, and whether these only pass on what somebody behind them says.';
COMMENT ON COLUMN claims_by_outlet.outlet IS 'The outlet, by the fullest name that the article has for it.';
COMMENT ON COLUMN claims_by_outlet.relays IS 'Whether somebody stands behind it in the chain; false where the outlet itself is the origin.';
COMMENT ON COLUMN claims_by_outlet.relayed_from IS 'Whom the outlet relies on: the next link of the chain.';
COMMENT ON COLUMN claims_by_outlet.relayed_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN claims_by_outlet.origin IS 'The last source of the chain.';
COMMENT ON COLUMN claims_by_outlet.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN claims_by_outlet.chain IS 'The whole chain: nearest source → … → origin.';
COMMENT ON COLUMN claims_by_outlet.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN claims_by_outlet.figures_text IS 'The figures to read.';
COMMENT ON COLUMN claims_by_outlet.periods_text IS 'The periods to read.';
COMMENT ON COLUMN claims_by_outlet.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN claims_by_outlet.title IS 'Headline.';
COMMENT ON COLUMN claims_by_outlet.publisher IS 'Who published the article.';
COMMENT ON COLUMN claims_by_outlet.published IS 'Day of publication.';
COMMENT ON COLUMN claims_by_outlet.voice IS 'attributed, or unsure.';
COMMENT ON COLUMN claims_by_outlet.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN claims_by_outlet.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN claims_by_outlet.position IS 'The outlet''s place in the chain: 1 is the nearest source.';
COMMENT ON COLUMN claims_by_outlet.outlet_key IS 'The name without case and leading article, by which sources are compared.';
COMMENT ON COLUMN claims_by_outlet.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN claims_by_outlet.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN claims_by_outlet.claim_id IS 'The claim.';
COMMENT ON COLUMN claims_by_outlet.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN claims_by_outlet.version_id IS 'The version of the article.';
