SELECT n.version_id, n.surface, n.status, n.reason
FROM numbers n JOIN articles a USING (version_id) WHERE a.last_seen = $seen ORDER BY n.version_id, n.start_offset
