UPDATE articles SET last_seen = greatest(last_seen, $seen)
WHERE version_id IN (SELECT version_id FROM incoming_versions)
RETURNING version_id
