CREATE TABLE IF NOT EXISTS {table} (
{columns},
  PRIMARY KEY ({keys}){enforced}
);

-- By which change a row was deleted, so that an older row that is loaded later does not bring it back.
CREATE TABLE IF NOT EXISTS {table}_deleted (
{keyColumns},
  PRIMARY KEY ({keys}){enforced}
);
