SELECT version_id, text FROM articles WHERE version_id IN ($before, $after)
