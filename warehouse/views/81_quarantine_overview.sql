CREATE VIEW quarantine_overview AS
SELECT
    stage, check_name, count(*) AS entries, count(DISTINCT item) AS items,
    arg_max(reason, last_seen) AS reason, arg_max(item, last_seen) AS example,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen
FROM quarantine
GROUP BY stage, check_name
ORDER BY entries DESC, stage, check_name;

COMMENT ON VIEW quarantine_overview IS 'One row a stage and check: how much it kept out of the ledger. Each entry is in the table quarantine.';
COMMENT ON COLUMN quarantine_overview.stage IS 'read, extract or validate.';
COMMENT ON COLUMN quarantine_overview.check_name IS 'The check that failed.';
COMMENT ON COLUMN quarantine_overview.entries IS 'Inputs or rows that failed it.';
COMMENT ON COLUMN quarantine_overview.items IS 'Different inputs, or for rows different tables.';
COMMENT ON COLUMN quarantine_overview.reason IS 'The reason given for the one last seen.';
COMMENT ON COLUMN quarantine_overview.example IS 'The one last seen.';
COMMENT ON COLUMN quarantine_overview.first_seen IS 'When the check first kept something out.';
COMMENT ON COLUMN quarantine_overview.last_seen IS 'When it last did.';
