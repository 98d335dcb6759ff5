SELECT count(*) FILTER (WHERE known.version_id IS NULL), count(known.version_id)
FROM incoming_articles AS incoming LEFT JOIN articles AS known USING (version_id)
