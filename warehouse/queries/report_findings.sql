SELECT * FROM findings WHERE version_id IN (SELECT unnest($versions)) ORDER BY version_id, spans[1].start_offset, finding_id
