SELECT version_id FROM articles
WHERE extractor_version = $extractor_version AND version_id IN (SELECT unnest($version_ids::VARCHAR[]))
