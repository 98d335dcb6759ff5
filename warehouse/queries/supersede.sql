INSERT OR IGNORE INTO superseded_claims
SELECT
    d.claim_id, d.extractor_version, d.version_id, d.start_offset, d.end_offset, d.exact, d.voice, d.cue, d.quotation,
    d.chain, d.origin, d.origin_kind, d.figures_text, d.periods_text, d.modality, d.check_worthiness, d.confidence,
    d.rule, d.run_id, d.first_seen
FROM derived.claims AS d
JOIN incoming_claims AS new USING (claim_id)
WHERE d.extractor_version <> new.extractor_version
