INSERT INTO tracked_claims BY NAME
SELECT i.claim_id,
    (SELECT coalesce(max(claim_no), 0) FROM tracked_claims) + row_number() OVER (ORDER BY i.claim_id) AS claim_no,
    hash(i.article_id) AS article_no, c.extractor_version, $compared_by AS compared_by, len(i.keys)::INTEGER AS keys, i.meaning
FROM incoming_index AS i JOIN claims AS c USING (claim_id)
