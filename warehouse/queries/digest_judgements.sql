SELECT l.judged_at, l.judged_by, l.decision, l.note, l.exact, l.undone, a.title, a.name AS article,
    j.figures_text, j.judged_figures_text, j.chain, j.judged_chain, j.voice, j.judged_voice
FROM judgement_log AS l
LEFT JOIN articles AS a USING (version_id)
LEFT JOIN judged_claims AS j USING (judgement_id)
WHERE l.judged_at >= $since AND l.judged_at < $until AND l.claim_id IS NOT NULL AND l.decision <> 'undo'
ORDER BY l.decision <> 'correct', l.judged_at DESC, l.judgement_id
