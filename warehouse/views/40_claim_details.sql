CREATE VIEW claim_details AS
SELECT
    claim_id, article, title, publisher, published, exact, voice, cue, quotation, nearest_source, nearest_kind, origin,
    origin_kind, chain, links::BIGINT AS links, sources, figures_text, figures, periods_text, periods, modality,
    checkable, check_worthiness, confidence, sentence, start_offset, end_offset, prefix, suffix, subject, predicate,
    object, rule, coalesce(wording, exact) AS wording, reasons, article_id, version_id, extractor_version, run_id, first_seen, last_seen
FROM derived.claims
WHERE is_current;

COMMENT ON VIEW claim_details IS 'One row a current claim with everything known of it: article, words, who says so, figures and periods.';
COMMENT ON COLUMN claim_details.claim_id IS 'Hash of the article''s version and the span.';
COMMENT ON COLUMN claim_details.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN claim_details.title IS 'Headline.';
COMMENT ON COLUMN claim_details.publisher IS 'Who published the article.';
COMMENT ON COLUMN claim_details.published IS 'Day of publication.';
COMMENT ON COLUMN claim_details.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN claim_details.voice IS 'attributed (a source says so), asserted (the publication does), or unsure.';
COMMENT ON COLUMN claim_details.cue IS 'The words that attribute, such as said; null where nobody is cited.';
COMMENT ON COLUMN claim_details.quotation IS 'direct, indirect or mixed; null where nobody is cited.';
COMMENT ON COLUMN claim_details.nearest_source IS 'Who the article itself cites; null where nobody.';
COMMENT ON COLUMN claim_details.nearest_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN claim_details.origin IS 'The last source of the chain.';
COMMENT ON COLUMN claim_details.origin_kind IS 'Kind of the origin.';
COMMENT ON COLUMN claim_details.chain IS 'The chain to read: nearest source → … → origin.';
COMMENT ON COLUMN claim_details.links IS 'Length of the chain; 0 where nobody is cited.';
COMMENT ON COLUMN claim_details.sources IS 'The links as structs, nearest first; null where nobody is cited.';
COMMENT ON COLUMN claim_details.figures_text IS 'The figures to read, in text order; null where there are none.';
COMMENT ON COLUMN claim_details.figures IS 'The figures as structs, in text order.';
COMMENT ON COLUMN claim_details.periods_text IS 'The periods to read, in text order; null where there are none.';
COMMENT ON COLUMN claim_details.periods IS 'The periods as structs, in text order.';
COMMENT ON COLUMN claim_details.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN claim_details.checkable IS 'Whether it can turn out false at all.';
COMMENT ON COLUMN claim_details.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN claim_details.confidence IS 'Share of claims judged as surely whose voice is right on articles marked by hand.';
COMMENT ON COLUMN claim_details.sentence IS 'Number of the sentence in which the claim starts, from 0.';
COMMENT ON COLUMN claim_details.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN claim_details.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN claim_details.prefix IS 'The text just before, to find the claim again in an edited article.';
COMMENT ON COLUMN claim_details.suffix IS 'The text just after, likewise.';
COMMENT ON COLUMN claim_details.subject IS 'What the claim is about, where known.';
COMMENT ON COLUMN claim_details.predicate IS 'What it says of the subject, where known.';
COMMENT ON COLUMN claim_details.object IS 'The object of what it says, where known.';
COMMENT ON COLUMN claim_details.rule IS 'The evidence by which the voice was decided.';
COMMENT ON COLUMN claim_details.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN claim_details.version_id IS 'The version of the article.';
COMMENT ON COLUMN claim_details.extractor_version IS 'Version of the extractor that read it.';
COMMENT ON COLUMN claim_details.run_id IS 'The run that stored it as it stands.';
COMMENT ON COLUMN claim_details.first_seen IS 'When the ledger first saw it.';
COMMENT ON COLUMN claim_details.last_seen IS 'When the ledger last saw it.';
COMMENT ON COLUMN claim_details.wording IS 'The claim for reading on its own: pronouns followed by what they stand for, in brackets.';
COMMENT ON COLUMN claim_details.reasons IS 'What makes it worth a check, the weightiest first.';
