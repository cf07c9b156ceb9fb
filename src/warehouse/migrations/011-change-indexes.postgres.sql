-- What an increment is found by. DuckDB keeps the lowest and the highest number of each part of a column by itself.
CREATE INDEX response_change ON response (change_id);
CREATE INDEX response_answers_change ON response (answers_change_id);
CREATE INDEX response_legs_change ON response (legs_change_id);
CREATE INDEX answer_change ON answer (change_id);
CREATE INDEX leg_change ON leg (change_id);
CREATE INDEX tombstone_change ON tombstone (change_id);
