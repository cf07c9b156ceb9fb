-- A random mark for each commit that numbers changes. Where an older copy of the warehouse is put back, other changes get the numbers
-- that a consumer has had: its state knows the mark of its number, and another one tells.
CREATE TABLE change_mark (
  change_id BIGINT NOT NULL,
  mark VARCHAR NOT NULL
);
INSERT INTO change_mark SELECT last, concat(gen_random_uuid()) FROM change_counter WHERE last > 0;
