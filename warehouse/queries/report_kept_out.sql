-- What was kept out of articles, whichever run did it.
SELECT * FROM quarantine
WHERE version_id IN (SELECT unnest($versions))
ORDER BY version_id, stage, item, check_name
