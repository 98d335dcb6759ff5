-- What no longer stands, or is compared again, leaves the index and takes its pairs with it; its story is counted anew.
CREATE OR REPLACE TEMP TABLE forgotten AS
SELECT t.claim_id, t.claim_no
FROM tracked_claims AS t
WHERE t.claim_id IN (SELECT claim_id FROM incoming_again)
   OR NOT EXISTS (
       FROM claims AS c
       JOIN latest_articles AS a ON a.version_id = c.version_id AND a.extractor_version = c.extractor_version
       WHERE c.claim_id = t.claim_id
   );

DELETE FROM claim_origins
WHERE story_id IN (SELECT story_id FROM claim_origins SEMI JOIN forgotten USING (claim_id));

DELETE FROM claim_keys WHERE claim_no IN (SELECT claim_no FROM forgotten);
DELETE FROM tracked_claims WHERE claim_id IN (SELECT claim_id FROM forgotten);
DELETE FROM claim_evidence WHERE claim_id IN (SELECT claim_id FROM forgotten);
DELETE FROM claim_pairs
WHERE earlier_claim_id IN (SELECT claim_id FROM forgotten) OR later_claim_id IN (SELECT claim_id FROM forgotten);
