-- Narrow copies that the views read, so that an auditor's question does not go through the whole ledger. Nothing here
-- is known from anywhere but the tables of the schema: this folder is made anew, and filled anew, when it changes.
CREATE SCHEMA derived;

CREATE TABLE derived.versions (
    version_no        INTEGER NOT NULL,
    version_id        VARCHAR NOT NULL,
    article_id        VARCHAR NOT NULL,
    article           VARCHAR NOT NULL,
    title             VARCHAR,
    publisher         VARCHAR,
    author            VARCHAR,
    published         DATE,
    section           VARCHAR,
    url               VARCHAR,
    identity          VARCHAR NOT NULL,
    read_from         VARCHAR NOT NULL,
    language          VARCHAR NOT NULL,
    media_type        VARCHAR NOT NULL,
    characters        BIGINT NOT NULL,
    sentences         INTEGER NOT NULL,
    versions          BIGINT NOT NULL,
    extractor_version VARCHAR NOT NULL,
    run_id            VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL,
    is_latest         BOOLEAN NOT NULL,
    numbers           BIGINT NOT NULL,
    in_figures        BIGINT NOT NULL,
    in_periods        BIGINT NOT NULL,
    excluded          BIGINT NOT NULL,
    unaccounted       BIGINT NOT NULL,
    in_claims         BIGINT NOT NULL
);

CREATE TABLE derived.claims (
    claim_no          INTEGER NOT NULL,
    version_no        INTEGER NOT NULL,
    stands            BOOLEAN NOT NULL,      -- read by the extractor that read its version last
    is_current        BOOLEAN NOT NULL,      -- stands, in the latest version of its article
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    article_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    article           VARCHAR USING COMPRESSION dictionary NOT NULL,
    title             VARCHAR USING COMPRESSION dictionary,
    publisher         VARCHAR USING COMPRESSION dictionary,
    published         DATE,
    claim_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,
    sentence          INTEGER NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    exact             VARCHAR USING COMPRESSION uncompressed NOT NULL,
    prefix            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    suffix            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    subject           VARCHAR USING COMPRESSION uncompressed,
    predicate         VARCHAR USING COMPRESSION dictionary,
    object            VARCHAR USING COMPRESSION uncompressed,
    voice             VARCHAR USING COMPRESSION dictionary NOT NULL,
    quotation         VARCHAR USING COMPRESSION dictionary,
    cue               VARCHAR USING COMPRESSION dictionary,
    cue_start         INTEGER,
    nearest_source    VARCHAR USING COMPRESSION uncompressed,
    nearest_kind      VARCHAR USING COMPRESSION dictionary,
    origin            VARCHAR USING COMPRESSION uncompressed,
    origin_kind       VARCHAR USING COMPRESSION dictionary,
    origin_key        VARCHAR USING COMPRESSION uncompressed,
    chain             VARCHAR USING COMPRESSION uncompressed,
    links             INTEGER NOT NULL,
    sources           STRUCT("position" INTEGER, source VARCHAR, kind VARCHAR, mention VARCHAR,
                             start_offset INTEGER, end_offset INTEGER)[],
    figures_text      VARCHAR USING COMPRESSION uncompressed,
    figures           STRUCT(start_offset INTEGER, end_offset INTEGER, figure VARCHAR, surface VARCHAR,
                             value DECIMAL(38, 9), value2 DECIMAL(38, 9), unit VARCHAR, comparator VARCHAR)[],
    periods_text      VARCHAR USING COMPRESSION uncompressed,
    periods           STRUCT(start_offset INTEGER, end_offset INTEGER, period VARCHAR, surface VARCHAR,
                             first_day DATE, last_day DATE, relation VARCHAR, modifier VARCHAR, resolved BOOLEAN)[],
    modality          VARCHAR USING COMPRESSION dictionary NOT NULL,
    checkable         BOOLEAN NOT NULL,
    check_worthiness  DOUBLE NOT NULL,
    confidence        DOUBLE NOT NULL,
    rule              VARCHAR USING COMPRESSION dictionary NOT NULL,
    wording           VARCHAR USING COMPRESSION uncompressed,  -- null where it is the words of the text
    reasons           VARCHAR[],
    extractor_version VARCHAR USING COMPRESSION dictionary NOT NULL,
    run_id            VARCHAR USING COMPRESSION dictionary NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL,
    attributed        INTEGER NOT NULL,      -- figures of an attributed claim
    words             USMALLINT NOT NULL,    -- how many it is found by
    words_key         UBIGINT                -- the same for claims of the same words; null for a claim of fewer than four
);

CREATE TABLE derived.rests (
    claim_no          INTEGER NOT NULL,
    uncorroborated    INTEGER NOT NULL,      -- figures that no other article has by another origin
    rests_on_one      VARCHAR NOT NULL
);

CREATE TABLE derived.differences (
    claim_no          INTEGER NOT NULL,
    articles          INTEGER NOT NULL,      -- how many have the claim
    attributions      INTEGER NOT NULL,
    attributed_as     VARCHAR NOT NULL,
    found_by          VARCHAR USING COMPRESSION dictionary NOT NULL,  -- the same words, or the reason for which comparing took them for the same
    alike             VARCHAR NOT NULL       -- the same for those that say the same
);

CREATE TABLE derived.links (
    claim_no          INTEGER NOT NULL,
    version_no        INTEGER NOT NULL,
    is_current        BOOLEAN NOT NULL,
    published         DATE,
    claim_id          VARCHAR USING COMPRESSION uncompressed NOT NULL,
    "position"        INTEGER NOT NULL,
    links             INTEGER NOT NULL,
    is_nearest        BOOLEAN NOT NULL,
    is_origin         BOOLEAN NOT NULL,
    source            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    kind              VARCHAR USING COMPRESSION dictionary NOT NULL,
    mention           VARCHAR USING COMPRESSION uncompressed NOT NULL,
    mention_start     INTEGER NOT NULL,
    mention_end       INTEGER NOT NULL,
    source_key        VARCHAR USING COMPRESSION uncompressed NOT NULL,
    behind            VARCHAR USING COMPRESSION uncompressed,  -- the next link: whom this source relies on
    behind_kind       VARCHAR USING COMPRESSION dictionary,
    first_in_claim    BOOLEAN NOT NULL,      -- the first link of this source and kind in its claim
    first_in_version  BOOLEAN NOT NULL       -- and in the claims of its version that stand
);

CREATE TABLE derived.sources (
    source            VARCHAR NOT NULL,
    kind              VARCHAR NOT NULL,
    claims            BIGINT NOT NULL,
    as_nearest        BIGINT NOT NULL,
    as_origin         BIGINT NOT NULL,
    with_figures      BIGINT NOT NULL,
    articles          BIGINT NOT NULL,
    publishers        BIGINT NOT NULL,
    first_published   DATE,
    last_published    DATE,
    first_seen        TIMESTAMPTZ NOT NULL,
    last_seen         TIMESTAMPTZ NOT NULL,
    source_key        VARCHAR NOT NULL
);

CREATE TABLE derived.figures (
    quantity_id       VARCHAR USING COMPRESSION uncompressed NOT NULL,
    claim_no          INTEGER,
    version_no        INTEGER NOT NULL,
    is_current        BOOLEAN NOT NULL,
    version_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    article_id        VARCHAR USING COMPRESSION dictionary NOT NULL,
    article           VARCHAR USING COMPRESSION dictionary NOT NULL,
    title             VARCHAR USING COMPRESSION dictionary,
    publisher         VARCHAR USING COMPRESSION dictionary,
    published         DATE,
    claim_id          VARCHAR USING COMPRESSION uncompressed,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    surface           VARCHAR USING COMPRESSION uncompressed NOT NULL,
    number            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    figure            VARCHAR USING COMPRESSION uncompressed NOT NULL,
    value             DECIMAL(38, 9) NOT NULL,
    value2            DECIMAL(38, 9),
    unit              VARCHAR USING COMPRESSION dictionary NOT NULL,
    comparator        VARCHAR USING COMPRESSION dictionary NOT NULL,
    dimension         VARCHAR USING COMPRESSION dictionary NOT NULL,
    base_unit         VARCHAR USING COMPRESSION dictionary NOT NULL,
    low               DECIMAL(38, 9) NOT NULL,
    high              DECIMAL(38, 9) NOT NULL,
    exact             VARCHAR USING COMPRESSION uncompressed,
    voice             VARCHAR USING COMPRESSION dictionary,
    nearest_source    VARCHAR USING COMPRESSION uncompressed,
    origin            VARCHAR USING COMPRESSION uncompressed,
    origin_kind       VARCHAR USING COMPRESSION dictionary,
    origin_key        VARCHAR USING COMPRESSION uncompressed,
    chain             VARCHAR USING COMPRESSION uncompressed,
    modality          VARCHAR USING COMPRESSION dictionary,
    check_worthiness  DOUBLE,
    elsewhere         VARCHAR USING COMPRESSION dictionary,  -- the chains that the same figure has in the same version
    periods           VARCHAR[] NOT NULL,  -- the resolved periods of its claim, to read
    first_day         DATE,                  -- of the one resolved period of its claim, where there is just one
    last_day          DATE,
    stated            UBIGINT NOT NULL,      -- of value, range and unit
    witnessed         BOOLEAN NOT NULL       -- whether another article has it by another origin
);

CREATE TABLE derived.coverage (
    version_no        INTEGER NOT NULL,
    status            VARCHAR NOT NULL,
    reason            VARCHAR,
    numbers           INTEGER NOT NULL,
    in_claims         INTEGER NOT NULL
);

CREATE TABLE derived.terms (
    term              VARCHAR NOT NULL,
    stem_no           INTEGER NOT NULL,
    stem              VARCHAR NOT NULL
);

CREATE TABLE derived.postings (
    stem_no           INTEGER NOT NULL,
    claim_no          INTEGER NOT NULL
);

-- Who answers for a claim, as differences of attribution name it.
CREATE MACRO derived.answering(voice, origin_key) AS
    CASE WHEN voice = 'attributed' THEN 'said by ' || coalesce(origin_key, 'nobody named') ELSE voice END;

COMMENT ON TABLE derived.versions IS 'One row a version of an article, numbered, and whether it is the latest. Made from articles.';
COMMENT ON TABLE derived.claims IS 'One row a claim ever read, numbered, with its chain, figures and periods. Made from claims, claim_sources, quantities and periods.';
COMMENT ON TABLE derived.rests IS 'One row a current claim with figures that rest on one origin. Made from derived.figures.';
COMMENT ON TABLE derived.differences IS 'One row a current claim that another article attributes otherwise. Made from claims and claim_pairs.';
COMMENT ON TABLE derived.links IS 'One row a link of a claim''s source chain. Made from claim_sources.';
COMMENT ON TABLE derived.sources IS 'One row a source and kind in the current claims. Made from claim_sources.';
COMMENT ON TABLE derived.figures IS 'One row a figure, with what its claim says of it. Made from quantities, claims and periods.';
COMMENT ON TABLE derived.coverage IS 'One row a version, status and reason: how many numbers. Made from numbers.';
COMMENT ON TABLE derived.terms IS 'One row a word of the claims and of their sources'' names: the stem under which it is found.';
COMMENT ON TABLE derived.postings IS 'One row a word of a claim or of its sources'' names, by its stem. Made from claims and claim_sources.';
