-- What was erased and is not stored again, as HMACs with the key of the warehouse: of an interaction, its responses, a customer's
-- address, a person. Of a response also what a count of Genesys' is explained by.
CREATE TABLE erased (
  organization_id VARCHAR NOT NULL,
  -- interaction, survey, evaluation, customer, agent, name; key is the mark of the key itself.
  kind VARCHAR NOT NULL,
  hmac VARCHAR NOT NULL,
  erased_at TIMESTAMP NOT NULL,
  -- UTC day of the response, or of its interaction.
  day TIMESTAMP,
  form_id VARCHAR,
  status VARCHAR
);

-- One row for each run of `afterword erase`: how many rows went, and nothing of what was in them.
CREATE TABLE erasure (
  organization_id VARCHAR NOT NULL,
  erasure_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  erased_at TIMESTAMP NOT NULL,
  version VARCHAR NOT NULL,
  -- How many, by what they are, as a JSON object.
  counts VARCHAR NOT NULL
);

-- Somebody who was erased had a part that stays, so that others' parts stay what they are.
ALTER TABLE leg ALTER COLUMN agent_id DROP NOT NULL;
