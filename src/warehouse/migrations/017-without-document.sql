-- Whether the document that a response's rows were derived from is not kept any more: they stay, and cannot be made again.
ALTER TABLE response ADD COLUMN without_document BOOLEAN;
