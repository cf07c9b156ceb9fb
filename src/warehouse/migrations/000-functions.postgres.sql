-- Functions that statements call on both engines, with DuckDB's meaning. They stand in Afterword's own schema, which comes before
-- PostgreSQL's in a session: so `lower` is this one. All characters of Unicode were compared (test/warehouse/functions.test.ts).

-- PostgreSQL's own depends on the locale of the database, and in "C" knows ASCII alone. ICU looks at the letters around Σ, and makes
-- two characters of İ; DuckDB goes letter by letter.
CREATE FUNCTION lower(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN pg_catalog.lower(pg_catalog.translate(value, 'Σİ', 'σi') COLLATE "und-x-icu");

CREATE FUNCTION nfc_normalize(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN pg_catalog.normalize(value, 'NFC');

-- Cuts every space of Unicode (category Zs), not only that of ASCII.
CREATE FUNCTION ltrim(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN pg_catalog.ltrim(value, U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000');
