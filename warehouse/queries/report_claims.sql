SELECT c.*, s.claim_id IS NOT NULL AS single
FROM claims AS c
JOIN articles AS a USING (version_id, extractor_version)
LEFT JOIN single_source_claims AS s USING (claim_id)
WHERE version_id IN (SELECT unnest($versions))
ORDER BY version_id, c.start_offset, c.end_offset DESC
