-- Claims that stand and were not yet compared as they stand, by these rules.
SELECT c.claim_id
FROM claims AS c
JOIN latest_articles AS a ON a.version_id = c.version_id AND a.extractor_version = c.extractor_version
LEFT JOIN tracked_claims AS t ON t.claim_id = c.claim_id
WHERE t.claim_id IS NULL OR t.extractor_version <> c.extractor_version OR t.compared_by <> $compared_by
ORDER BY c.claim_id
