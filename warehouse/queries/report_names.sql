SELECT version_id, name FROM articles WHERE version_id IN (SELECT unnest($versions))
