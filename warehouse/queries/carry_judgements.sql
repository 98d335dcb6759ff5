-- Into the snapshot that this connection has open, from the working database attached as working.
INSERT INTO judgements BY NAME
FROM working.judgements AS new ANTI JOIN judgements AS old USING (judgement_id)
