SELECT * FROM articles WHERE last_seen = $seen ORDER BY published DESC NULLS LAST, name, version_id
