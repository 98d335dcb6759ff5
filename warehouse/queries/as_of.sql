SELECT max(published_at) FROM runs WHERE outcome = 'published'
