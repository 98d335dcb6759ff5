UPDATE claims SET last_seen = greatest(claims.last_seen, $seen)
FROM articles
WHERE claims.version_id = articles.version_id AND claims.extractor_version = articles.extractor_version
  AND claims.version_id IN (SELECT version_id FROM incoming_versions)
