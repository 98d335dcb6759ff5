CREATE VIEW current_claims AS
SELECT
    claim_id, article_id, version_id, article, title, publisher, published, sentence, start_offset, end_offset, exact,
    prefix, suffix, subject, predicate, object, voice, quotation, cue, cue_start, nearest_source, nearest_kind, origin,
    origin_kind, origin_key, chain, links::BIGINT AS links, sources, modality, checkable, check_worthiness, confidence,
    rule, coalesce(wording, exact) AS wording, reasons, extractor_version, run_id, first_seen, last_seen
FROM derived.claims
WHERE is_current;

COMMENT ON VIEW current_claims IS 'One row a claim that stands: of the latest version of its article, as its latest extractor read it.';
COMMENT ON COLUMN current_claims.claim_id IS 'Hash of the article''s version and the span.';
COMMENT ON COLUMN current_claims.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN current_claims.version_id IS 'The version of the article.';
COMMENT ON COLUMN current_claims.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN current_claims.title IS 'Headline.';
COMMENT ON COLUMN current_claims.publisher IS 'Who published the article.';
COMMENT ON COLUMN current_claims.published IS 'Day of publication.';
COMMENT ON COLUMN current_claims.sentence IS 'Number of the sentence in which the claim starts, from 0.';
COMMENT ON COLUMN current_claims.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN current_claims.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN current_claims.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN current_claims.prefix IS 'The text just before, to find the claim again in an edited article.';
COMMENT ON COLUMN current_claims.suffix IS 'The text just after, likewise.';
COMMENT ON COLUMN current_claims.subject IS 'What the claim is about, where known.';
COMMENT ON COLUMN current_claims.predicate IS 'What it says of the subject, where known.';
COMMENT ON COLUMN current_claims.object IS 'The object of what it says, where known.';
COMMENT ON COLUMN current_claims.voice IS 'attributed (a source says so), asserted (the publication does), or unsure.';
COMMENT ON COLUMN current_claims.quotation IS 'direct, indirect or mixed; null where nobody is cited.';
COMMENT ON COLUMN current_claims.cue IS 'The words that attribute, such as said; null where nobody is cited.';
COMMENT ON COLUMN current_claims.cue_start IS 'Where the cue starts.';
COMMENT ON COLUMN current_claims.nearest_source IS 'Who the article itself cites; null where nobody.';
COMMENT ON COLUMN current_claims.nearest_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN current_claims.origin IS 'The last source of the chain.';
COMMENT ON COLUMN current_claims.origin_kind IS 'Kind of the origin.';
COMMENT ON COLUMN current_claims.origin_key IS 'The origin''s name as it is compared: without case and leading article.';
COMMENT ON COLUMN current_claims.chain IS 'The chain to read: nearest source → … → origin.';
COMMENT ON COLUMN current_claims.links IS 'Length of the chain; 0 where nobody is cited.';
COMMENT ON COLUMN current_claims.sources IS 'The links as structs, nearest first; null where nobody is cited.';
COMMENT ON COLUMN current_claims.modality IS 'fact, planned, possible or denied: what the wording says of the claim''s reality.';
COMMENT ON COLUMN current_claims.checkable IS 'Whether it can turn out false at all.';
COMMENT ON COLUMN current_claims.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN current_claims.confidence IS 'Share of claims found by the same rule that are right on articles marked by hand.';
COMMENT ON COLUMN current_claims.rule IS 'The evidence by which the voice was decided.';
COMMENT ON COLUMN current_claims.extractor_version IS 'Version of the extractor that read it.';
COMMENT ON COLUMN current_claims.run_id IS 'The run that stored it as it stands.';
COMMENT ON COLUMN current_claims.first_seen IS 'When the ledger first saw it.';
COMMENT ON COLUMN current_claims.last_seen IS 'When the ledger last saw it.';
COMMENT ON COLUMN current_claims.wording IS 'The claim for reading on its own: pronouns followed by what they stand for, in brackets.';
COMMENT ON COLUMN current_claims.reasons IS 'What makes it worth a check, the weightiest first.';
