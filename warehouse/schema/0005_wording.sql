-- What a claim says when it is read on its own, and what makes it worth a check.
ALTER TABLE claims ADD COLUMN wording VARCHAR;    -- exact, with what pronouns stand for in brackets
ALTER TABLE claims ADD COLUMN reasons VARCHAR[];  -- the weightiest first
