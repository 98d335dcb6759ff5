SELECT * FROM numbers WHERE version_id IN (SELECT unnest($versions)) ORDER BY version_id, start_offset
