INSERT INTO runs (run_id, flow, started_at, started_by, inputs, options, extractor_version, software, outcome)
VALUES ($run_id, $flow, $started_at, $started_by, $inputs, $options, $extractor_version, $software, 'running')
