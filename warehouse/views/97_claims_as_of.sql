CREATE MACRO claims_as_of(moment) AS TABLE
WITH reading AS (
    SELECT arg_max(version_id, read_at) AS version_id, arg_max(extractor_version, read_at) AS extractor_version,
        max(read_at) AS read_at
    FROM readings WHERE read_at <= moment::TIMESTAMPTZ GROUP BY article_id
), held AS (
    -- The extractor is the reading's: the version's own is the one that read it last.
    SELECT v.version_no, r.extractor_version, r.read_at, v.version_id, v.article_id, v.article, v.title, v.publisher,
        v.published
    FROM reading AS r JOIN derived.versions AS v USING (version_id)
), claim AS (
    SELECT version_no, extractor_version, claim_id, exact, voice, chain, origin, origin_kind, cue, quotation,
        figures_text, periods_text, modality, check_worthiness, start_offset, end_offset, first_seen
    FROM derived.claims WHERE first_seen <= moment::TIMESTAMPTZ
    UNION ALL
    SELECT version_no, s.extractor_version, claim_id, exact, voice, chain, origin, origin_kind, cue, quotation,
        figures_text, periods_text, modality, check_worthiness, start_offset, end_offset, s.first_seen
    FROM superseded_claims AS s JOIN derived.versions USING (version_id)
    WHERE s.first_seen <= moment::TIMESTAMPTZ
), ruled AS (
    SELECT claim_id, arg_max(decision, version) AS decision, arg_max(judged_by, version) AS judged_by,
        arg_max(judged_at, version) AS judged_at, arg_max(judged, version) AS judged
    FROM judgements AS j
    WHERE claim_id IS NOT NULL AND decision <> 'undo' AND judged_at <= moment::TIMESTAMPTZ
      AND NOT EXISTS (
        FROM judgements AS u WHERE u.undoes = j.judgement_id AND u.judged_at <= moment::TIMESTAMPTZ
      )
    GROUP BY claim_id
)
SELECT
    h.article, h.title, h.publisher, h.published, c.exact, c.voice, c.chain, c.origin, c.origin_kind, c.cue,
    c.quotation, c.figures_text, c.periods_text, c.modality, c.check_worthiness, r.decision, r.judged_by, r.judged_at,
    r.judged ->> 'text' AS judged_exact, c.first_seen AS known_since, h.read_at AS read_since, c.start_offset,
    c.end_offset, c.claim_id, h.article_id, h.version_id, c.extractor_version
FROM claim AS c
JOIN held AS h USING (version_no, extractor_version)
LEFT JOIN ruled AS r USING (claim_id);

COMMENT ON MACRO TABLE claims_as_of IS 'The claims that the ledger held at an instant, as they then stood: of the version of each article that was then its latest, as it was then read, with the decision of editors then in effect. known_since is when the ledger first saw the claim, read_since when the article began to be read so; what the text says of time is in published and periods_text. SELECT * FROM claims_as_of(TIMESTAMPTZ ''2026-03-03 12:00:00+00'')';
