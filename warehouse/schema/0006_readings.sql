-- What the ledger held at an earlier time. Rows are added and, but for two readings at one instant, never changed.
CREATE TABLE readings (
    article_id        VARCHAR NOT NULL,
    read_at           TIMESTAMPTZ NOT NULL,
    version_id        VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    PRIMARY KEY (article_id, read_at)
);

CREATE TABLE superseded_claims (
    claim_id          VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    version_id        VARCHAR NOT NULL,
    start_offset      INTEGER NOT NULL,
    end_offset        INTEGER NOT NULL,
    exact             VARCHAR NOT NULL,
    voice             VARCHAR NOT NULL,
    cue               VARCHAR,
    quotation         VARCHAR,
    chain             VARCHAR,
    origin            VARCHAR,
    origin_kind       VARCHAR,
    figures_text      VARCHAR,
    periods_text      VARCHAR,
    modality          VARCHAR NOT NULL,
    check_worthiness  DOUBLE NOT NULL,
    confidence        DOUBLE NOT NULL,
    rule              VARCHAR NOT NULL,
    run_id            VARCHAR NOT NULL,
    first_seen        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (claim_id, extractor_version)
);

INSERT INTO readings
SELECT article_id, first_seen, arg_max(version_id, last_seen), arg_max(extractor_version, last_seen)
FROM articles GROUP BY article_id, first_seen;

COMMENT ON TABLE readings IS 'One row a time that an article began to be read in another version, or by another extractor. Read claims_as_of.';
COMMENT ON TABLE superseded_claims IS 'One row a claim as an earlier extractor read it. Read claims_as_of.';
