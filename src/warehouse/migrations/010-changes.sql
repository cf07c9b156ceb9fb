-- A change is one of a response that a reader can see. Changes are numbered in the order of their commits: the transaction that
-- derives takes numbers from here as its last step.
CREATE TABLE change_counter (
  last BIGINT NOT NULL,
  -- Which warehouse the numbers are of; a copy has the same.
  feed VARCHAR NOT NULL
);
INSERT INTO change_counter SELECT 0, concat(gen_random_uuid());

-- When a row last changed; null in rows of an older version until they are derived again. What was seen is compared by hashes:
-- of the record, of what it adds to its answers' rows, of its legs and what it adds to theirs.
ALTER TABLE response ADD COLUMN row_hash VARCHAR;
ALTER TABLE response ADD COLUMN change_id BIGINT;
ALTER TABLE response ADD COLUMN changed_at TIMESTAMP;
ALTER TABLE response ADD COLUMN answers_hash VARCHAR;
-- The latest of its answers.
ALTER TABLE response ADD COLUMN answers_change_id BIGINT;
-- Legs are of an interaction; as rows of a response they change together.
ALTER TABLE response ADD COLUMN legs_hash VARCHAR;
ALTER TABLE response ADD COLUMN legs INTEGER;
ALTER TABLE response ADD COLUMN legs_change_id BIGINT;
ALTER TABLE response ADD COLUMN legs_changed_at TIMESTAMP;
ALTER TABLE answer ADD COLUMN change_id BIGINT;
ALTER TABLE answer ADD COLUMN changed_at TIMESTAMP;
-- Not below that of any response whose legs these are: where to look for them.
ALTER TABLE leg ADD COLUMN change_id BIGINT;

-- Rows that were listed and are not any more: of a response (position 0), its answers and its legs.
CREATE TABLE tombstone (
  organization_id VARCHAR NOT NULL,
  row_kind VARCHAR NOT NULL,
  response_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  source VARCHAR NOT NULL,
  change_id BIGINT NOT NULL,
  changed_at TIMESTAMP NOT NULL
);

CREATE OR REPLACE VIEW csat_response AS
SELECT
  interaction_id,
  CASE WHEN source = 'evaluation' THEN response_id END AS evaluation_id,
  evaluator_id,
  evaluator_name,
  submit_date,
  csat_scores,
  agent_name,
  queue_name,
  duration_seconds,
  source,
  response_id,
  CASE WHEN source = 'survey' THEN response_id END AS survey_id,
  survey_type,
  status,
  form_id,
  form_context_id,
  form_name,
  csat_score,
  satisfied,
  csat_index,
  evaluator_csat_score,
  nps_score,
  total_score,
  comment,
  partial,
  sent_date,
  answers,
  agent_id,
  queue_id,
  team_name,
  divisions,
  media_type,
  direction,
  interaction_start,
  interaction_end,
  wait_seconds,
  talk_seconds,
  hold_seconds,
  acw_seconds,
  handle_seconds,
  total_talk_seconds,
  total_hold_seconds,
  transfers,
  wrap_up,
  agents,
  linked,
  link_problem,
  genesys_url,
  settled,
  organization_id,
  changed_at,
  change_id
FROM response
WHERE listed;

-- The same, and what is left of those that do not count any more.
CREATE VIEW csat_change AS
SELECT *, false AS deleted
FROM csat_response
UNION ALL
SELECT
  NULL,
  CASE WHEN source = 'evaluation' THEN response_id END,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  source,
  response_id,
  CASE WHEN source = 'survey' THEN response_id END,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  NULL,
  organization_id,
  changed_at,
  change_id,
  true
FROM tombstone
WHERE row_kind = 'responses';
