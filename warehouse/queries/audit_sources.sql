-- Sources with their record, those that most rests on first.
SELECT source, kind, claims, as_origin, articles, judged, share_confirmed, share_corrected, disputed, retracted,
    first_published, last_published
FROM source_records
WHERE ($kind::VARCHAR IS NULL OR kind = $kind)
ORDER BY claims DESC, source_key, kind
LIMIT $limit
