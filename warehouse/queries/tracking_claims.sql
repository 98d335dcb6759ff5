WITH known AS (
    SELECT claim_id, meaning FROM tracked_claims SEMI JOIN incoming_wanted USING (claim_id)
)
SELECT c.claim_id, a.article_id, c.version_id, a.publisher, a.published, c.start_offset, c.end_offset, c.exact, c.wording,
       c.sentence, c.subject, c.predicate, c.object, c.voice, c.quotation, c.modality, c.checkable,
       c.check_worthiness, c.confidence, c.rule, c.extractor_version, t.topic,
       known.meaning
FROM claims AS c
SEMI JOIN incoming_wanted USING (claim_id)
JOIN articles AS a ON a.version_id = c.version_id
LEFT JOIN tracked_articles AS t ON t.version_id = c.version_id
LEFT JOIN known ON known.claim_id = c.claim_id
ORDER BY c.claim_id
