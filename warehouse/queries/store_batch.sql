-- One batch: run inside one transaction, with a frame incoming_<table> registered for every table named here.

-- What hangs on an article version is the batch's alone.
DELETE FROM claim_sources WHERE claim_id IN (SELECT claim_id FROM incoming_claims);
DELETE FROM quantities WHERE version_id IN (SELECT version_id FROM incoming_articles);
DELETE FROM periods WHERE version_id IN (SELECT version_id FROM incoming_articles);
DELETE FROM numbers WHERE version_id IN (SELECT version_id FROM incoming_articles);
DELETE FROM attributions WHERE version_id IN (SELECT version_id FROM incoming_articles);

-- This table has an index, for which a deleted key may be there until the transaction ends.
DELETE FROM findings
WHERE version_id IN (SELECT version_id FROM incoming_articles)
  AND finding_id NOT IN (SELECT finding_id FROM incoming_findings);

INSERT INTO articles BY NAME SELECT * FROM incoming_articles
ON CONFLICT (version_id) DO UPDATE SET
    origin = excluded.origin,
    name = excluded.name,
    language = excluded.language,
    media_type = excluded.media_type,
    sentences = excluded.sentences,
    run_id = CASE WHEN extractor_version = excluded.extractor_version THEN run_id ELSE excluded.run_id END,
    extractor_version = excluded.extractor_version,
    last_seen = greatest(last_seen, excluded.last_seen);

MERGE INTO claims USING incoming_claims AS new ON claims.claim_id = new.claim_id
WHEN MATCHED THEN UPDATE SET
    exact = new.exact,
    prefix = new.prefix,
    suffix = new.suffix,
    sentence = new.sentence,
    subject = new.subject,
    predicate = new.predicate,
    object = new.object,
    voice = new.voice,
    cue = new.cue,
    cue_start = new.cue_start,
    quotation = new.quotation,
    modality = new.modality,
    checkable = new.checkable,
    check_worthiness = new.check_worthiness,
    confidence = new.confidence,
    rule = new.rule,
    wording = new.wording,
    reasons = new.reasons,
    run_id = CASE WHEN claims.extractor_version = new.extractor_version THEN claims.run_id ELSE new.run_id END,
    extractor_version = new.extractor_version,
    last_seen = greatest(claims.last_seen, new.last_seen)
WHEN NOT MATCHED THEN INSERT BY NAME;

INSERT INTO claim_sources BY NAME SELECT * FROM incoming_claim_sources;
INSERT INTO quantities BY NAME SELECT * FROM incoming_quantities;
INSERT INTO periods BY NAME SELECT * FROM incoming_periods;
INSERT INTO numbers BY NAME SELECT * FROM incoming_numbers;
INSERT INTO attributions BY NAME SELECT * FROM incoming_attributions;
INSERT OR REPLACE INTO findings BY NAME SELECT * FROM incoming_findings;

INSERT INTO quarantine BY NAME SELECT * FROM incoming_quarantine
ON CONFLICT (quarantine_id) DO UPDATE SET last_seen = greatest(last_seen, excluded.last_seen);
