CREATE VIEW source_records AS
WITH ruled AS (
    SELECT source_key, kind,
        count(*) AS judged,
        count(*) FILTER (WHERE decision = 'confirm') AS confirmed,
        count(*) FILTER (WHERE decision = 'correct') AS corrected,
        count(*) FILTER (WHERE decision = 'dispute') AS disputed,
        count(*) FILTER (WHERE decision = 'unverifiable') AS unverifiable,
        count(*) FILTER (WHERE decision = 'retract') AS retracted
    FROM (SELECT claim_id, decision FROM judgement_log WHERE in_effect AND claim_id IS NOT NULL) AS j
    JOIN derived.links AS l USING (claim_id)
    WHERE l.is_current AND l.first_in_claim
    GROUP BY source_key, kind
)
SELECT
    s.source, s.kind, s.claims, s.as_origin, coalesce(r.judged, 0) AS judged,
    r.confirmed / r.judged AS share_confirmed, r.corrected / r.judged AS share_corrected,
    coalesce(r.confirmed, 0) AS confirmed, coalesce(r.corrected, 0) AS corrected,
    coalesce(r.disputed, 0) AS disputed, coalesce(r.unverifiable, 0) AS unverifiable,
    coalesce(r.retracted, 0) AS retracted, s.articles, s.first_published, s.last_published, s.first_seen, s.last_seen,
    s.source_key
FROM derived.sources AS s
LEFT JOIN ruled AS r ON r.source_key = s.source_key AND r.kind = s.kind;

COMMENT ON VIEW source_records IS 'One row a source and kind with its record: how much was printed on its word, and what editors found of that.';
COMMENT ON COLUMN source_records.source IS 'The name, as last seen.';
COMMENT ON COLUMN source_records.kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN source_records.claims IS 'Current claims in whose chain it is.';
COMMENT ON COLUMN source_records.as_origin IS 'Of these, where it is the last source known.';
COMMENT ON COLUMN source_records.judged IS 'Of these, how many an editor has decided on.';
COMMENT ON COLUMN source_records.share_confirmed IS 'Share of those judged that editors confirmed; null where none is judged.';
COMMENT ON COLUMN source_records.share_corrected IS 'Share of those judged that editors corrected; null where none is judged.';
COMMENT ON COLUMN source_records.confirmed IS 'How many are confirmed.';
COMMENT ON COLUMN source_records.corrected IS 'How many are corrected.';
COMMENT ON COLUMN source_records.disputed IS 'How many are disputed.';
COMMENT ON COLUMN source_records.unverifiable IS 'How many are marked unverifiable.';
COMMENT ON COLUMN source_records.retracted IS 'How many are retracted.';
COMMENT ON COLUMN source_records.articles IS 'Articles that these claims are in.';
COMMENT ON COLUMN source_records.first_published IS 'Day of the earliest of these articles.';
COMMENT ON COLUMN source_records.last_published IS 'Day of the latest of these articles.';
COMMENT ON COLUMN source_records.first_seen IS 'When the ledger first saw one of these claims.';
COMMENT ON COLUMN source_records.last_seen IS 'When the ledger last saw one of these articles.';
COMMENT ON COLUMN source_records.source_key IS 'The name without case and leading article, by which sources are compared.';
