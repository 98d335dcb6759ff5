-- A claim of an older version counts as the extractor left it that read that version last.
SELECT c.claim_id, c.version_id, c.prefix, c.suffix
FROM claims AS c
JOIN articles AS a ON a.version_id = c.version_id AND a.extractor_version = c.extractor_version
WHERE c.version_id IN ($before, $after)
ORDER BY c.version_id, c.start_offset, c.end_offset DESC, c.claim_id
