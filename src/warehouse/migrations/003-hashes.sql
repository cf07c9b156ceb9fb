-- The content of what belongs to a response, by table, and of an interaction's row with all that belongs to it: what is
-- derived again and comes out the same stays as it is.
ALTER TABLE response ADD COLUMN answer_hash VARCHAR;
ALTER TABLE response ADD COLUMN attribution_hash VARCHAR;
ALTER TABLE interaction ADD COLUMN interaction_hash VARCHAR;
