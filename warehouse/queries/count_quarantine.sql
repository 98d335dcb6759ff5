SELECT count(*) FILTER (WHERE known.quarantine_id IS NULL), count(known.quarantine_id)
FROM incoming_quarantine AS incoming LEFT JOIN quarantine AS known USING (quarantine_id)
