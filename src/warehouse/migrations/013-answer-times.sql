-- The times of its response, by which a question about a period finds its answers: rows lie more or less in the order of time,
-- so that the database skips most of the table.
ALTER TABLE answer ADD COLUMN submit_date TIMESTAMP;
ALTER TABLE answer ADD COLUMN sent_date TIMESTAMP;
ALTER TABLE answer ADD COLUMN interaction_start TIMESTAMP;
ALTER TABLE attribution ADD COLUMN submit_date TIMESTAMP;
ALTER TABLE attribution ADD COLUMN sent_date TIMESTAMP;
ALTER TABLE attribution ADD COLUMN interaction_start TIMESTAMP;
UPDATE answer
SET submit_date = response.submit_date, sent_date = response.sent_date, interaction_start = response.interaction_start
FROM response
WHERE response.organization_id = answer.organization_id AND response.response_id = answer.response_id;
UPDATE attribution
SET submit_date = response.submit_date, sent_date = response.sent_date, interaction_start = response.interaction_start
FROM response
WHERE response.organization_id = attribution.organization_id AND response.response_id = attribution.response_id;
