CREATE VIEW run_history AS
SELECT
    run_id, flow, started_at, finished_at, duration_s, outcome, published_at, message, articles, new_articles, claims,
    attributed, asserted, quantities AS figures, periods, quarantined,
    (SELECT count(*) FROM validation_results AS v WHERE v.run_id = r.run_id) AS checks,
    (SELECT count(*) FROM validation_results AS v WHERE v.run_id = r.run_id AND NOT v.success) AS failed_checks,
    started_by, inputs, options, extractor_version, software
FROM runs AS r
ORDER BY started_at DESC, run_id;

COMMENT ON VIEW run_history IS 'One row a run, the latest first: who ran what when, what came of it.';
COMMENT ON COLUMN run_history.run_id IS 'The run.';
COMMENT ON COLUMN run_history.flow IS 'Name of the flow.';
COMMENT ON COLUMN run_history.started_at IS 'When it began.';
COMMENT ON COLUMN run_history.finished_at IS 'When it ended; null while it runs, and for a run that was killed.';
COMMENT ON COLUMN run_history.duration_s IS 'How long it took, in seconds.';
COMMENT ON COLUMN run_history.outcome IS 'running, published, stopped (by validation) or failed.';
COMMENT ON COLUMN run_history.published_at IS 'When what it stored was published, by itself or by the next run that passed.';
COMMENT ON COLUMN run_history.message IS 'Why it stopped or failed.';
COMMENT ON COLUMN run_history.articles IS 'Articles that it read, whether new or known.';
COMMENT ON COLUMN run_history.new_articles IS 'Of these, new to the ledger or read anew.';
COMMENT ON COLUMN run_history.claims IS 'Claims of these articles.';
COMMENT ON COLUMN run_history.attributed IS 'Of these, attributed.';
COMMENT ON COLUMN run_history.asserted IS 'Of these, asserted by the publication.';
COMMENT ON COLUMN run_history.figures IS 'Figures of these articles.';
COMMENT ON COLUMN run_history.periods IS 'Time expressions of these articles.';
COMMENT ON COLUMN run_history.quarantined IS 'What did not enter the ledger.';
COMMENT ON COLUMN run_history.checks IS 'Validation checks made.';
COMMENT ON COLUMN run_history.failed_checks IS 'Of these, failed.';
COMMENT ON COLUMN run_history.started_by IS 'User, machine and process.';
COMMENT ON COLUMN run_history.inputs IS 'What it was given to read.';
COMMENT ON COLUMN run_history.options IS 'Its options, as JSON.';
COMMENT ON COLUMN run_history.extractor_version IS 'Version of the extractor.';
COMMENT ON COLUMN run_history.software IS 'Versions of the software it ran with, as JSON.';
