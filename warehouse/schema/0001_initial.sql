-- Row rules (types, ranges, vocabularies) are stated in validations/frames.py alone; here stand keys and columns.
-- No foreign keys: DuckDB refuses to update any column of a row that another table refers to, and each run updates
-- last_seen. That every reference is met is checked on the tables of each run instead.

CREATE TABLE schema_migrations (
    version           INTEGER PRIMARY KEY,
    name              VARCHAR NOT NULL,
    checksum          VARCHAR NOT NULL,
    applied_at        TIMESTAMPTZ NOT NULL
);

CREATE TABLE schema_views (
    name              VARCHAR PRIMARY KEY,
    checksum          VARCHAR NOT NULL,
    applied_at        TIMESTAMPTZ NOT NULL
);

CREATE TABLE runs (
    run_id            VARCHAR PRIMARY KEY,
    flow              VARCHAR NOT NULL,
    started_at        TIMESTAMPTZ NOT NULL,
    finished_at       TIMESTAMPTZ,
    started_by        VARCHAR NOT NULL,
    inputs            VARCHAR[] NOT NULL,
    options           JSON NOT NULL,
    extractor_version VARCHAR NOT NULL,
    software          JSON NOT NULL,
    articles          INTEGER,
    new_articles      INTEGER,
    claims            INTEGER,
    attributed        INTEGER,
    asserted          INTEGER,
    quantities        INTEGER,
    periods           INTEGER,
    quarantined       INTEGER,
    duration_s        DOUBLE,
    outcome           VARCHAR NOT NULL,      -- running, published, stopped, failed
    message           VARCHAR,
    published_at      TIMESTAMPTZ
);

CREATE TABLE articles (
    version_id        VARCHAR PRIMARY KEY,
    article_id        VARCHAR NOT NULL,
    identity          VARCHAR NOT NULL,
    origin            VARCHAR NOT NULL,
    name              VARCHAR NOT NULL,
    text              VARCHAR NOT NULL,
    title             VARCHAR,
    publisher         VARCHAR,
    author            VARCHAR,
    published         DATE,
    section           VARCHAR,
    url               VARCHAR,
    language          VARCHAR NOT NULL,
    media_type        VARCHAR NOT NULL,
    sentences         INTEGER NOT NULL,
    extractor_version VARCHAR NOT NULL,
    run_id            VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL
);

CREATE TABLE claims (
    claim_id          VARCHAR PRIMARY KEY,   -- hash of the article's version and the span
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
    last_seen         TIMESTAMPTZ NOT NULL
);

CREATE TABLE claim_sources (
    claim_id          VARCHAR NOT NULL,
    position          INTEGER NOT NULL,      -- 1 is the nearest source, the highest the origin
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    mention           VARCHAR NOT NULL,
    name              VARCHAR NOT NULL,
    kind              VARCHAR NOT NULL,
    PRIMARY KEY (claim_id, position)
);

CREATE TABLE quantities (
    quantity_id       VARCHAR PRIMARY KEY,
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

CREATE TABLE periods (
    period_id         VARCHAR PRIMARY KEY,
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

CREATE TABLE numbers (
    version_id        VARCHAR NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR NOT NULL,
    status            VARCHAR NOT NULL,
    reason            VARCHAR,
    claim_id          VARCHAR,
    PRIMARY KEY (version_id, start_offset)
);

CREATE TABLE attributions (
    attribution_id    VARCHAR PRIMARY KEY,
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

CREATE TABLE quarantine (
    quarantine_id     VARCHAR PRIMARY KEY,   -- hash of stage, item, check and row
    stage             VARCHAR NOT NULL,      -- read, extract, validate
    item              VARCHAR NOT NULL,      -- path or URL; for a row, its table
    version_id        VARCHAR,
    check_name        VARCHAR NOT NULL,
    reason            VARCHAR NOT NULL,
    row               JSON,
    run_id            VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL
);

CREATE TABLE validation_results (
    run_id            VARCHAR NOT NULL,
    check_id          VARCHAR NOT NULL,
    tool              VARCHAR NOT NULL,      -- pandera, great_expectations
    table_name        VARCHAR NOT NULL,
    column_name       VARCHAR,
    check_name        VARCHAR NOT NULL,
    severity          VARCHAR NOT NULL,      -- stop, warn, quarantine
    success           BOOLEAN NOT NULL,
    observed          VARCHAR,
    threshold         VARCHAR,
    failing_rows      INTEGER NOT NULL,
    message           VARCHAR NOT NULL,
    checked_at        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (run_id, check_id)
);

COMMENT ON TABLE schema_migrations IS 'One row a numbered file of the schema that was applied to this database.';
COMMENT ON TABLE schema_views IS 'One row a file of views, as it was when the views were last made.';
COMMENT ON TABLE runs IS 'One row a run: who ran what when, and what came of it. Read run_history.';
COMMENT ON TABLE articles IS 'One row a version of an article, with its text. The last of each is in latest_articles.';
COMMENT ON TABLE claims IS 'One row a claim ever read. Those that stand are in current_claims and claim_details.';
COMMENT ON TABLE claim_sources IS 'One row a link of a claim''s source chain.';
COMMENT ON TABLE quantities IS 'One row a figure in a version of an article.';
COMMENT ON TABLE periods IS 'One row a time expression in a version of an article.';
COMMENT ON TABLE numbers IS 'One row a number in a version of an article, and what became of it.';
COMMENT ON TABLE attributions IS 'One row an attribution: who says what by which words, as spans of the text.';
COMMENT ON TABLE quarantine IS 'One row an input or row that was kept out, with the reason. Summed up in quarantine_overview.';
COMMENT ON TABLE validation_results IS 'One row a check of a run. Read validation_history.';
