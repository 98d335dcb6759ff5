-- For the articles of the versions in the table changed: whether they begin to be read otherwise than they were.
INSERT INTO readings
SELECT article_id, last_seen, version_id, extractor_version
FROM derived.versions AS v
WHERE is_latest AND article_id IN (SELECT article_id FROM derived.versions SEMI JOIN changed USING (version_id))
  AND (version_id, extractor_version) IS DISTINCT FROM (
    SELECT arg_max((r.version_id, r.extractor_version), r.read_at) FROM readings AS r WHERE r.article_id = v.article_id
  )
ON CONFLICT DO UPDATE SET version_id = excluded.version_id, extractor_version = excluded.extractor_version
