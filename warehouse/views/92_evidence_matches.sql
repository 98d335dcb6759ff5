CREATE VIEW evidence_matches AS
SELECT
    c.claim_id, c.article, c.title, c.publisher, c.published, m.verdict, m.reason, q.figure, q.surface, c.exact,
    e.table_name, e.measure, e.place, e.first_day, e.last_day, e.value AS reference_value, e.unit AS reference_unit,
    e.source AS reference_source, e.valid_from, e.tolerance, m.quantity_id, m.evidence_id, c.article_id, c.version_id
FROM claim_evidence AS m
JOIN evidence AS e USING (evidence_id)
JOIN current_claims AS c USING (claim_id)
JOIN figures_to_read AS q USING (quantity_id);

COMMENT ON VIEW evidence_matches IS 'One row a figure of a claim beside a reference figure of the same measure, place and period.';
COMMENT ON COLUMN evidence_matches.claim_id IS 'The claim.';
COMMENT ON COLUMN evidence_matches.article IS 'Name of the article.';
COMMENT ON COLUMN evidence_matches.title IS 'Headline.';
COMMENT ON COLUMN evidence_matches.publisher IS 'Who published the article.';
COMMENT ON COLUMN evidence_matches.published IS 'Day of publication.';
COMMENT ON COLUMN evidence_matches.verdict IS 'supported, contradicted, or out of tolerance (between the two).';
COMMENT ON COLUMN evidence_matches.reason IS 'Why, to read.';
COMMENT ON COLUMN evidence_matches.figure IS 'The figure of the claim, to read.';
COMMENT ON COLUMN evidence_matches.surface IS 'Its words.';
COMMENT ON COLUMN evidence_matches.exact IS 'The words of the claim.';
COMMENT ON COLUMN evidence_matches.table_name IS 'The evidence table of the settings.';
COMMENT ON COLUMN evidence_matches.measure IS 'What the reference measures.';
COMMENT ON COLUMN evidence_matches.place IS 'Where; null for anywhere.';
COMMENT ON COLUMN evidence_matches.first_day IS 'First day of its period; null for any time.';
COMMENT ON COLUMN evidence_matches.last_day IS 'Last day of its period.';
COMMENT ON COLUMN evidence_matches.reference_value IS 'The reference figure.';
COMMENT ON COLUMN evidence_matches.reference_unit IS 'Its unit.';
COMMENT ON COLUMN evidence_matches.reference_source IS 'Where it comes from.';
COMMENT ON COLUMN evidence_matches.valid_from IS 'From when on the reference holds.';
COMMENT ON COLUMN evidence_matches.tolerance IS 'Share of the value by which a claim may differ.';
COMMENT ON COLUMN evidence_matches.quantity_id IS 'The figure.';
COMMENT ON COLUMN evidence_matches.evidence_id IS 'The reference row.';
COMMENT ON COLUMN evidence_matches.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN evidence_matches.version_id IS 'The version of the article.';
