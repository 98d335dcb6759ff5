CREATE VIEW single_source_claims AS
SELECT
    article, title, publisher, published, rests_on_one, periods_text, origin, origin_kind, nearest_source, chain,
    links::BIGINT AS links, exact, attributed::BIGINT AS figures, uncorroborated::BIGINT AS uncorroborated, modality,
    check_worthiness, start_offset, end_offset, claim_id, article_id, version_id
FROM derived.rests JOIN derived.claims USING (claim_no)
WHERE is_current;

COMMENT ON VIEW single_source_claims IS 'One row an attributed claim with a figure that rests on one origin alone: no other article has a claim with the same value (and range), unit and period by another origin. Periods are the same where the claims share one that is resolved, or have none; bounds such as more than are not compared. An unnamed origin can be anyone, so it confirms nobody and nobody confirms it.';
COMMENT ON COLUMN single_source_claims.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN single_source_claims.title IS 'Headline.';
COMMENT ON COLUMN single_source_claims.publisher IS 'Who published the article.';
COMMENT ON COLUMN single_source_claims.published IS 'Day of publication.';
COMMENT ON COLUMN single_source_claims.rests_on_one IS 'The figures to read that no second origin confirms.';
COMMENT ON COLUMN single_source_claims.periods_text IS 'The periods to read.';
COMMENT ON COLUMN single_source_claims.origin IS 'The one origin that they rest on.';
COMMENT ON COLUMN single_source_claims.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN single_source_claims.nearest_source IS 'Who the article itself cites.';
COMMENT ON COLUMN single_source_claims.chain IS 'The whole chain: nearest source → … → origin.';
COMMENT ON COLUMN single_source_claims.links IS 'Length of the chain.';
COMMENT ON COLUMN single_source_claims.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN single_source_claims.figures IS 'How many figures the claim has.';
COMMENT ON COLUMN single_source_claims.uncorroborated IS 'How many of them no second origin confirms.';
COMMENT ON COLUMN single_source_claims.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN single_source_claims.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN single_source_claims.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN single_source_claims.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN single_source_claims.claim_id IS 'The claim.';
COMMENT ON COLUMN single_source_claims.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN single_source_claims.version_id IS 'The version of the article.';
