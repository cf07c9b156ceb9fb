-- Characters of a document's JSON: what is read together is bounded by it. Null for those of an older version.
ALTER TABLE document ADD COLUMN size INTEGER;
-- Unknown where Genesys counts a part of a transfer.
ALTER TABLE interaction ALTER COLUMN transfers DROP NOT NULL;
