-- Which version of an article is the latest, for the articles of the versions in the table changed.
CREATE OR REPLACE TEMP TABLE latest_now AS
SELECT version_id, last_seen, count(*) OVER (PARTITION BY article_id) AS versions,
    row_number() OVER (PARTITION BY article_id ORDER BY last_seen DESC, first_seen DESC, version_id) = 1 AS is_latest
FROM articles
WHERE article_id IN (SELECT article_id FROM articles SEMI JOIN changed USING (version_id));

-- A version that begins or ceases to be the latest brings its rows in, or takes them away.
CREATE OR REPLACE TEMP TABLE turned AS
SELECT v.version_no, n.is_latest
FROM derived.versions AS v JOIN latest_now AS n USING (version_id)
WHERE v.is_latest <> n.is_latest;

CREATE OR REPLACE TEMP TABLE seen_again AS
SELECT v.version_no, n.last_seen
FROM derived.versions AS v JOIN latest_now AS n USING (version_id)
WHERE v.last_seen <> n.last_seen;

UPDATE derived.versions SET is_latest = n.is_latest, versions = n.versions, last_seen = n.last_seen
FROM latest_now AS n WHERE versions.version_id = n.version_id;
