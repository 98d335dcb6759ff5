SELECT c.version_id, s.claim_id, s.position, s.name, s.kind
FROM claim_sources s JOIN claims c USING (claim_id) JOIN articles a USING (version_id)
WHERE a.last_seen = $seen AND c.extractor_version = a.extractor_version
ORDER BY c.version_id, s.claim_id, s.position
