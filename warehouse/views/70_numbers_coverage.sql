CREATE VIEW numbers_coverage AS
SELECT
    a.name AS article, a.title, a.publisher, a.published,
    count(n.version_id) AS numbers,
    count(*) FILTER (WHERE n.status = 'quantity') AS in_figures,
    count(*) FILTER (WHERE n.status = 'period') AS in_periods,
    count(*) FILTER (WHERE n.status = 'excluded') AS excluded,
    count(*) FILTER (WHERE n.status = 'unaccounted') AS unaccounted,
    count(n.claim_id) AS in_claims,
    a.article_id, a.version_id
FROM latest_articles AS a
LEFT JOIN numbers AS n USING (version_id)
GROUP BY ALL;

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
