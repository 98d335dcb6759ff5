CREATE VIEW chain_links AS
SELECT
    claim_id, position, links::BIGINT AS links, is_nearest, is_origin, source, kind, mention,
    mention_start AS start_offset, mention_end AS end_offset, source_key
FROM derived.links;

COMMENT ON VIEW chain_links IS 'One row a link of a claim''s source chain, of all claims, whether current or not.';
COMMENT ON COLUMN chain_links.claim_id IS 'The claim.';
COMMENT ON COLUMN chain_links.position IS '1 is the nearest source, the highest the origin.';
COMMENT ON COLUMN chain_links.links IS 'Length of the chain.';
COMMENT ON COLUMN chain_links.is_nearest IS 'Whether this is who the article itself cites.';
COMMENT ON COLUMN chain_links.is_origin IS 'Whether this is the last source known; both where the chain has one link.';
COMMENT ON COLUMN chain_links.source IS 'The fullest name that the article has for the source.';
COMMENT ON COLUMN chain_links.kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN chain_links.mention IS 'The words that name it at this claim, verbatim.';
COMMENT ON COLUMN chain_links.start_offset IS 'Where the mention starts, in code points of the article.';
COMMENT ON COLUMN chain_links.end_offset IS 'Where the mention ends, exclusive.';
COMMENT ON COLUMN chain_links.source_key IS 'The name without case and leading article, by which sources are compared.';
