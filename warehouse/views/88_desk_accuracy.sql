CREATE VIEW desk_accuracy AS
WITH judged AS (
    -- What was shown and what was decided: whether the claim still reads so does not matter here.
    SELECT j.decision, j.as_judged, coalesce(j.judged, j.as_judged) AS judged, a.publisher,
        date_trunc('month', j.judged_at)::DATE AS month,
        coalesce(from_json(j.as_judged -> 'sources' -> '$[*].name', '["VARCHAR"]')[-1], '(nobody)') AS source
    FROM judgement_log AS j LEFT JOIN articles AS a USING (version_id)
    WHERE j.in_effect AND j.claim_id IS NOT NULL
)
SELECT
    month, source, publisher, count(*) AS judged,
    count(*) FILTER (WHERE decision = 'confirm') AS confirmed,
    count(*) FILTER (WHERE decision = 'correct') AS corrected,
    count(*) FILTER (WHERE decision = 'retract') AS retracted,
    count(*) FILTER (WHERE decision = 'dispute') AS disputed,
    count(*) FILTER (WHERE decision = 'unverifiable') AS unverifiable,
    count(*) FILTER (WHERE decision = 'correct' AND (judged ->> 'label') <> (as_judged ->> 'label')) AS voice_wrong,
    count(*) FILTER (WHERE decision = 'correct' AND (judged -> 'sources') <> (as_judged -> 'sources')) AS source_wrong,
    count(*) FILTER (WHERE decision = 'correct' AND (judged -> 'quantities') <> (as_judged -> 'quantities'))
        AS figures_wrong,
    count(*) FILTER (WHERE decision = 'correct' AND ((judged ->> 'start') <> (as_judged ->> 'start')
        OR (judged ->> 'end') <> (as_judged ->> 'end'))) AS span_wrong,
    round(count(*) FILTER (WHERE decision = 'confirm')
        / nullif(count(*) FILTER (WHERE decision IN ('confirm', 'correct', 'retract')), 0), 3) AS read_right
FROM judged
GROUP BY month, source, publisher;

COMMENT ON VIEW desk_accuracy IS 'One row a month of judging, origin of the claims and publisher: how often editors found claims read right.';
COMMENT ON COLUMN desk_accuracy.month IS 'First day of the month in which the judgements in effect were made.';
COMMENT ON COLUMN desk_accuracy.source IS 'The origin to which the claims were attributed as they were judged; (nobody) for those of the publication.';
COMMENT ON COLUMN desk_accuracy.publisher IS 'Who published the articles.';
COMMENT ON COLUMN desk_accuracy.judged IS 'Claims with a judgement in effect.';
COMMENT ON COLUMN desk_accuracy.confirmed IS 'Of these, confirmed as they were read.';
COMMENT ON COLUMN desk_accuracy.corrected IS 'Of these, corrected.';
COMMENT ON COLUMN desk_accuracy.retracted IS 'Of these, retracted: no claim at all, or not to be relied on as one.';
COMMENT ON COLUMN desk_accuracy.disputed IS 'Of these, disputed: read right or not, what they state is contested.';
COMMENT ON COLUMN desk_accuracy.unverifiable IS 'Of these, marked as impossible to verify.';
COMMENT ON COLUMN desk_accuracy.voice_wrong IS 'Of the corrected, those whose voice was wrong.';
COMMENT ON COLUMN desk_accuracy.source_wrong IS 'Of the corrected, those whose source chain was wrong.';
COMMENT ON COLUMN desk_accuracy.figures_wrong IS 'Of the corrected, those with a wrong figure.';
COMMENT ON COLUMN desk_accuracy.span_wrong IS 'Of the corrected, those whose words began or ended elsewhere.';
COMMENT ON COLUMN desk_accuracy.read_right IS 'Confirmed, as a share of confirmed, corrected and retracted; null where there are none of these.';
