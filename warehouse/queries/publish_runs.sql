-- A snapshot is the whole ledger, so what a stopped or killed run stored is published with the next run that passes.
UPDATE runs SET published_at = $published_at WHERE published_at IS NULL
