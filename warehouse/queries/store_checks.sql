INSERT OR REPLACE INTO validation_results BY NAME SELECT * FROM incoming_validation_results
