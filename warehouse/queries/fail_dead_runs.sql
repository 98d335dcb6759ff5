UPDATE runs
SET outcome = 'failed',
    finished_at = NULL,
    message = 'killed: it ended without saying so; found when run ' || $run_id || ' began at '
              || strftime($started_at::TIMESTAMPTZ, '%Y-%m-%d %H:%M:%S UTC')
WHERE outcome = 'running'
RETURNING run_id
