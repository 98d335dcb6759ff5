-- Which claims another article has in the same words with another attribution, for those in touched_wordings.
CREATE OR REPLACE TEMP TABLE worded AS
SELECT DISTINCT words_key FROM touched_wordings;

-- Few keys are met twice; only of these claims is it looked at how their words follow one another, and who says so.
CREATE OR REPLACE TEMP TABLE said AS
WITH met AS (
    SELECT words_key FROM derived.claims
    WHERE is_current AND words_key IN (SELECT words_key FROM worded)
    GROUP BY words_key HAVING min(version_no) < max(version_no)
)
SELECT claim_no, article_id, derived.answering(voice, origin_key) AS who,
    hash(regexp_extract_all(strip_accents(lower(exact)), '[\p{L}\p{N}]+')) AS wording
FROM derived.claims
WHERE is_current AND words_key IN (SELECT words_key FROM met);

CREATE OR REPLACE TEMP TABLE differing AS
SELECT wording, count(DISTINCT article_id) AS articles, count(DISTINCT who) AS attributions,
    string_agg(DISTINCT who, '; ' ORDER BY who) AS attributed_as
FROM said
GROUP BY wording
HAVING count(DISTINCT who) > 1 AND count(DISTINCT article_id) > 1;

DELETE FROM derived.differences
WHERE found_by = 'the same words'
  AND claim_no IN (SELECT claim_no FROM derived.claims WHERE words_key IN (SELECT words_key FROM worded));

-- What the words say goes before what comparing found.
DELETE FROM derived.differences WHERE claim_no IN (SELECT claim_no FROM said SEMI JOIN differing USING (wording));

INSERT INTO derived.differences
SELECT claim_no, articles, attributions, attributed_as, 'the same words', wording::VARCHAR
FROM said JOIN differing USING (wording);
