SELECT count(*) FROM (
    SELECT 1 FROM claims WHERE claim_id = $ident
    UNION ALL
    SELECT 1 FROM articles WHERE $ident IN (article_id, version_id, identity, name, url, origin)
)
