-- How the columns of the large tables are kept is said here. Left to itself DuckDB tries what makes each the smallest, and
-- that takes longer than all else of writing them: text is kept as it stands, and as a dictionary where few values recur.

ALTER TABLE claims RENAME TO squeezed;
CREATE TABLE claims (
    claim_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- hash of the article's version and the span; one row each
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    exact             VARCHAR USING COMPRESSION uncompressed NOT NULL,
    prefix            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    suffix            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    sentence          INTEGER NOT NULL,
    subject           VARCHAR USING COMPRESSION uncompressed,
    predicate         VARCHAR USING COMPRESSION dictionary,
    object            VARCHAR USING COMPRESSION uncompressed,
    voice             VARCHAR USING COMPRESSION dictionary NOT NULL,
    cue               VARCHAR USING COMPRESSION dictionary,
    cue_start         INTEGER,
    quotation         VARCHAR USING COMPRESSION dictionary,
    modality          VARCHAR USING COMPRESSION dictionary NOT NULL,
    checkable         BOOLEAN NOT NULL,
    check_worthiness  DOUBLE NOT NULL,
    confidence        DOUBLE NOT NULL,
    rule              VARCHAR USING COMPRESSION dictionary NOT NULL,
    extractor_version VARCHAR USING COMPRESSION dictionary NOT NULL,
    run_id            VARCHAR USING COMPRESSION dictionary NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL,
    wording           VARCHAR USING COMPRESSION uncompressed,  -- exact, with what pronouns stand for in brackets
    reasons           VARCHAR[]  -- the weightiest first
);
INSERT INTO claims BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE claim_sources RENAME TO squeezed;
CREATE TABLE claim_sources ( -- one row a claim_id and position
    claim_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,
    position          INTEGER NOT NULL,      -- 1 is the nearest source, the highest the origin
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    mention           VARCHAR USING COMPRESSION uncompressed NOT NULL,
    name              VARCHAR USING COMPRESSION uncompressed NOT NULL,
    kind              VARCHAR USING COMPRESSION dictionary NOT NULL
);
INSERT INTO claim_sources BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE quantities RENAME TO squeezed;
CREATE TABLE quantities (
    quantity_id       VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- one row each
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    claim_id          VARCHAR USING COMPRESSION uncompressed,  -- null: in no claim (a headline, a caption)
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR USING COMPRESSION uncompressed NOT NULL,
    number            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    value             DECIMAL(38, 9) NOT NULL,
    value2            DECIMAL(38, 9),
    unit              VARCHAR USING COMPRESSION dictionary NOT NULL,
    comparator        VARCHAR USING COMPRESSION dictionary NOT NULL,
    dimension         VARCHAR USING COMPRESSION dictionary NOT NULL,
    base_unit         VARCHAR USING COMPRESSION dictionary NOT NULL,
    low               DECIMAL(38, 9) NOT NULL,
    high              DECIMAL(38, 9) NOT NULL
);
INSERT INTO quantities BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE periods RENAME TO squeezed;
CREATE TABLE periods (
    period_id         VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- one row each
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    claim_id          VARCHAR USING COMPRESSION uncompressed,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR USING COMPRESSION dictionary NOT NULL,
    first_day         DATE,
    last_day          DATE,
    core_first        DATE,
    core_last         DATE,
    relation          VARCHAR USING COMPRESSION dictionary,
    modifier          VARCHAR USING COMPRESSION dictionary,
    resolved          BOOLEAN NOT NULL
);
INSERT INTO periods BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE numbers RENAME TO squeezed;
CREATE TABLE numbers ( -- one row a version_id and start_offset
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR USING COMPRESSION dictionary NOT NULL,
    status            VARCHAR USING COMPRESSION dictionary NOT NULL,
    reason            VARCHAR USING COMPRESSION dictionary,
    claim_id          VARCHAR USING COMPRESSION uncompressed
);
INSERT INTO numbers BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE attributions RENAME TO squeezed;
CREATE TABLE attributions (
    attribution_id    VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- one row each
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    source            STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    cue               STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    content           STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,
    source_text       VARCHAR USING COMPRESSION dictionary,
    cue_text          VARCHAR USING COMPRESSION dictionary,
    content_text      VARCHAR USING COMPRESSION uncompressed NOT NULL,
    quotation         VARCHAR USING COMPRESSION dictionary NOT NULL,
    rule              VARCHAR USING COMPRESSION dictionary NOT NULL,
    confidence        DOUBLE NOT NULL
);
INSERT INTO attributions BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE claim_pairs RENAME TO squeezed;
CREATE TABLE claim_pairs (
    pair_id           VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- hash of both ids; one row each
    earlier_claim_id  VARCHAR USING COMPRESSION uncompressed NOT NULL,
    later_claim_id    VARCHAR USING COMPRESSION uncompressed NOT NULL,
    relation          VARCHAR USING COMPRESSION dictionary NOT NULL,
    score             DOUBLE NOT NULL,
    reason            VARCHAR USING COMPRESSION dictionary NOT NULL,
    blocking_score    DOUBLE NOT NULL,
    compared_by       VARCHAR USING COMPRESSION dictionary NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL
);
INSERT INTO claim_pairs BY NAME FROM squeezed;
DROP TABLE squeezed;

ALTER TABLE claim_origins RENAME TO squeezed;
CREATE TABLE claim_origins (
    claim_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- one row each
    story_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,  -- the lowest id among the claims that restate one another
    restatements      INTEGER NOT NULL,
    articles          INTEGER NOT NULL,
    independent       INTEGER NOT NULL,
    origins           VARCHAR[] NOT NULL,
    relays            VARCHAR[] NOT NULL,
    cycles            VARCHAR[] NOT NULL,
    earliest_claim_id VARCHAR USING COMPRESSION uncompressed NOT NULL,
    proof             STRUCT(claim_id VARCHAR, published DATE, publisher VARCHAR, chain VARCHAR, exact VARCHAR)[] NOT NULL
);
INSERT INTO claim_origins BY NAME FROM squeezed;
DROP TABLE squeezed;

COMMENT ON TABLE claims IS 'One row a claim ever read. Those that stand are in current_claims and claim_details.';
COMMENT ON TABLE claim_sources IS 'One row a link of a claim''s source chain.';
COMMENT ON TABLE quantities IS 'One row a figure in a version of an article.';
COMMENT ON TABLE periods IS 'One row a time expression in a version of an article.';
COMMENT ON TABLE numbers IS 'One row a number in a version of an article, and what became of it.';
COMMENT ON TABLE attributions IS 'One row an attribution: who says what by which words, as spans of the text.';
COMMENT ON TABLE claim_pairs IS 'One row two claims that were compared and are not unrelated. Read linked_claims.';
COMMENT ON TABLE claim_origins IS 'One row a claim that others restate: how many origins all of them have. Read origin_counts.';
