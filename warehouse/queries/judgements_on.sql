SELECT judgement_id, version, decision, undoes, note, judged_at, judged_by, in_effect, judged::VARCHAR AS judged
FROM judgement_log
WHERE subject = $subject
ORDER BY version
