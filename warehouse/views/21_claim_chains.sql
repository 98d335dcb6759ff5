CREATE VIEW claim_chains AS
SELECT
    claim_id,
    arg_min(source, position) AS nearest_source,
    arg_min(kind, position) AS nearest_kind,
    arg_max(source, position) AS origin,
    arg_max(kind, position) AS origin_kind,
    arg_max(source_key, position) AS origin_key,
    string_agg(source, ' → ' ORDER BY position) AS chain,
    count(*) AS links,
    list({'position': position, 'source': source, 'kind': kind, 'mention': mention,
          'start_offset': start_offset, 'end_offset': end_offset} ORDER BY position) AS sources
FROM chain_links
GROUP BY claim_id;

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
