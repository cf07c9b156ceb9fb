-- Everything is mirrored from Genesys or derived from what is: no foreign keys, no primary keys. DuckDB keeps keys in an
-- index in memory and runs out of it at some 330,000 responses; what identifies a row stands in tables.ts, and every
-- write deletes by it before it inserts. Ids are text: nothing promises that they are UUIDs. Times are UTC.

CREATE TABLE organization (
  organization_id VARCHAR NOT NULL,
  name VARCHAR,
  -- Where Genesys shows an interaction; its id goes in place of "{id}".
  interaction_url VARCHAR,
  added_at TIMESTAMP NOT NULL
);

-- What the warehouse knows of itself: definition_id, derivation_version, since …
CREATE TABLE fact (
  name VARCHAR NOT NULL,
  value VARCHAR
);

-- What Genesys returned, as it came but for addresses (hashed) and characters that no database takes. DuckDB on its own
-- would choose a compression (FSST) that takes more than twice the room, and 160 MB more memory at 64,000 documents.
CREATE TABLE document (
  -- Counts up: the order in which documents lie in the table, and by which they are read.
  arrival BIGINT NOT NULL,
  -- Numbers that stand for kind and id, and for the interaction: eight bytes each to look through, in place of text.
  key BIGINT NOT NULL,
  parent_key BIGINT,
  organization_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  -- What it belongs to: the interaction of a response.
  parent_id VARCHAR,
  hash VARCHAR NOT NULL,
  fetched_at TIMESTAMP NOT NULL,
  json VARCHAR NOT NULL USING COMPRESSION zstd
);

CREATE TABLE problem (
  organization_id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  json VARCHAR,
  first_seen TIMESTAMP NOT NULL,
  last_seen TIMESTAMP NOT NULL
);

-- Responses whose documents have changed since their rows were derived.
CREATE TABLE underived (
  organization_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  response_id VARCHAR NOT NULL
);

-- Stretches of event time that were read completely, by source; adjacent ones are one row.
CREATE TABLE sync_window (
  organization_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  from_time TIMESTAMP NOT NULL,
  to_time TIMESTAMP NOT NULL
);

CREATE TABLE sync_run (
  organization_id VARCHAR NOT NULL,
  run_id VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL,
  ended_at TIMESTAMP,
  -- done, incomplete, failed, interrupted; null while it runs or where it was killed.
  outcome VARCHAR,
  message VARCHAR,
  version VARCHAR NOT NULL,
  requests INTEGER,
  rate_limited INTEGER,
  -- Requests by endpoint, and rows by table, as JSON objects.
  endpoints VARCHAR,
  counts VARCHAR
);

CREATE TABLE form (
  organization_id VARCHAR NOT NULL,
  form_id VARCHAR NOT NULL,
  form_context_id VARCHAR,
  kind VARCHAR NOT NULL,
  name VARCHAR,
  language VARCHAR,
  published BOOLEAN,
  modified_at TIMESTAMP,
  redacted BOOLEAN NOT NULL,
  lead_context_id VARCHAR,
  lead_from VARCHAR,
  lead_reason VARCHAR
);

CREATE TABLE question (
  organization_id VARCHAR NOT NULL,
  form_id VARCHAR NOT NULL,
  question_id VARCHAR NOT NULL,
  question_context_id VARCHAR,
  position INTEGER NOT NULL,
  question_group VARCHAR,
  text VARCHAR,
  type VARCHAR,
  role VARCHAR NOT NULL,
  role_from VARCHAR NOT NULL,
  role_reason VARCHAR NOT NULL,
  lead BOOLEAN NOT NULL,
  scale_min DOUBLE,
  scale_max DOUBLE,
  scale_points INTEGER,
  direction VARCHAR,
  best VARCHAR,
  satisfied_from DOUBLE
);

CREATE TABLE answer_option (
  organization_id VARCHAR NOT NULL,
  form_id VARCHAR NOT NULL,
  question_id VARCHAR NOT NULL,
  option_id VARCHAR NOT NULL,
  option_context_id VARCHAR,
  position INTEGER NOT NULL,
  text VARCHAR,
  value DOUBLE,
  not_applicable BOOLEAN NOT NULL
);

CREATE TABLE response (
  organization_id VARCHAR NOT NULL,
  response_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  interaction_id VARCHAR,
  survey_type VARCHAR,
  status VARCHAR,
  form_id VARCHAR,
  form_context_id VARCHAR,
  form_name VARCHAR,
  submit_date TIMESTAMP,
  sent_date TIMESTAMP,
  evaluator_id VARCHAR,
  evaluator_name VARCHAR,
  agent_id VARCHAR,
  agent_name VARCHAR,
  queue_id VARCHAR,
  queue_name VARCHAR,
  team_name VARCHAR,
  -- Teams that were looked up for it, a JSON array of ids: those whose names decide it.
  team_ids VARCHAR,
  csat_score DOUBLE,
  satisfied BOOLEAN,
  csat_index DOUBLE,
  evaluator_csat_score DOUBLE,
  nps_score DOUBLE,
  total_score DOUBLE,
  comment VARCHAR,
  partial BOOLEAN,
  csat_scores VARCHAR NOT NULL,
  answers VARCHAR NOT NULL USING COMPRESSION zstd,
  divisions VARCHAR,
  media_type VARCHAR,
  direction VARCHAR,
  interaction_start TIMESTAMP,
  interaction_end TIMESTAMP,
  duration_seconds DOUBLE,
  wait_seconds DOUBLE,
  talk_seconds DOUBLE,
  hold_seconds DOUBLE,
  acw_seconds DOUBLE,
  handle_seconds DOUBLE,
  total_talk_seconds DOUBLE,
  total_hold_seconds DOUBLE,
  transfers INTEGER,
  wrap_up VARCHAR,
  agents VARCHAR,
  linked BOOLEAN NOT NULL,
  link_problem VARCHAR,
  genesys_url VARCHAR,
  -- How far it has come, and whether it counts: a row that is not listed appears only where all are asked for.
  settled BOOLEAN NOT NULL,
  -- Whether the customer began a survey, also where it expired after that.
  started BOOLEAN,
  deleted BOOLEAN NOT NULL,
  retracted BOOLEAN NOT NULL,
  calibration BOOLEAN NOT NULL,
  released BOOLEAN,
  never_release BOOLEAN,
  redacted BOOLEAN NOT NULL,
  listed BOOLEAN NOT NULL
);

CREATE TABLE answer (
  organization_id VARCHAR NOT NULL,
  response_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  question_id VARCHAR NOT NULL,
  question_context_id VARCHAR,
  question_group VARCHAR,
  question VARCHAR,
  type VARCHAR,
  role VARCHAR NOT NULL,
  lead BOOLEAN NOT NULL,
  -- The chosen text, the score or the free text; several chosen texts are a JSON array.
  answer VARCHAR,
  value DOUBLE,
  scale_min DOUBLE,
  scale_max DOUBLE,
  satisfaction DOUBLE,
  satisfied BOOLEAN,
  comment VARCHAR,
  not_applicable BOOLEAN NOT NULL,
  -- Different values on its question's scale; figures of different ones are never one figure.
  points INTEGER,
  -- What it counts as in the figure of its role, and whether that role's headline means it.
  favourable BOOLEAN,
  unfavourable BOOLEAN,
  headline BOOLEAN NOT NULL
);

CREATE TABLE interaction (
  organization_id VARCHAR NOT NULL,
  interaction_id VARCHAR NOT NULL,
  interaction_start TIMESTAMP,
  interaction_end TIMESTAMP,
  duration_seconds DOUBLE,
  direction VARCHAR,
  -- JSON arrays of ids.
  division_ids VARCHAR NOT NULL,
  wrap_up_codes VARCHAR NOT NULL,
  wait_seconds DOUBLE,
  transfers INTEGER NOT NULL
);

-- The same as rows, once each.
CREATE TABLE interaction_division (
  organization_id VARCHAR NOT NULL,
  interaction_id VARCHAR NOT NULL,
  division_id VARCHAR NOT NULL
);
CREATE TABLE interaction_wrap_up (
  organization_id VARCHAR NOT NULL,
  interaction_id VARCHAR NOT NULL,
  wrap_up_code_id VARCHAR NOT NULL
);

CREATE TABLE leg (
  organization_id VARCHAR NOT NULL,
  interaction_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,
  agent_id VARCHAR NOT NULL,
  agent_name VARCHAR,
  queue_id VARCHAR,
  queue_name VARCHAR,
  media_type VARCHAR,
  talk_seconds DOUBLE NOT NULL,
  hold_seconds DOUBLE NOT NULL,
  acw_seconds DOUBLE NOT NULL,
  -- JSON array of names.
  wrap_up VARCHAR NOT NULL
);

-- Whom a response is credited to: one row for each response, agent and queue, one weight for each rule.
CREATE TABLE attribution (
  organization_id VARCHAR NOT NULL,
  response_id VARCHAR NOT NULL,
  agent_id VARCHAR,
  queue_id VARCHAR,
  weight_genesys DOUBLE NOT NULL,
  weight_last DOUBLE NOT NULL,
  weight_first DOUBLE NOT NULL,
  weight_longest DOUBLE NOT NULL,
  weight_all DOUBLE NOT NULL
);

-- How often agents handled an interaction, by UTC day, as conversation aggregates count it: of everything (dimension all,
-- one row for each day that was read), and by queue, agent and media.
CREATE TABLE handled (
  organization_id VARCHAR NOT NULL,
  day TIMESTAMP NOT NULL,
  dimension VARCHAR NOT NULL,
  id VARCHAR,
  interactions INTEGER NOT NULL
);

-- Names, as Genesys last returned them; null where it returns none.
CREATE TABLE agent (organization_id VARCHAR NOT NULL, agent_id VARCHAR NOT NULL, name VARCHAR);
CREATE TABLE queue (organization_id VARCHAR NOT NULL, queue_id VARCHAR NOT NULL, name VARCHAR);
CREATE TABLE team (organization_id VARCHAR NOT NULL, team_id VARCHAR NOT NULL, name VARCHAR);
CREATE TABLE division (organization_id VARCHAR NOT NULL, division_id VARCHAR NOT NULL, name VARCHAR);
CREATE TABLE wrap_up_code (organization_id VARCHAR NOT NULL, wrap_up_code_id VARCHAR NOT NULL, name VARCHAR);
