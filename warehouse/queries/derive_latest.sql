-- Which version of an article is the latest, for the articles of the versions in the table changed, and what hangs on
-- it. The tables touched_figures, touched_wordings and touched_sources hold what else must be looked at again.
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

UPDATE derived.claims SET is_current = stands AND t.is_latest
FROM turned AS t WHERE claims.version_no = t.version_no;

UPDATE derived.claims SET last_seen = s.last_seen
FROM seen_again AS s WHERE claims.version_no = s.version_no AND claims.stands;

UPDATE derived.links SET is_current = c.is_current, last_seen = c.last_seen
FROM derived.claims AS c
WHERE links.claim_no = c.claim_no AND links.version_no IN (
    SELECT version_no FROM turned UNION ALL SELECT version_no FROM seen_again
);

UPDATE derived.figures SET is_current = t.is_latest
FROM turned AS t WHERE figures.version_no = t.version_no;

INSERT INTO touched_figures SELECT stated FROM derived.figures WHERE version_no IN (SELECT version_no FROM turned);

INSERT INTO touched_wordings
SELECT words_key FROM derived.claims WHERE version_no IN (SELECT version_no FROM turned) AND words_key IS NOT NULL;

INSERT INTO touched_sources
SELECT source_key FROM derived.links WHERE version_no IN (
    SELECT version_no FROM turned UNION ALL SELECT version_no FROM seen_again
);

DELETE FROM derived.sources WHERE source_key IN (SELECT source_key FROM touched_sources);

INSERT INTO derived.sources
SELECT
    arg_max(source, (last_seen, claim_no)), kind, count(*) FILTER (WHERE first_in_claim),
    count(*) FILTER (WHERE is_nearest), count(*) FILTER (WHERE is_origin),
    count(*) FILTER (WHERE first_in_claim AND figures_text IS NOT NULL), count(*) FILTER (WHERE first_in_version),
    count(DISTINCT publisher) FILTER (WHERE first_in_version), min(published), max(published), min(first_seen),
    max(last_seen), source_key
FROM derived.links
WHERE is_current AND source_key IN (SELECT source_key FROM touched_sources)
GROUP BY source_key, kind
ORDER BY source_key, kind;
