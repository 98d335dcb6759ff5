SELECT claim_id, version_id, decision, note, judged_by, judged_at, judged_exact, exact, judged_voice, voice, judged_chain,
    coalesce(chain, '') AS chain, judged_figures_text, coalesce(figures_text, '') AS figures_text, read_otherwise
FROM judged_claims
WHERE version_id IN (SELECT unnest($versions))
