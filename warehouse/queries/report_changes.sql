-- What the edit that led to these versions did to each claim that it touched.
SELECT to_version_id AS version_id, to_claim_id AS claim_id, change, detail, before, after
FROM claim_history
WHERE to_version_id IN (SELECT unnest($versions)) AND change <> 'unchanged'
ORDER BY to_version_id, start_offset NULLS LAST, change, before
