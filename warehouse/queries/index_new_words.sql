SELECT DISTINCT term FROM split ANTI JOIN derived.terms USING (term) ORDER BY term
