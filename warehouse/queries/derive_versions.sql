-- Takes away what derived has of the article versions in the table changed, and numbers them and their claims anew. One
-- transaction with the statements that follow.

-- Numbers of versions and claims are given once and stay, as long as the folder derived does.
CREATE OR REPLACE TEMP TABLE known AS SELECT version_no FROM derived.versions SEMI JOIN changed USING (version_id);

-- What these versions had, which other articles' rows were compared with.
CREATE OR REPLACE TEMP TABLE touched_figures AS
SELECT DISTINCT stated FROM derived.figures WHERE version_no IN (SELECT version_no FROM known);

CREATE OR REPLACE TEMP TABLE touched_wordings AS
SELECT DISTINCT words_key FROM derived.claims
WHERE version_no IN (SELECT version_no FROM known) AND words_key IS NOT NULL;

CREATE OR REPLACE TEMP TABLE touched_sources AS
SELECT DISTINCT source_key FROM derived.links WHERE version_no IN (SELECT version_no FROM known);

CREATE OR REPLACE TEMP TABLE known_claims AS
SELECT claim_no FROM derived.claims WHERE version_no IN (SELECT version_no FROM known);

DELETE FROM derived.postings WHERE claim_no IN (SELECT claim_no FROM known_claims);
DELETE FROM derived.rests WHERE claim_no IN (SELECT claim_no FROM known_claims);
DELETE FROM derived.differences WHERE claim_no IN (SELECT claim_no FROM known_claims);
DELETE FROM derived.claims WHERE version_no IN (SELECT version_no FROM known);
DELETE FROM derived.links WHERE version_no IN (SELECT version_no FROM known);
DELETE FROM derived.figures WHERE version_no IN (SELECT version_no FROM known);
DELETE FROM derived.coverage WHERE version_no IN (SELECT version_no FROM known);

INSERT INTO derived.versions
SELECT
    (SELECT coalesce(max(version_no), 0) FROM derived.versions) + row_number() OVER (), version_id, article_id, name,
    title, publisher, author, published, section, url, identity, origin, language, media_type, length(text), sentences,
    0, extractor_version, run_id, first_seen, last_seen, false, 0, 0, 0, 0, 0, 0
FROM articles SEMI JOIN changed USING (version_id) ANTI JOIN derived.versions USING (version_id);

UPDATE derived.versions
SET is_latest = false, article = a.name, read_from = a.origin, language = a.language, media_type = a.media_type,
    sentences = a.sentences, extractor_version = a.extractor_version, run_id = a.run_id, last_seen = a.last_seen
FROM articles AS a
WHERE versions.version_no IN (SELECT version_no FROM known) AND a.version_id = versions.version_id;

CREATE OR REPLACE TEMP TABLE numbered AS
SELECT version_id, version_no, article_id, article, title, publisher, published
FROM derived.versions SEMI JOIN changed USING (version_id);

-- Numbered in a table of its own: all that is wide is then written by every processor, not in one row after the other.
CREATE OR REPLACE TEMP TABLE numbered_claims AS
SELECT claim_id, version_no, exact,
    ((SELECT coalesce(max(claim_no), 0) FROM derived.claims) + row_number() OVER ())::INTEGER AS claim_no
FROM claims JOIN (SELECT version_id, version_no FROM numbered) USING (version_id);

CREATE OR REPLACE TEMP TABLE chained AS
WITH gathered AS (
    SELECT claim_no,
        list({'position': position, 'source': name, 'kind': kind, 'mention': mention, 'start_offset': start_offset,
              'end_offset': end_offset}) AS found
    FROM claim_sources JOIN numbered_claims USING (claim_id)
    GROUP BY claim_no
), ordered AS (
    -- Sorting each list once is ten times as fast as an ORDER BY within the aggregate; most hold one link.
    SELECT claim_no, CASE WHEN len(found) > 1 THEN list_sort(found) ELSE found END AS sources FROM gathered
)
SELECT *, array_to_string([link.source FOR link IN sources], ' → ') AS chain,
    [{'source_key': regexp_replace(lower(trim(link.source)), '^(the|a|an)\s+', ''), 'kind': link.kind} FOR link IN sources]
        AS keys
FROM ordered;
