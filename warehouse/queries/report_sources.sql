SELECT c.version_id, s.*
FROM claim_sources AS s
JOIN claims AS c USING (claim_id)
JOIN articles AS a USING (version_id, extractor_version)
WHERE version_id IN (SELECT unnest($versions))
ORDER BY s.claim_id, s.position
