SELECT version_id FROM articles SEMI JOIN incoming_versions USING (version_id)
WHERE extractor_version = $extractor_version
