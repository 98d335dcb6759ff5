SELECT text FROM articles WHERE version_id = $version_id
