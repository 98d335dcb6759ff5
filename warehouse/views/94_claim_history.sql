CREATE VIEW claim_history AS
WITH met AS MATERIALIZED (
    -- Few claims are ever edited: only these are looked up.
    SELECT claim_id, exact, start_offset, end_offset FROM claims
    WHERE claim_id IN (SELECT from_claim_id FROM claim_changes UNION ALL SELECT to_claim_id FROM claim_changes)
)
SELECT
    h.recorded_at, coalesce(t.name, f.name) AS article, h.change, h.detail, o.exact AS before, n.exact AS after,
    n.start_offset, n.end_offset, f.first_seen AS from_seen, t.first_seen AS to_seen,
    h.to_version_id = l.version_id AS is_latest,
    h.from_claim_id, h.to_claim_id, h.article_id, h.from_version_id, h.to_version_id, h.change_id
FROM claim_changes AS h
LEFT JOIN articles AS f ON f.version_id = h.from_version_id
LEFT JOIN articles AS t ON t.version_id = h.to_version_id
LEFT JOIN latest_articles AS l ON l.article_id = h.article_id
LEFT JOIN met AS o ON o.claim_id = h.from_claim_id
LEFT JOIN met AS n ON n.claim_id = h.to_claim_id;

COMMENT ON VIEW claim_history IS 'One row a claim and what an edit of its article did to it.';
COMMENT ON COLUMN claim_history.recorded_at IS 'When the change was found.';
COMMENT ON COLUMN claim_history.article IS 'Name of the article.';
COMMENT ON COLUMN claim_history.change IS 'unchanged, reworded, figure changed, source changed, attribution dropped, removed or added.';
COMMENT ON COLUMN claim_history.detail IS 'The difference, to read.';
COMMENT ON COLUMN claim_history.before IS 'The words in the version before; null where added.';
COMMENT ON COLUMN claim_history.after IS 'The words in the version after; null where removed.';
COMMENT ON COLUMN claim_history.start_offset IS 'Where the claim starts in the version after.';
COMMENT ON COLUMN claim_history.end_offset IS 'Where it ends there, exclusive.';
COMMENT ON COLUMN claim_history.from_seen IS 'When the version before was first read.';
COMMENT ON COLUMN claim_history.to_seen IS 'When the version after was first read.';
COMMENT ON COLUMN claim_history.is_latest IS 'Whether the version after is the one that stands.';
COMMENT ON COLUMN claim_history.from_claim_id IS 'The claim in the version before.';
COMMENT ON COLUMN claim_history.to_claim_id IS 'The claim in the version after.';
COMMENT ON COLUMN claim_history.article_id IS 'The article.';
COMMENT ON COLUMN claim_history.from_version_id IS 'The version before.';
COMMENT ON COLUMN claim_history.to_version_id IS 'The version after.';
COMMENT ON COLUMN claim_history.change_id IS 'Hash of both versions and both claims.';
