CREATE VIEW attribution_differences AS
SELECT
    exact, voice, chain, origin, origin_kind, articles, attributions, attributed_as, found_by, article, title, publisher,
    published, figures_text, periods_text, modality, check_worthiness, start_offset, end_offset, alike, claim_id,
    article_id, version_id
FROM derived.differences JOIN derived.claims USING (claim_no)
WHERE is_current;

COMMENT ON VIEW attribution_differences IS 'One row a current claim that another article attributes otherwise: to another origin, or asserted here and attributed there. Another article has it where it has the same words in the same order (without case, accents and punctuation, four of them at least), or where the last comparing of the archive found that it restates it and no editor had said that it does not.';
COMMENT ON COLUMN attribution_differences.exact IS 'The words of the claim, verbatim.';
COMMENT ON COLUMN attribution_differences.voice IS 'attributed, asserted or unsure, in this article.';
COMMENT ON COLUMN attribution_differences.chain IS 'The chain in this article: nearest source → … → origin.';
COMMENT ON COLUMN attribution_differences.origin IS 'The last source of the chain in this article.';
COMMENT ON COLUMN attribution_differences.origin_kind IS 'person, organisation, document, media or unnamed.';
COMMENT ON COLUMN attribution_differences.articles IS 'How many articles have the claim, this one among them.';
COMMENT ON COLUMN attribution_differences.attributions IS 'In how many ways they attribute it: each origin, asserted, and unsure count as one.';
COMMENT ON COLUMN attribution_differences.attributed_as IS 'These ways, to read.';
COMMENT ON COLUMN attribution_differences.found_by IS 'How it was found that they say the same: the same words, or the reason of the comparison or of the editor, as in linked_claims.';
COMMENT ON COLUMN attribution_differences.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN attribution_differences.title IS 'Headline.';
COMMENT ON COLUMN attribution_differences.publisher IS 'Who published the article.';
COMMENT ON COLUMN attribution_differences.published IS 'Day of publication.';
COMMENT ON COLUMN attribution_differences.figures_text IS 'The figures to read.';
COMMENT ON COLUMN attribution_differences.periods_text IS 'The periods to read.';
COMMENT ON COLUMN attribution_differences.modality IS 'fact, planned, possible or denied.';
COMMENT ON COLUMN attribution_differences.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN attribution_differences.start_offset IS 'Where the claim starts, in code points of the article.';
COMMENT ON COLUMN attribution_differences.end_offset IS 'Where the claim ends, exclusive.';
COMMENT ON COLUMN attribution_differences.alike IS 'The same for claims of the same words, or for a claim and the first of those that it is linked with: orders the rows.';
COMMENT ON COLUMN attribution_differences.claim_id IS 'The claim.';
COMMENT ON COLUMN attribution_differences.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN attribution_differences.version_id IS 'The version of the article.';
