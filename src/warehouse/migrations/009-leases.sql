-- What one of several syncs at once reads, so that no other does: a stretch of a sweep, or a task that has none.
CREATE TABLE lease (
  organization_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  -- The run that has it.
  owner VARCHAR NOT NULL,
  from_time TIMESTAMP,
  to_time TIMESTAMP,
  -- Whoever has not renewed it by then is taken for dead.
  until_time TIMESTAMP NOT NULL,
  -- When it was read; null while it is being read.
  done_at TIMESTAMP
);
