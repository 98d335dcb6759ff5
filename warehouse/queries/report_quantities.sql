SELECT q.*, u.attributed_elsewhere
FROM quantities AS q
LEFT JOIN unattributed_figures AS u USING (quantity_id)
WHERE q.version_id IN (SELECT unnest($versions))
ORDER BY q.version_id, q.start_offset
