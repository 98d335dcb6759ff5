SELECT q.version_id, q.claim_id, q.surface, q.value, q.value2, q.unit, q.comparator
FROM quantities q JOIN articles a USING (version_id) WHERE a.last_seen = $seen ORDER BY q.version_id, q.start_offset
