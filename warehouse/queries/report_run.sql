SELECT * FROM runs
WHERE run_id = coalesce($run_id, (SELECT arg_max(run_id, started_at) FROM runs WHERE outcome = 'published'))
