"""What a claim is, and how it is read out of the text of an article: no database, no flows, no data frames."""
