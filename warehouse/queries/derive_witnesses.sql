-- Which figures rest on one origin, for those in the table touched_figures.
CREATE OR REPLACE TEMP TABLE standing AS
SELECT quantity_id, stated, article_id, origin_key, origin_kind,
    unnest(CASE WHEN len(periods) = 0 THEN [''] ELSE periods END) AS period
FROM derived.figures
WHERE is_current AND voice = 'attributed' AND stated IN (SELECT stated FROM touched_figures);

-- A second witness is another article's, of another origin. Who is unnamed may be anyone: neither one nor another.
-- Counting does it without comparing each with each: of all that say it, those of the same article and those of the
-- same origin are no second witness; who is both was taken away twice.
CREATE OR REPLACE TEMP TABLE witnessed_now AS
WITH witness AS (
    SELECT DISTINCT stated, period, article_id, origin_key FROM standing WHERE origin_kind <> 'unnamed'
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY stated, period)
        - count(*) OVER (PARTITION BY stated, period, article_id)
        - count(*) OVER (PARTITION BY stated, period, origin_key) + 1 AS others
    FROM witness
)
SELECT DISTINCT quantity_id
FROM standing JOIN counted USING (stated, period, article_id, origin_key)
WHERE origin_kind <> 'unnamed' AND others > 0;

UPDATE derived.figures SET witnessed = NOT witnessed
WHERE stated IN (SELECT stated FROM touched_figures)
  AND witnessed <> (quantity_id IN (SELECT quantity_id FROM witnessed_now));

CREATE OR REPLACE TEMP TABLE resting AS
SELECT DISTINCT claim_no FROM derived.figures
WHERE is_current AND voice = 'attributed' AND stated IN (SELECT stated FROM touched_figures);

DELETE FROM derived.rests WHERE claim_no IN (SELECT claim_no FROM resting);

INSERT INTO derived.rests
SELECT claim_no, count(*), string_agg(figure, '; ' ORDER BY start_offset)
FROM derived.figures
WHERE is_current AND voice = 'attributed' AND NOT witnessed AND claim_no IN (SELECT claim_no FROM resting)
GROUP BY claim_no;
