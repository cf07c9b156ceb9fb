-- Whether its customers are invented; null where it was last synced by an older version.
ALTER TABLE organization ADD COLUMN sandbox BOOLEAN;
