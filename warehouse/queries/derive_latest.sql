-- What hangs on which version is the latest, where that has turned. The tables touched_figures, touched_wordings and
-- touched_sources hold what else must be looked at again.
UPDATE derived.claims SET is_current = stands AND t.is_latest
FROM turned AS t WHERE claims.version_no = t.version_no AND claims.is_current <> (claims.stands AND t.is_latest);

UPDATE derived.claims SET last_seen = s.last_seen
FROM seen_again AS s WHERE claims.version_no = s.version_no AND claims.stands;

UPDATE derived.links SET is_current = c.is_current
FROM derived.claims AS c
WHERE links.claim_no = c.claim_no AND links.version_no IN (SELECT version_no FROM turned)
  AND links.is_current <> c.is_current;

UPDATE derived.figures SET is_current = t.is_latest
FROM turned AS t WHERE figures.version_no = t.version_no AND figures.is_current <> t.is_latest;

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
    count(*) FILTER (WHERE first_in_claim AND with_figures), count(*) FILTER (WHERE first_in_version),
    count(DISTINCT publisher) FILTER (WHERE first_in_version), min(published), max(published), min(first_seen),
    max(last_seen), source_key
FROM (FROM derived.links WHERE is_current AND source_key IN (SELECT source_key FROM touched_sources)) AS l
JOIN (
    SELECT claim_no, publisher, figures_text IS NOT NULL AS with_figures, first_seen, last_seen FROM derived.claims
    WHERE is_current
) AS c USING (claim_no)
GROUP BY source_key, kind
ORDER BY source_key, kind;
