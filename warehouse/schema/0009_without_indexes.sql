-- The large tables do without the index of a key: it takes longer to keep than all their rows to write. One writer
-- replaces what it stores by key, and refuses rows that repeat one; a run's checks count them.

ALTER TABLE claims RENAME TO keyed;
CREATE TABLE claims (
    claim_id          VARCHAR NOT NULL,      -- hash of the article's version and the span; one row each
    version_id        VARCHAR NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    exact             VARCHAR NOT NULL,
    prefix            VARCHAR NOT NULL,
    suffix            VARCHAR NOT NULL,
    sentence          INTEGER NOT NULL,
    subject           VARCHAR,
    predicate         VARCHAR,
    object            VARCHAR,
    voice             VARCHAR NOT NULL,
    cue               VARCHAR,
    cue_start         INTEGER,
    quotation         VARCHAR,
    modality          VARCHAR NOT NULL,
    checkable         BOOLEAN NOT NULL,
    check_worthiness  DOUBLE NOT NULL,
    confidence        DOUBLE NOT NULL,
    rule              VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    run_id            VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL,
    wording           VARCHAR,               -- exact, with what pronouns stand for in brackets
    reasons           VARCHAR[]              -- the weightiest first
);
INSERT INTO claims BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE claim_sources RENAME TO keyed;
CREATE TABLE claim_sources ( -- one row a claim_id and position
    claim_id          VARCHAR NOT NULL,
    position          INTEGER NOT NULL,      -- 1 is the nearest source, the highest the origin
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    mention           VARCHAR NOT NULL,
    name              VARCHAR NOT NULL,
    kind              VARCHAR NOT NULL
);
INSERT INTO claim_sources BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE quantities RENAME TO keyed;
CREATE TABLE quantities (
    quantity_id       VARCHAR NOT NULL,      -- one row each
    version_id        VARCHAR NOT NULL,
    claim_id          VARCHAR,               -- null: in no claim (a headline, a caption)
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR NOT NULL,
    number            VARCHAR NOT NULL,
    value             DECIMAL(38, 9) NOT NULL,
    value2            DECIMAL(38, 9),
    unit              VARCHAR NOT NULL,
    comparator        VARCHAR NOT NULL,
    dimension         VARCHAR NOT NULL,
    base_unit         VARCHAR NOT NULL,
    low               DECIMAL(38, 9) NOT NULL,
    high              DECIMAL(38, 9) NOT NULL
);
INSERT INTO quantities BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE periods RENAME TO keyed;
CREATE TABLE periods (
    period_id         VARCHAR NOT NULL,      -- one row each
    version_id        VARCHAR NOT NULL,
    claim_id          VARCHAR,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR NOT NULL,
    first_day         DATE,
    last_day          DATE,
    core_first        DATE,
    core_last         DATE,
    relation          VARCHAR,
    modifier          VARCHAR,
    resolved          BOOLEAN NOT NULL
);
INSERT INTO periods BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE numbers RENAME TO keyed;
CREATE TABLE numbers ( -- one row a version_id and start_offset
    version_id        VARCHAR NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR NOT NULL,
    status            VARCHAR NOT NULL,
    reason            VARCHAR,
    claim_id          VARCHAR
);
INSERT INTO numbers BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE attributions RENAME TO keyed;
CREATE TABLE attributions (
    attribution_id    VARCHAR NOT NULL,      -- one row each
    version_id        VARCHAR NOT NULL,
    source            STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    cue               STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    content           STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    source_text       VARCHAR,
    cue_text          VARCHAR,
    content_text      VARCHAR NOT NULL,
    quotation         VARCHAR NOT NULL,
    rule              VARCHAR NOT NULL,
    confidence        DOUBLE NOT NULL
);
INSERT INTO attributions BY NAME FROM keyed;
DROP TABLE keyed;

ALTER TABLE claim_pairs RENAME TO keyed;
CREATE TABLE claim_pairs (
    pair_id           VARCHAR NOT NULL,      -- hash of both ids; one row each
    earlier_claim_id  VARCHAR NOT NULL,
    later_claim_id    VARCHAR NOT NULL,
    relation          VARCHAR NOT NULL,
    score             DOUBLE NOT NULL,
    reason            VARCHAR NOT NULL,
    blocking_score    DOUBLE NOT NULL,
    compared_by       VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL
);
INSERT INTO claim_pairs BY NAME FROM keyed;
DROP TABLE keyed;

COMMENT ON TABLE claims IS 'One row a claim ever read. Those that stand are in current_claims and claim_details.';
COMMENT ON TABLE claim_sources IS 'One row a link of a claim''s source chain.';
COMMENT ON TABLE quantities IS 'One row a figure in a version of an article.';
COMMENT ON TABLE periods IS 'One row a time expression in a version of an article.';
COMMENT ON TABLE numbers IS 'One row a number in a version of an article, and what became of it.';
COMMENT ON TABLE attributions IS 'One row an attribution: who says what by which words, as spans of the text.';
COMMENT ON TABLE claim_pairs IS 'One row two claims that were compared and are not unrelated. Read linked_claims.';
