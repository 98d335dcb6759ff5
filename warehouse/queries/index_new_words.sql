SELECT DISTINCT term FROM heard ANTI JOIN derived.terms USING (term) ORDER BY term
