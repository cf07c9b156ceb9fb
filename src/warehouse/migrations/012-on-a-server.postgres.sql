-- What a file has beside it, a server must have in it: the key of hashed addresses and of pseudonyms. In a table of its own, so
-- that a role may read the answers and not the key.
CREATE TABLE address_key (
  one BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
  key VARCHAR NOT NULL
);

-- DuckDB goes through a column as fast as through an index; PostgreSQL goes through whole rows.
CREATE INDEX document_lookup ON document (key);
CREATE INDEX document_parent ON document (parent_key) WHERE parent_key IS NOT NULL;
CREATE INDEX document_arrival ON document (arrival);
CREATE INDEX response_submitted ON response (organization_id, submit_date);
CREATE INDEX response_interaction ON response (organization_id, interaction_id);
