CREATE VIEW latest_articles AS
SELECT
    version_id, article_id, article AS name, title, publisher, author, published, section, url, identity, read_from,
    language, media_type, characters, sentences, versions, extractor_version, run_id, first_seen, last_seen
FROM derived.versions
WHERE is_latest;

COMMENT ON VIEW latest_articles IS 'One row an article: the version of it that was read last.';
COMMENT ON COLUMN latest_articles.version_id IS 'Hash of the text and of what is known about it; the key of articles.';
COMMENT ON COLUMN latest_articles.article_id IS 'The same for all versions of one article.';
COMMENT ON COLUMN latest_articles.name IS 'File name, or what stands in its place for a feed or an address.';
COMMENT ON COLUMN latest_articles.title IS 'Headline; null where the document has none.';
COMMENT ON COLUMN latest_articles.publisher IS 'Who published it; null where neither document nor options tell.';
COMMENT ON COLUMN latest_articles.author IS 'Byline, as given.';
COMMENT ON COLUMN latest_articles.published IS 'Day of publication, against which dates in the text are resolved.';
COMMENT ON COLUMN latest_articles.section IS 'Section or desk, as given.';
COMMENT ON COLUMN latest_articles.url IS 'Web address of the article.';
COMMENT ON COLUMN latest_articles.identity IS 'What makes two readings one article: address, the document''s id, or path.';
COMMENT ON COLUMN latest_articles.read_from IS 'Where it was read: path, address or feed entry.';
COMMENT ON COLUMN latest_articles.language IS 'ISO 639-1 code of the text''s language.';
COMMENT ON COLUMN latest_articles.media_type IS 'Media type of the document that was read.';
COMMENT ON COLUMN latest_articles.characters IS 'Length of the text in code points, which all offsets count.';
COMMENT ON COLUMN latest_articles.sentences IS 'Number of sentences.';
COMMENT ON COLUMN latest_articles.versions IS 'How many versions of the article the ledger holds.';
COMMENT ON COLUMN latest_articles.extractor_version IS 'Version of the extractor that read it.';
COMMENT ON COLUMN latest_articles.run_id IS 'The run that stored it as it stands.';
COMMENT ON COLUMN latest_articles.first_seen IS 'When this version was first read.';
COMMENT ON COLUMN latest_articles.last_seen IS 'When this version was last read.';
