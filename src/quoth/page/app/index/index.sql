-- What the page is served from: a file beside the store that is made of it, and may be deleted at any time.
-- Version 9 (PRAGMA user_version), application_id 0x71756f70 ("quop").

CREATE TABLE facts (
    name  TEXT PRIMARY KEY,        -- made_by: the code that derived the rest; version: grows with every change
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    article   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    slug      TEXT NOT NULL UNIQUE,
    checksum  TEXT NOT NULL,       -- of the revision it was taken from
    story     TEXT NOT NULL,
    outlet    TEXT,                -- slug
    published TEXT,
    title     TEXT,
    revised   INTEGER NOT NULL,    -- 1 where the store has earlier words of it
    read      TEXT NOT NULL        -- JSON of quoth.page.app.encode: the article, its attributions, their problems
);
CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_outlet ON articles (outlet);

CREATE TABLE stories (
    story     TEXT PRIMARY KEY,
    made_of   TEXT NOT NULL,       -- digest of its articles' checksums: while it is the same, so are its sayings
    title     TEXT NOT NULL,
    first_day TEXT,
    last_day  TEXT,
    undated   INTEGER NOT NULL,    -- articles that state no day
    articles  INTEGER NOT NULL,
    sayings   INTEGER NOT NULL,
    shared    INTEGER NOT NULL,    -- sayings told by more than one article,
    perhaps   INTEGER NOT NULL,    -- ... and how many of those only perhaps are
    grave     INTEGER NOT NULL,    -- ... and in how many the meaning may differ
    departing INTEGER NOT NULL,    -- sayings of which a quotation is not as the record has it
    nameless  INTEGER NOT NULL     -- sayings with no speaker named
) WITHOUT ROWID;

-- What merged and split; and of a story that is no more, an article that it had.
CREATE TABLE histories (
    story   TEXT PRIMARY KEY,
    history TEXT NOT NULL          -- JSON: quoth.types.Regrouped, oldest first
) WITHOUT ROWID;

CREATE TABLE gone (
    story   TEXT PRIMARY KEY,
    article TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE machines (
    made_of   TEXT PRIMARY KEY,
    beside    TEXT NOT NULL,       -- digest of the records that the sayings were held against
    machine   TEXT NOT NULL,       -- JSON: the sayings as the machine has them, whatever people said of them
    columns   TEXT NOT NULL        -- JSON: which articles are one text and share a column
);

-- Who has it from whom: a view asks for one saying, or for the articles as wholes; all of a large story are megabytes.
CREATE TABLE lineage (
    made_of   TEXT NOT NULL,
    saying    TEXT NOT NULL,       -- empty for the articles as wholes
    links     TEXT NOT NULL,       -- JSON: a row a pair
    PRIMARY KEY (made_of, saying)
);

-- One row for each attribution that stands in a saying, as people left it; words and tellings share their rowid.
CREATE TABLE tellings (
    telling   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL,
    story     TEXT NOT NULL,
    saying    TEXT NOT NULL,
    article   INTEGER NOT NULL,
    speaker   TEXT,                -- slug; NULL where nobody is named
    outlet    TEXT,
    kind      TEXT NOT NULL,
    day       TEXT,                -- the day it was said, else the day of publication
    dated     INTEGER NOT NULL,    -- 1 where the day is that of the words
    place     INTEGER NOT NULL,    -- code point where the content begins
    origin    TEXT NOT NULL,
    told      INTEGER NOT NULL,    -- articles that tell its saying,
    surely    INTEGER NOT NULL     -- ... and how many of those have a telling that surely belongs to it
);
CREATE INDEX tellings_id ON tellings (id);
CREATE INDEX tellings_story ON tellings (story);
CREATE INDEX tellings_saying ON tellings (saying);
CREATE INDEX tellings_speaker ON tellings (speaker, day);
CREATE INDEX tellings_outlet ON tellings (outlet, day);

-- What is shown of them; what they are found by stands in the tables of quoth.search, which have the same numbers.
CREATE TABLE words (
    telling   INTEGER PRIMARY KEY,
    content   TEXT NOT NULL,
    cue       TEXT NOT NULL,       -- how its article reports it: "refused"
    speaker   TEXT NOT NULL,
    outlet    TEXT NOT NULL
);

CREATE TABLE speakers (
    slug     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL,
    tellings INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE outlets (
    slug     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE problems (
    problem    INTEGER PRIMARY KEY,
    "where"    TEXT NOT NULL,
    message    TEXT NOT NULL,
    article    TEXT                -- slug of the article it was met in
);
