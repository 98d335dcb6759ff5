CREATE VIEW claim_chains AS
SELECT claim_id, nearest_source, nearest_kind, origin, origin_kind, origin_key, chain, links::BIGINT AS links, sources
FROM derived.claims
WHERE links > 0;

COMMENT ON VIEW claim_chains IS 'One row a claim that has a source: its chain in one piece.';
COMMENT ON COLUMN claim_chains.claim_id IS 'The claim.';
COMMENT ON COLUMN claim_chains.nearest_source IS 'Who the article itself cites.';
COMMENT ON COLUMN claim_chains.nearest_kind IS 'Kind of the nearest source.';
COMMENT ON COLUMN claim_chains.origin IS 'The last source of the chain; two articles with one origin are one witness.';
COMMENT ON COLUMN claim_chains.origin_kind IS 'Kind of the origin.';
COMMENT ON COLUMN claim_chains.origin_key IS 'The origin''s name as it is compared.';
COMMENT ON COLUMN claim_chains.chain IS 'The chain to read: nearest source → … → origin.';
COMMENT ON COLUMN claim_chains.links IS 'Length of the chain.';
COMMENT ON COLUMN claim_chains.sources IS 'The links as structs, nearest first.';
