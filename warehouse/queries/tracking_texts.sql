-- Versions with claims to compare whose topic is not known yet.
SELECT DISTINCT a.version_id, a.title, a.text
FROM claims AS c
SEMI JOIN incoming_wanted USING (claim_id)
JOIN articles AS a ON a.version_id = c.version_id
ANTI JOIN tracked_articles AS t ON t.version_id = c.version_id
