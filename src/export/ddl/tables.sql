-- Rows that are new or newer take their place, and tombstones delete. A file that is loaded twice, late or out of order changes
-- nothing that is newer. Keep the state only when its increment is loaded: docs/warehouse.md has the whole recipe. Change ids
-- count in one warehouse: before you load from another one, delete the state and empty both tables.

CREATE TABLE IF NOT EXISTS {table} (
{columns},
  PRIMARY KEY ({keys}){enforced}
);

-- By which change a row was deleted, so that an older row that is loaded later does not bring it back.
CREATE TABLE IF NOT EXISTS {table}_deleted (
{keyColumns},
  PRIMARY KEY ({keys}){enforced}
);
