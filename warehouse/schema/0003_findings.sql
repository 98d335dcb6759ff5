-- Figures and dates of one article that cannot all be right.
CREATE TABLE findings (
    finding_id        VARCHAR PRIMARY KEY,   -- hash of the article's version, the kind and the places
    version_id        VARCHAR NOT NULL,
    kind              VARCHAR NOT NULL,
    spans             STRUCT(start_offset INTEGER, end_offset INTEGER)[] NOT NULL,  -- the statement at fault first
    surfaces          VARCHAR[] NOT NULL,
    computation       VARCHAR NOT NULL,
    off_by            DECIMAL(38, 9) NOT NULL,
    unit              VARCHAR NOT NULL
);

COMMENT ON TABLE findings IS 'One row a contradiction within a version of an article. Read arithmetic_findings.';
