-- What comparing claims leaves behind. All of it can be derived again from articles, claims and judgements.

CREATE TABLE reconciliations (
    reconciliation_id VARCHAR PRIMARY KEY,
    started_at        TIMESTAMPTZ NOT NULL,
    finished_at       TIMESTAMPTZ NOT NULL,
    compared_by       VARCHAR NOT NULL,      -- version of the rules
    new_claims        INTEGER NOT NULL,
    candidates        INTEGER NOT NULL,
    pairs             INTEGER NOT NULL,
    changes           INTEGER NOT NULL,
    evidence          INTEGER NOT NULL
);

CREATE TABLE tracked_articles (
    version_id        VARCHAR PRIMARY KEY,
    topic             VARCHAR[] NOT NULL
);

CREATE TABLE tracked_claims (
    claim_id          VARCHAR PRIMARY KEY,
    claim_no          INTEGER NOT NULL,      -- its number in claim_keys
    article_no        UBIGINT NOT NULL,
    extractor_version VARCHAR NOT NULL,
    compared_by       VARCHAR NOT NULL,
    keys              INTEGER NOT NULL
);

CREATE TABLE claim_keys (
    key               BIGINT NOT NULL,
    claim_no          INTEGER NOT NULL
);

CREATE TABLE claim_pairs (
    pair_id           VARCHAR PRIMARY KEY,   -- hash of both ids
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

CREATE TABLE claim_origins (
    claim_id          VARCHAR PRIMARY KEY,
    story_id          VARCHAR NOT NULL,      -- the lowest id among the claims that restate one another
    restatements      INTEGER NOT NULL,
    articles          INTEGER NOT NULL,
    independent       INTEGER NOT NULL,
    origins           VARCHAR[] NOT NULL,
    relays            VARCHAR[] NOT NULL,
    cycles            VARCHAR[] NOT NULL,
    earliest_claim_id VARCHAR NOT NULL,
    proof             STRUCT(claim_id VARCHAR, published DATE, publisher VARCHAR, chain VARCHAR, exact VARCHAR)[] NOT NULL
);

CREATE TABLE claim_changes (
    change_id         VARCHAR PRIMARY KEY,   -- hash of both versions and the claims
    article_id        VARCHAR NOT NULL,
    from_version_id   VARCHAR NOT NULL,
    to_version_id     VARCHAR NOT NULL,
    from_claim_id     VARCHAR,               -- null: added
    to_claim_id       VARCHAR,               -- null: removed
    change            VARCHAR NOT NULL,
    detail            VARCHAR NOT NULL,
    recorded_at       TIMESTAMPTZ NOT NULL
);

CREATE TABLE evidence (
    evidence_id       VARCHAR PRIMARY KEY,   -- hash of the row
    table_name        VARCHAR NOT NULL,
    measure           VARCHAR NOT NULL,
    place             VARCHAR,
    first_day         DATE,
    last_day          DATE,
    value             DECIMAL(38, 9) NOT NULL,
    unit              VARCHAR NOT NULL,
    source            VARCHAR NOT NULL,
    valid_from        DATE,
    tolerance         DOUBLE NOT NULL        -- share of the value
);

CREATE TABLE claim_evidence (
    claim_id          VARCHAR NOT NULL,
    quantity_id       VARCHAR NOT NULL,
    evidence_id       VARCHAR NOT NULL,
    verdict           VARCHAR NOT NULL,      -- supported, contradicted, out of tolerance
    reason            VARCHAR NOT NULL,
    PRIMARY KEY (quantity_id, evidence_id)
);

COMMENT ON TABLE reconciliations IS 'One row a time that claims were compared: how many, and what came of it.';
COMMENT ON TABLE tracked_articles IS 'One row a version of an article whose claims were compared, with what it is about.';
COMMENT ON TABLE tracked_claims IS 'One row a claim that was compared with the archive.';
COMMENT ON TABLE claim_keys IS 'One row a key by which a claim is found as a candidate. Says nothing by itself.';
COMMENT ON TABLE claim_pairs IS 'One row two claims that were compared and are not unrelated. Read linked_claims.';
COMMENT ON TABLE claim_origins IS 'One row a claim that others restate: how many origins all of them have. Read origin_counts.';
COMMENT ON TABLE claim_changes IS 'One row a claim and what became of it from one version of its article to the next. Read claim_history.';
COMMENT ON TABLE evidence IS 'One row a reference figure of the evidence tables that the settings name.';
COMMENT ON TABLE claim_evidence IS 'One row a figure of a claim that a reference figure measures too. Read evidence_matches.';
