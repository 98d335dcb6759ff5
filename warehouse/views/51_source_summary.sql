CREATE VIEW source_summary AS
SELECT
    arg_max(source, last_seen) AS source,
    kind,
    count(DISTINCT claim_id) AS claims,
    count(DISTINCT claim_id) FILTER (WHERE is_nearest) AS as_nearest,
    count(DISTINCT claim_id) FILTER (WHERE is_origin) AS as_origin,
    count(DISTINCT claim_id) FILTER (WHERE figures_text IS NOT NULL) AS with_figures,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT publisher) AS publishers,
    min(published) AS first_published,
    max(published) AS last_published,
    source_key
FROM claims_by_source
GROUP BY source_key, kind;

COMMENT ON VIEW source_summary IS 'One row a source and kind: how much of what was printed rests on it.';
COMMENT ON COLUMN source_summary.source IS 'The name, as last seen.';
COMMENT ON COLUMN source_summary.kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN source_summary.claims IS 'Current claims in whose chain it is.';
COMMENT ON COLUMN source_summary.as_nearest IS 'Of these, where the article itself cites it.';
COMMENT ON COLUMN source_summary.as_origin IS 'Of these, where it is the last source known.';
COMMENT ON COLUMN source_summary.with_figures IS 'Of these, with a figure.';
COMMENT ON COLUMN source_summary.articles IS 'Articles that these claims are in.';
COMMENT ON COLUMN source_summary.publishers IS 'Publishers of these articles, as far as known.';
COMMENT ON COLUMN source_summary.first_published IS 'Day of the earliest of these articles.';
COMMENT ON COLUMN source_summary.last_published IS 'Day of the latest of these articles.';
COMMENT ON COLUMN source_summary.source_key IS 'The name without case and leading article, by which sources are compared.';
