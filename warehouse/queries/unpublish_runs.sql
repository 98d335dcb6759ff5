-- What was published together with a run is unpublished with it.
UPDATE runs SET published_at = NULL WHERE published_at = (SELECT published_at FROM runs WHERE run_id = $run_id)
