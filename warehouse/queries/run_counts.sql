SELECT
    (SELECT count(*) FROM articles a WHERE a.last_seen = $seen) AS articles,
    (SELECT count(*) FROM articles a WHERE a.last_seen = $seen AND a.first_seen = $seen) AS new_articles,
    count(*) AS claims,
    count(*) FILTER (c.voice = 'attributed') AS attributed,
    count(*) FILTER (c.voice = 'asserted') AS asserted,
    count(*) FILTER (c.voice = 'unsure') AS unsure,
    (SELECT count(*) FROM quantities q JOIN articles a USING (version_id) WHERE a.last_seen = $seen) AS quantities,
    (SELECT count(*) FROM periods p JOIN articles a USING (version_id) WHERE a.last_seen = $seen) AS periods
FROM claims c
JOIN articles a USING (version_id)
WHERE a.last_seen = $seen AND c.extractor_version = a.extractor_version
