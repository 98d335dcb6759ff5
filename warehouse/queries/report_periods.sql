SELECT p.version_id, p.claim_id, p.surface, p.first_day, p.last_day, p.resolved
FROM periods p JOIN articles a USING (version_id) WHERE a.last_seen = $seen ORDER BY p.version_id, p.start_offset
