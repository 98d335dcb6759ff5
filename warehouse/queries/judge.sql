INSERT INTO judgements BY NAME
SELECT $judgement_id AS judgement_id, $subject AS subject, $version AS version, $claim_id AS claim_id,
    $left_claim_id AS left_claim_id, $right_claim_id AS right_claim_id, $decision AS decision, $undoes AS undoes,
    $note AS note, json($as_judged) AS as_judged, json($judged) AS judged,
    c.article_id, c.version_id, c.extractor_version, $judged_at AS judged_at, $judged_by AS judged_by
FROM (SELECT 1) LEFT JOIN (
    SELECT a.article_id, c.version_id, c.extractor_version
    FROM claims AS c JOIN articles AS a USING (version_id)
    WHERE c.claim_id = $claim_id
) AS c ON true
