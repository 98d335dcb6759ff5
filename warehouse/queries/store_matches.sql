INSERT OR REPLACE INTO claim_evidence BY NAME
SELECT m.claim_id, q.quantity_id, m.evidence_id, m.verdict, m.reason
FROM incoming_matches AS m
JOIN quantities AS q ON q.claim_id = m.claim_id AND q.start_offset = m.start_offset
QUALIFY row_number() OVER (PARTITION BY q.quantity_id, m.evidence_id ORDER BY q.end_offset) = 1
