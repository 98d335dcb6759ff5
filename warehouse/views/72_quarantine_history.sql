CREATE VIEW quarantine_history AS
SELECT
    q.last_seen, q.stage, q.check_name, q.item, q.reason, a.name AS article, q.first_seen, q.last_seen > q.first_seen
    AS again, r.outcome, r.started_at, q.run_id, q.row, q.version_id, q.quarantine_id
FROM quarantine AS q
LEFT JOIN runs AS r USING (run_id)
LEFT JOIN articles AS a USING (version_id)
ORDER BY q.last_seen DESC, q.stage, q.item, q.check_name, q.quarantine_id;

COMMENT ON VIEW quarantine_history IS 'One row an input or row that was kept out of the ledger, the latest first, with the reason and the run that first did it.';
COMMENT ON COLUMN quarantine_history.last_seen IS 'When it was last kept out.';
COMMENT ON COLUMN quarantine_history.stage IS 'read, extract or validate.';
COMMENT ON COLUMN quarantine_history.check_name IS 'The check that failed.';
COMMENT ON COLUMN quarantine_history.item IS 'Path or address; for a row, its table.';
COMMENT ON COLUMN quarantine_history.reason IS 'The reason, in an editor''s words.';
COMMENT ON COLUMN quarantine_history.article IS 'Name of the article that a row is of.';
COMMENT ON COLUMN quarantine_history.first_seen IS 'When it was first kept out.';
COMMENT ON COLUMN quarantine_history.again IS 'Whether a later run kept it out again.';
COMMENT ON COLUMN quarantine_history.outcome IS 'How the run that first did ended.';
COMMENT ON COLUMN quarantine_history.started_at IS 'When that run began.';
COMMENT ON COLUMN quarantine_history.run_id IS 'That run.';
COMMENT ON COLUMN quarantine_history.row IS 'The row that was kept out, as JSON.';
COMMENT ON COLUMN quarantine_history.version_id IS 'The version of the article that a row is of.';
COMMENT ON COLUMN quarantine_history.quarantine_id IS 'Hash of stage, item, check and row; the key of quarantine.';
