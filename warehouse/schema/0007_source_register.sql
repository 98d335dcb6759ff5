-- The desk's register of sources, as the last run found it in sources.toml.
CREATE TABLE registered_sources (
    name    VARCHAR PRIMARY KEY,
    kind    VARCHAR,
    parent  VARCHAR,
    grade   VARCHAR CHECK (grade IN ('A', 'B', 'C', 'D', 'E', 'F')),
    aliases VARCHAR[] NOT NULL
);

CREATE TABLE registered_names (
    source_key VARCHAR PRIMARY KEY,
    name       VARCHAR NOT NULL
);

COMMENT ON TABLE registered_sources IS 'One row a source in the desk''s register: its name, kind, parent body, grade of reliability, and what texts call it.';
COMMENT ON TABLE registered_names IS 'One row a name or alias of a registered source, in the form in which names are compared.';
