-- One batch: run inside one transaction, with a frame incoming_<table> registered for every table named here.

-- What hangs on an article version is the batch's alone. Rows whose keys come again are left for the upsert below:
-- DuckDB may take a deleted key for present until the transaction ends.
DELETE FROM claim_sources
WHERE claim_id IN (SELECT claim_id FROM incoming_claims)
  AND NOT EXISTS (
      FROM incoming_claim_sources AS new
      WHERE new.claim_id = claim_sources.claim_id AND new.position = claim_sources.position
  );

DELETE FROM quantities
WHERE version_id IN (SELECT version_id FROM incoming_articles)
  AND quantity_id NOT IN (SELECT quantity_id FROM incoming_quantities);

DELETE FROM periods
WHERE version_id IN (SELECT version_id FROM incoming_articles)
  AND period_id NOT IN (SELECT period_id FROM incoming_periods);

DELETE FROM numbers
WHERE version_id IN (SELECT version_id FROM incoming_articles)
  AND NOT EXISTS (
      FROM incoming_numbers AS new
      WHERE new.version_id = numbers.version_id AND new.start_offset = numbers.start_offset
  );

DELETE FROM attributions
WHERE version_id IN (SELECT version_id FROM incoming_articles)
  AND attribution_id NOT IN (SELECT attribution_id FROM incoming_attributions);

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

INSERT INTO claims BY NAME SELECT * FROM incoming_claims
ON CONFLICT (claim_id) DO UPDATE SET
    exact = excluded.exact,
    prefix = excluded.prefix,
    suffix = excluded.suffix,
    sentence = excluded.sentence,
    subject = excluded.subject,
    predicate = excluded.predicate,
    object = excluded.object,
    voice = excluded.voice,
    cue = excluded.cue,
    cue_start = excluded.cue_start,
    quotation = excluded.quotation,
    modality = excluded.modality,
    checkable = excluded.checkable,
    check_worthiness = excluded.check_worthiness,
    confidence = excluded.confidence,
    rule = excluded.rule,
    wording = excluded.wording,
    reasons = excluded.reasons,
    run_id = CASE WHEN extractor_version = excluded.extractor_version THEN run_id ELSE excluded.run_id END,
    extractor_version = excluded.extractor_version,
    last_seen = greatest(last_seen, excluded.last_seen);

INSERT OR REPLACE INTO claim_sources BY NAME SELECT * FROM incoming_claim_sources;
INSERT OR REPLACE INTO quantities BY NAME SELECT * FROM incoming_quantities;
INSERT OR REPLACE INTO periods BY NAME SELECT * FROM incoming_periods;
INSERT OR REPLACE INTO numbers BY NAME SELECT * FROM incoming_numbers;
INSERT OR REPLACE INTO attributions BY NAME SELECT * FROM incoming_attributions;
INSERT OR REPLACE INTO findings BY NAME SELECT * FROM incoming_findings;

INSERT INTO quarantine BY NAME SELECT * FROM incoming_quarantine
ON CONFLICT (quarantine_id) DO UPDATE SET last_seen = greatest(last_seen, excluded.last_seen);
