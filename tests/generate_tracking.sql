-- What comparing, editing and judging leave behind, over a generated ledger: every choice follows from a hash of the
-- row's id, so that the same ledger has the same. Who runs this sets the variables: shares, and relations by weight.

CREATE TABLE readings AS
SELECT article_id, first_seen AS read_at, arg_max(version_id, last_seen) AS version_id,
    arg_max(extractor_version, last_seen) AS extractor_version
FROM articles GROUP BY article_id, first_seen;

-- Claims in stories of three that restate one another, and pairs that do not agree.
CREATE TABLE story AS
WITH chosen AS (
    SELECT claim_id, version_id, exact, run_id, row_number() OVER (ORDER BY hash(claim_id, 'place')) AS place
    FROM claims
    WHERE extractor_version = '1' AND hash(claim_id, 'story') % 10000 < getvariable('told_per_10000')
)
SELECT *, place // 3 AS story_no, place % 3 AS member FROM chosen;

CREATE TABLE claim_pairs AS
WITH pair AS (
    SELECT a.claim_id AS one, b.claim_id AS other, b.member AS kind, hash(a.claim_id, b.claim_id) AS chance
    FROM story AS a JOIN story AS b ON b.story_no = a.story_no AND a.member < b.member AND a.version_id <> b.version_id
    UNION ALL
    SELECT claim_id, lead(claim_id) OVER (ORDER BY hash(claim_id, 'other')), 9, hash(claim_id, 'pair')
    FROM claims WHERE hash(claim_id, 'met') % 10000 < getvariable('met_per_10000')
)
SELECT DISTINCT ON (least(one, other), greatest(one, other)) md5(one || other) AS pair_id, one AS earlier_claim_id, other AS later_claim_id,
    CASE WHEN kind = 9 THEN getvariable('apart')[(chance % len(getvariable('apart')))::INT + 1]
        ELSE getvariable('alike')[(chance % len(getvariable('alike')))::INT + 1] END AS relation,
    0.5 + (chance % 50) / 100 AS score, 'the words agree; the figures are of one thing' AS reason,
    1.5 AS blocking_score, '1' AS compared_by, TIMESTAMPTZ '2026-01-01 06:00:00+00' AS first_seen,
    TIMESTAMPTZ '2026-01-01 06:00:00+00' AS last_seen
FROM pair WHERE other IS NOT NULL;

CREATE TABLE claim_origins AS
WITH told AS (
    SELECT story_no, min(claim_id) AS story_id, count(*) AS restatements, count(DISTINCT version_id) AS articles,
        arg_min(claim_id, place) AS earliest_claim_id,
        list({'claim_id': claim_id, 'published': DATE '2020-01-01', 'publisher': 'Publisher 1', 'chain': NULL::VARCHAR,
              'exact': exact}) AS proof
    FROM story GROUP BY story_no HAVING count(*) > 1
)
SELECT s.claim_id, t.story_id, t.restatements::INTEGER AS restatements, t.articles::INTEGER AS articles,
    (1 + t.story_no % 2)::INTEGER AS independent, ['organisation 1', 'person 2'][:1 + t.story_no % 2] AS origins,
    ['Publisher 3'] AS relays, []::VARCHAR[] AS cycles, t.earliest_claim_id, t.proof
FROM story AS s JOIN told AS t USING (story_no);

CREATE TABLE findings AS
SELECT md5(version_id) AS finding_id, version_id, 'sum of parts' AS kind,
    [{'start_offset': 0, 'end_offset': 1}, {'start_offset': 2, 'end_offset': 5}] AS spans, ['5', '2 and 2'] AS surfaces,
    '2 + 2 is 4, but the whole is stated as “5”.' AS computation, 1::DECIMAL(38, 9) AS off_by, 'crane' AS unit
FROM articles WHERE hash(version_id, 'finding') % 10000 < getvariable('findings_per_10000');

-- A second version has the claims of the one before by their places, some of them changed.
CREATE TABLE claim_changes AS
WITH version AS (
    SELECT version_id, article_id, first_seen, lag(version_id) OVER w AS before
    FROM articles WINDOW w AS (PARTITION BY article_id ORDER BY first_seen, version_id)
), placed AS (
    SELECT claim_id, version_id, row_number() OVER (PARTITION BY version_id ORDER BY start_offset) AS place FROM claims
), met AS (
    SELECT v.article_id, v.before, v.version_id, v.first_seen, o.claim_id AS old_id, n.claim_id AS new_id
    FROM (SELECT * FROM version WHERE before IS NOT NULL) AS v
    JOIN placed AS n USING (version_id)
    LEFT JOIN placed AS o ON o.version_id = v.before AND o.place = n.place
)
SELECT md5(concat_ws('|', before, version_id, old_id, new_id)) AS change_id, article_id, before AS from_version_id,
    version_id AS to_version_id, old_id AS from_claim_id, new_id AS to_claim_id,
    CASE WHEN old_id IS NULL THEN 'added' ELSE list_concat(
        list_transform(range(12), lambda n: 'unchanged'),
        ['reworded', 'figure changed', 'source changed', 'attribution dropped'])[(hash(new_id, 'change') % 16)::INT + 1] END
        AS change,
    'as it was' AS detail, first_seen AS recorded_at
FROM met;

CREATE TABLE judgements AS
SELECT md5(claim_id || 'judged') AS judgement_id, claim_id AS subject, 1 AS version, claim_id,
    NULL::VARCHAR AS left_claim_id, NULL::VARCHAR AS right_claim_id,
    ['confirm', 'confirm', 'confirm', 'correct', 'dispute', 'unverifiable', 'retract'][(hash(claim_id, 'd') % 7)::INT + 1]
        AS decision,
    NULL::VARCHAR AS undoes, 'as the records have it' AS note, reading AS as_judged, reading AS judged, article_id,
    version_id, extractor_version, first_seen + INTERVAL 1 DAY AS judged_at, 'an editor' AS judged_by
FROM (
    SELECT c.*, a.article_id, to_json({'start': start_offset, 'end': end_offset, 'text': exact, 'label': voice,
        'cue': cue, 'sources': [], 'modality': modality, 'checkable': checkable, 'quantities': [], 'periods': []})::VARCHAR
        AS reading
    FROM claims AS c JOIN (SELECT version_id, article_id FROM articles) AS a USING (version_id)
    WHERE hash(claim_id, 'judged') % 10000 < getvariable('judged_per_10000')
);

CREATE TABLE evidence AS
SELECT md5(n::VARCHAR) AS evidence_id, 'facts' AS table_name, 'measure ' || n % 100 AS measure, 'place ' || n AS place,
    DATE '2020-01-01' AS first_day, DATE '2020-12-31' AS last_day, n::DECIMAL(38, 9) AS value, 'tonne' AS unit,
    'a register' AS source, DATE '2021-01-01' AS valid_from, 0.02 AS tolerance
FROM range(1000) AS r(n);

CREATE TABLE claim_evidence AS
SELECT claim_id, quantity_id, md5((hash(quantity_id) % 1000)::VARCHAR) AS evidence_id,
    ['supported', 'supported', 'contradicted', 'out of tolerance'][(hash(quantity_id, 'verdict') % 4)::INT + 1] AS verdict,
    'the register has another figure' AS reason
FROM quantities
WHERE claim_id IS NOT NULL AND hash(quantity_id, 'evidence') % 10000 < getvariable('judged_per_10000');
