CREATE VIEW source_register AS
SELECT
    r.name AS source, r.kind, r.parent, r.grade,
    CASE r.grade WHEN 'A' THEN 'completely reliable' WHEN 'B' THEN 'usually reliable' WHEN 'C' THEN 'fairly reliable'
        WHEN 'D' THEN 'not usually reliable' WHEN 'E' THEN 'unreliable' WHEN 'F' THEN 'reliability cannot be judged'
    END AS reliability,
    count(DISTINCT l.claim_id) AS claims,
    count(DISTINCT l.claim_id) FILTER (WHERE l.is_origin) AS as_origin,
    count(DISTINCT l.version_no) AS articles,
    coalesce(list_sort(list(DISTINCT l.source) FILTER (WHERE l.source IS NOT NULL)), []) AS written_as,
    r.aliases
FROM registered_sources AS r
LEFT JOIN registered_names AS n USING (name)
LEFT JOIN (SELECT * FROM derived.links WHERE is_current) AS l ON l.source_key = n.source_key
GROUP BY r.name, r.kind, r.parent, r.grade, r.aliases;

COMMENT ON VIEW source_register IS 'One row a source in the desk''s register, with its grade and how much of what was printed rests on it, however the texts write its name.';
COMMENT ON COLUMN source_register.source IS 'The canonical name.';
COMMENT ON COLUMN source_register.kind IS 'person, organisation, document or media, where the register says.';
COMMENT ON COLUMN source_register.parent IS 'The body that it belongs to.';
COMMENT ON COLUMN source_register.grade IS 'The desk''s grade of reliability by the Admiralty scale, A to F.';
COMMENT ON COLUMN source_register.reliability IS 'The grade in words.';
COMMENT ON COLUMN source_register.claims IS 'Current claims in whose chain it is.';
COMMENT ON COLUMN source_register.as_origin IS 'Of these, where it is the last source known.';
COMMENT ON COLUMN source_register.articles IS 'Articles that these claims are in.';
COMMENT ON COLUMN source_register.written_as IS 'The names under which the claims have it.';
COMMENT ON COLUMN source_register.aliases IS 'The other names that the register lists.';
