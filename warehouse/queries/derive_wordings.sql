-- Which claims another article has in the same words with another attribution, for those in touched_wordings.
CREATE OR REPLACE TEMP TABLE worded AS
SELECT DISTINCT words_key FROM touched_wordings;

-- Few wordings are met twice; only of these is it looked at who says so.
CREATE OR REPLACE TEMP TABLE differing AS
WITH met AS (
    SELECT words_key FROM derived.claims
    WHERE is_current AND words_key IN (SELECT words_key FROM worded)
    GROUP BY words_key HAVING min(version_no) < max(version_no)
), said AS (
    SELECT words_key, article_id, derived.answering(voice, origin_key) AS who
    FROM derived.claims
    WHERE is_current AND words_key IN (SELECT words_key FROM met)
)
SELECT words_key, count(DISTINCT article_id) AS articles, count(DISTINCT who) AS attributions,
    string_agg(DISTINCT who, '; ' ORDER BY who) AS attributed_as
FROM said
GROUP BY words_key
HAVING count(DISTINCT who) > 1 AND count(DISTINCT article_id) > 1;

UPDATE derived.claims SET articles = NULL, attributions = NULL, attributed_as = NULL, found_by = NULL, alike = NULL
WHERE found_by = 'the same words' AND words_key IN (SELECT words_key FROM worded);

UPDATE derived.claims
SET articles = d.articles, attributions = d.attributions, attributed_as = d.attributed_as, found_by = 'the same words',
    alike = d.words_key::VARCHAR
FROM differing AS d
WHERE claims.words_key = d.words_key AND claims.is_current;
