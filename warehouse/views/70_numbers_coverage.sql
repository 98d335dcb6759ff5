CREATE VIEW numbers_coverage AS
SELECT
    article, title, publisher, published, numbers, in_figures, in_periods, excluded, unaccounted, in_claims,
    article_id, version_id
FROM derived.versions
WHERE is_latest;

COMMENT ON VIEW numbers_coverage IS 'One row an article: what became of each number in its latest version.';
COMMENT ON COLUMN numbers_coverage.article IS 'Name of the article, such as its file name.';
COMMENT ON COLUMN numbers_coverage.title IS 'Headline.';
COMMENT ON COLUMN numbers_coverage.publisher IS 'Who published the article.';
COMMENT ON COLUMN numbers_coverage.published IS 'Day of publication.';
COMMENT ON COLUMN numbers_coverage.numbers IS 'Number tokens in the text, in digits or words.';
COMMENT ON COLUMN numbers_coverage.in_figures IS 'Of these, in a figure.';
COMMENT ON COLUMN numbers_coverage.in_periods IS 'Of these, in a time expression.';
COMMENT ON COLUMN numbers_coverage.excluded IS 'Of these, no figure of the story, for a reason that numbers.reason gives.';
COMMENT ON COLUMN numbers_coverage.unaccounted IS 'Of these, known to no stage.';
COMMENT ON COLUMN numbers_coverage.in_claims IS 'Of all, in a claim.';
COMMENT ON COLUMN numbers_coverage.article_id IS 'The article, whatever its version.';
COMMENT ON COLUMN numbers_coverage.version_id IS 'The version of the article.';
