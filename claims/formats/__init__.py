"""One module a kind of document: each turns bytes into drafts of articles, or says why it cannot."""
