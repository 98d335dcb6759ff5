UPDATE runs
SET outcome = $outcome, finished_at = $finished_at, duration_s = $duration_s, message = $message,
    articles = $articles, new_articles = $new_articles, claims = $claims, attributed = $attributed,
    asserted = $asserted, quantities = $quantities, periods = $periods, quarantined = $quarantined
WHERE run_id = $run_id
RETURNING run_id
