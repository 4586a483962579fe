-- The store of quoth: one SQLite file. Version 1 (PRAGMA user_version), application_id 0x71756f74 ("quot").
-- Everything here is what a run would have to read or compute again.
-- A store is opened only when its tables have this very text, comments inside them included: not a letter of a statement
-- may change without another version. What else is to be said of a table stands before it.

-- One row for each place that an article was read from. An id, once given here, stays.
CREATE TABLE articles (
    article INTEGER PRIMARY KEY,
    place   TEXT NOT NULL UNIQUE,  -- path from the folder of this file, and the row: see quoth.store.sqlite.place_of
    id      TEXT NOT NULL UNIQUE
);

-- What stood at that place, each time it had changed. The highest number is the article as it is shown. kept_at is when
-- these words were first read; the checksum is over it, too (in a store older than 2026-11-22 not yet).
CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    article  INTEGER NOT NULL REFERENCES articles (article),
    number   INTEGER NOT NULL,     -- 1, 2, ...
    kept_at  TEXT NOT NULL,        -- when this run wrote it: ISO 8601, UTC
    made_by  TEXT NOT NULL,        -- network, its hash, and the fingerprint of the code that read it
    text     TEXT NOT NULL,        -- unaltered; a BLOB of UTF-8 with surrogates where the text has lone ones
    facts    TEXT NOT NULL,        -- JSON: path, outlet, published, title, language, url, inferred, parts, problems
    problems TEXT NOT NULL,        -- JSON: those met while attributing
    checksum TEXT NOT NULL,        -- SHA-256 over id, made_by, text, facts, problems and the attributions
    UNIQUE (article, number)
);

CREATE TABLE attributions (
    revision INTEGER NOT NULL REFERENCES revisions (revision),
    position INTEGER NOT NULL,     -- 0, 1, ... in the order of the article
    said     TEXT NOT NULL,        -- JSON: the attribution of the format quoth/1, with its unrounded score
    vector   BLOB NOT NULL,        -- 'f' or 'd' (32 or 64 bits), then the numbers, little-endian; empty where none
    PRIMARY KEY (revision, position)
) WITHOUT ROWID;
