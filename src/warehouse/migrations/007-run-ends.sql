-- A run is recorded before it has asked whose documents it will read: one whose client is refused has no organization.
ALTER TABLE sync_run ALTER COLUMN organization_id DROP NOT NULL;
-- What the command ended with; null while it runs, and where it was killed.
ALTER TABLE sync_run ADD COLUMN exit_code INTEGER;
-- What it was to read: surveys, evaluations, or both with a comma between them. Null for those of an older version: both.
ALTER TABLE sync_run ADD COLUMN sources VARCHAR;
-- The last sign of life: a run notes it with a commit, at most once a minute.
ALTER TABLE sync_run ADD COLUMN seen_at TIMESTAMP;
