SELECT c.* FROM claims c JOIN articles a USING (version_id)
WHERE a.last_seen = $seen AND c.extractor_version = a.extractor_version
ORDER BY c.version_id, c.start_offset, c.end_offset DESC
