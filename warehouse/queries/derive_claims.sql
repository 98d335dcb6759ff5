-- The claims of the versions in the table changed, with what is said of them elsewhere. Joined as it stands here, the claims
-- first: rows of the running transaction have no statistics, and their width would be put into a hash table.
SET disabled_optimizers = 'join_order,build_side_probe_side';

CREATE OR REPLACE TEMP TABLE stated AS
SELECT claim_no, CASE WHEN len(found) > 1 THEN list_sort(found) ELSE found END AS figures
FROM (
    SELECT claim_no, list({'start_offset': start_offset, 'end_offset': end_offset, 'figure': figure, 'surface': surface,
                           'value': value, 'value2': value2, 'unit': unit, 'comparator': comparator}) AS found
    FROM figures_to_read JOIN (SELECT claim_id, claim_no FROM numbered_claims) USING (claim_id)
    GROUP BY claim_no
);

CREATE OR REPLACE TEMP TABLE dated AS
SELECT claim_no, CASE WHEN len(found) > 1 THEN list_sort(found) ELSE found END AS periods
FROM (
    SELECT claim_no, list({'start_offset': start_offset, 'end_offset': end_offset, 'period': period, 'surface': surface,
                           'first_day': first_day, 'last_day': last_day, 'relation': relation, 'modifier': modifier,
                           'resolved': resolved}) AS found
    FROM periods_to_read JOIN (SELECT claim_id, claim_no FROM numbered_claims) USING (claim_id)
    GROUP BY claim_no
);

INSERT INTO derived.claims
SELECT
    n.claim_no, n.version_no, c.extractor_version = v.extractor_version, c.extractor_version = v.extractor_version AND v.is_latest, v.version_id, v.article_id, v.article,
    v.title, v.publisher, v.published, c.claim_id, c.sentence, c.start_offset,
    c.end_offset, c.exact, c.prefix, c.suffix, c.subject, c.predicate, c.object, c.voice, c.quotation, c.cue,
    c.cue_start, s.sources[1].source, s.sources[1].kind, s.sources[-1].source, s.sources[-1].kind, s.keys[-1].source_key,
    s.chain, coalesce(len(s.sources), 0), s.sources,
    array_to_string([stated.figure FOR stated IN f.figures], '; '), f.figures,
    array_to_string([stated.period FOR stated IN d.periods], '; '), d.periods,
    c.modality, c.checkable, c.check_worthiness, c.confidence, c.rule, nullif(c.wording, c.exact), c.reasons,
    c.extractor_version, c.run_id, c.first_seen, c.last_seen, CASE WHEN c.voice = 'attributed' THEN coalesce(len(f.figures), 0) ELSE 0 END,
    coalesce(l.words, 0), CASE WHEN c.exact LIKE '% % % %' THEN l.words_key END
FROM claims AS c
JOIN (SELECT claim_id, claim_no, version_no FROM numbered_claims) AS n USING (claim_id)
JOIN derived.versions AS v USING (version_no)
LEFT JOIN chained AS s USING (claim_no)
LEFT JOIN stated AS f USING (claim_no)
LEFT JOIN dated AS d USING (claim_no)
LEFT JOIN lengths AS l USING (claim_no);

RESET disabled_optimizers;
