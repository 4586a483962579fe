-- What `quoth who` is answered from: a file beside the store that is made of it, and may be deleted at any time.
-- PRAGMA user_version is of the code that made it, application_id 0x71756f77 ("quow"). The tables of tables.sql stand in it, too.

CREATE TABLE facts (
    name  TEXT PRIMARY KEY,        -- seen: the store's file as it was; turn: the last sayings taken
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    article   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    made_of   TEXT NOT NULL,       -- the checksum of its revision, and the judgements that name it
    outlet    TEXT,
    published TEXT,
    title     TEXT
);

-- One row for each attribution; said and tellings share their number.
CREATE TABLE tellings (
    number  INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    about   TEXT NOT NULL          -- JSON: id, kind, speaker, via, said_on, spans and what a record has beside it
);
CREATE INDEX tellings_article ON tellings (article);

CREATE TABLE sayings (
    saying TEXT NOT NULL,
    number INTEGER NOT NULL,
    story  TEXT NOT NULL,
    perhaps INTEGER NOT NULL,      -- 1: it only perhaps belongs to the saying
    PRIMARY KEY (saying, number)
) WITHOUT ROWID;
CREATE INDEX sayings_number ON sayings (number);
