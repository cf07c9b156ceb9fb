-- When an evaluation is shown to its agent, which may lie ahead: a row is derived again once its time has come.
ALTER TABLE response ADD COLUMN release_date TIMESTAMP;
