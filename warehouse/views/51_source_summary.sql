CREATE VIEW source_summary AS
SELECT
    source, kind, claims, as_nearest, as_origin, with_figures, articles, publishers, first_published, last_published,
    source_key
FROM derived.sources;

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
