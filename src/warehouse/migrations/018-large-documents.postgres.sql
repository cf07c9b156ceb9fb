-- Before texts are read, the large ones among them are looked for.
CREATE INDEX document_large ON document (arrival) WHERE size >= 32000;
