-- Claims as an editor sees them before judging, whether or not they still stand. The reading has the fields and the
-- order of those in the view judged_claims, which compares the two.
WITH asked AS (
    FROM claims WHERE claim_id IN (SELECT unnest($claims))
), chains AS (
    SELECT claim_id,
        list_sort(list({'position': position, 'mention': mention, 'name': name, 'kind': kind})) AS links
    FROM claim_sources WHERE claim_id IN (SELECT unnest($claims)) GROUP BY claim_id
), figures AS (
    SELECT claim_id, list_sort(list({
        'offset': start_offset, 'surface': surface, 'value': regexp_replace(value::VARCHAR, '\.?0*$', ''),
        'value2': regexp_replace(value2::VARCHAR, '\.?0*$', ''), 'unit': unit, 'comparator': comparator,
        'quantity_id': quantity_id
    })) AS stated
    FROM quantities WHERE claim_id IN (SELECT unnest($claims)) GROUP BY claim_id
), dates AS (
    SELECT claim_id, list_sort(list({
        'offset': start_offset, 'surface': surface, 'start': first_day, 'end': last_day
    })) AS stated
    FROM periods WHERE claim_id IN (SELECT unnest($claims)) GROUP BY claim_id
)
SELECT
    c.claim_id, c.version_id, a.article_id, a.name AS article, a.title, a.publisher, a.published, c.extractor_version,
    c.prefix, c.suffix, c.check_worthiness, c.confidence, c.rule, c.sentence,
    to_json({
        'start': c.start_offset, 'end': c.end_offset, 'text': c.exact, 'label': c.voice, 'cue': c.cue,
        'sources': coalesce([{'mention': link.mention, 'name': link.name, 'kind': link.kind} FOR link IN s.links], []),
        'modality': c.modality, 'checkable': c.checkable, 'quantities': coalesce(f.stated, []),
        'periods': coalesce(d.stated, [])
    })::VARCHAR AS reading,
    coalesce((SELECT max(version) FROM judgements AS j WHERE j.subject = c.claim_id), 0) AS version
FROM asked AS c
JOIN articles AS a USING (version_id)
LEFT JOIN chains AS s USING (claim_id)
LEFT JOIN figures AS f USING (claim_id)
LEFT JOIN dates AS d USING (claim_id)
ORDER BY a.article_id, c.start_offset, c.end_offset DESC
