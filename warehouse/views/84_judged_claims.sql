CREATE VIEW judged_claims AS
WITH effective AS MATERIALIZED (
    SELECT *, coalesce(judged, as_judged) AS ruled FROM judgement_log WHERE in_effect AND claim_id IS NOT NULL
), chains AS (
    SELECT claim_id,
        list_sort(list({'position': position, 'mention': mention, 'name': name, 'kind': kind})) AS links
    FROM claim_sources WHERE claim_id IN (SELECT claim_id FROM effective) GROUP BY claim_id
), figures AS (
    SELECT claim_id, list_sort(list({
        'offset': start_offset, 'surface': surface, 'value': regexp_replace(value::VARCHAR, '\.?0*$', ''),
        'value2': regexp_replace(value2::VARCHAR, '\.?0*$', ''), 'unit': unit, 'comparator': comparator,
        'quantity_id': quantity_id
    })) AS stated
    FROM quantities WHERE claim_id IN (SELECT claim_id FROM effective) GROUP BY claim_id
), dates AS (
    SELECT claim_id, list_sort(list({
        'offset': start_offset, 'surface': surface, 'start': first_day, 'end': last_day
    })) AS stated
    FROM periods WHERE claim_id IN (SELECT claim_id FROM effective) GROUP BY claim_id
), asked AS MATERIALIZED (
    -- Few claims are judged: what follows is joined to these alone.
    FROM claims SEMI JOIN effective USING (claim_id)
), extracted AS (
    -- As in the query claim_readings.
    SELECT c.claim_id, c.exact, c.voice, c.start_offset, c.end_offset, c.check_worthiness, s.links, f.stated,
        l.version_id IS NOT NULL AS is_current,
        to_json({
            'start': c.start_offset, 'end': c.end_offset, 'text': c.exact, 'label': c.voice, 'cue': c.cue,
            'sources': coalesce([{'mention': link.mention, 'name': link.name, 'kind': link.kind} FOR link IN s.links], []),
            'modality': c.modality, 'checkable': c.checkable, 'quantities': coalesce(f.stated, []),
            'periods': coalesce(d.stated, [])
        })::VARCHAR AS reading
    FROM asked AS c
    LEFT JOIN chains AS s USING (claim_id)
    LEFT JOIN figures AS f USING (claim_id)
    LEFT JOIN dates AS d USING (claim_id)
    LEFT JOIN latest_articles AS l ON l.version_id = c.version_id AND l.extractor_version = c.extractor_version
)
SELECT
    e.claim_id, e.decision, e.note, e.judged_by, e.judged_at, a.name AS article, a.title, a.publisher, a.published,
    x.exact, e.ruled ->> 'text' AS judged_exact,
    x.voice, e.ruled ->> 'label' AS judged_voice,
    array_to_string([link.name FOR link IN x.links], ' → ') AS chain,
    array_to_string(from_json(e.ruled -> 'sources' -> '$[*].name', '["VARCHAR"]'), ' → ') AS judged_chain,
    array_to_string([CASE WHEN f.comparator IN ('=', 'range') THEN '' ELSE f.comparator || ' ' END
        || f.value || coalesce('–' || f.value2, '') || ' ' || f.unit FOR f IN x.stated], '; ') AS figures_text,
    array_to_string([CASE WHEN f.comparator IN ('=', 'range') THEN '' ELSE f.comparator || ' ' END
        || f.value || coalesce('–' || f.value2, '') || ' ' || f.unit
        FOR f IN from_json(e.ruled -> 'quantities',
            '[{"value": "VARCHAR", "value2": "VARCHAR", "unit": "VARCHAR", "comparator": "VARCHAR"}]')], '; ')
        AS judged_figures_text,
    x.start_offset, (e.ruled ->> 'start')::INTEGER AS judged_start,
    x.end_offset, (e.ruled ->> 'end')::INTEGER AS judged_end,
    coalesce(x.is_current, false) AS is_current,
    x.reading IS DISTINCT FROM e.as_judged::VARCHAR AS read_otherwise,
    x.check_worthiness, e.as_judged, e.ruled AS judged, e.version, e.article_id, e.version_id, e.judgement_id
FROM effective AS e
LEFT JOIN articles AS a USING (version_id)
LEFT JOIN extracted AS x USING (claim_id);

COMMENT ON VIEW judged_claims IS 'One row a claim with a judgement in effect: what was extracted, and beside it what the editor holds true. The extracted row itself is never changed.';
COMMENT ON COLUMN judged_claims.claim_id IS 'The claim.';
COMMENT ON COLUMN judged_claims.decision IS 'confirm, correct, dispute, unverifiable or retract.';
COMMENT ON COLUMN judged_claims.note IS 'What the editor wrote with it.';
COMMENT ON COLUMN judged_claims.judged_by IS 'Who decided.';
COMMENT ON COLUMN judged_claims.judged_at IS 'When it was decided.';
COMMENT ON COLUMN judged_claims.article IS 'Name of the article.';
COMMENT ON COLUMN judged_claims.title IS 'Headline.';
COMMENT ON COLUMN judged_claims.publisher IS 'Who published the article.';
COMMENT ON COLUMN judged_claims.published IS 'Day of publication.';
COMMENT ON COLUMN judged_claims.exact IS 'The words of the claim as extracted; null where the ledger has lost the claim.';
COMMENT ON COLUMN judged_claims.judged_exact IS 'Its words as the editor holds them, from judged_start to judged_end.';
COMMENT ON COLUMN judged_claims.voice IS 'attributed, asserted or unsure, as extracted.';
COMMENT ON COLUMN judged_claims.judged_voice IS 'The voice as the editor holds it.';
COMMENT ON COLUMN judged_claims.chain IS 'The source chain as extracted, nearest source first; null where nobody is cited.';
COMMENT ON COLUMN judged_claims.judged_chain IS 'The source chain as the editor holds it; empty where nobody is cited.';
COMMENT ON COLUMN judged_claims.figures_text IS 'The figures to read, as extracted; null where there are none.';
COMMENT ON COLUMN judged_claims.judged_figures_text IS 'The figures to read, as the editor holds them; empty where there are none.';
COMMENT ON COLUMN judged_claims.start_offset IS 'Where the claim starts as extracted, in code points of the article.';
COMMENT ON COLUMN judged_claims.judged_start IS 'Where it starts as the editor holds it.';
COMMENT ON COLUMN judged_claims.end_offset IS 'Where the claim ends as extracted, exclusive.';
COMMENT ON COLUMN judged_claims.judged_end IS 'Where it ends as the editor holds it.';
COMMENT ON COLUMN judged_claims.is_current IS 'Whether the claim still stands: false where a newer version of the article or a newer extractor has replaced it.';
COMMENT ON COLUMN judged_claims.read_otherwise IS 'Whether the ledger reads the claim otherwise by now than it did when it was judged.';
COMMENT ON COLUMN judged_claims.check_worthiness IS 'From 0 to 1, how much an editor should care.';
COMMENT ON COLUMN judged_claims.as_judged IS 'The claim as the editor saw it, as JSON.';
COMMENT ON COLUMN judged_claims.judged IS 'The claim as the editor holds it, as JSON: corrected, or as it was seen.';
COMMENT ON COLUMN judged_claims.version IS 'Which of the decisions on this claim it is, from 1.';
COMMENT ON COLUMN judged_claims.article_id IS 'The article.';
COMMENT ON COLUMN judged_claims.version_id IS 'The version of the article that was judged.';
COMMENT ON COLUMN judged_claims.judgement_id IS 'The judgement.';
