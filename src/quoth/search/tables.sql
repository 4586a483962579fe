-- What tellings are found by. The same tables stand in the file beside the store that `quoth who` asks, and in the
-- index of the page; both are made of the store and may be deleted at any time.

CREATE TABLE said (
    number  INTEGER PRIMARY KEY,
    place   INTEGER NOT NULL UNIQUE, -- its number in grams: those of a month one behind the other
    speaker INTEGER,               -- in names; NULL where nobody is named
    outlet  INTEGER,
    day     TEXT,                  -- the day it was said, else the day of publication
    text    TEXT NOT NULL,         -- the parts of the content, U+001F between them; a BLOB with lone surrogates
    words   BLOB NOT NULL          -- four bytes a word: quoth.search.grams
);
CREATE INDEX said_speaker ON said (speaker, day);
CREATE INDEX said_speaker_outlet ON said (speaker, outlet, day);
CREATE INDEX said_outlet ON said (outlet, day);
CREATE INDEX said_day ON said (day);

CREATE TABLE names (
    number INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL,          -- speaker or outlet
    name   TEXT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE name_words (
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    name INTEGER NOT NULL,
    PRIMARY KEY (kind, word, name)
) WITHOUT ROWID;

-- How many tellings have had a word: which words of a question are rare, and what a word begun may become. Under the
-- number 0, which no word has, how many there have been.
CREATE TABLE vocabulary (
    number INTEGER PRIMARY KEY,
    word   TEXT NOT NULL,
    count  INTEGER NOT NULL
);
CREATE INDEX vocabulary_word ON vocabulary (word, count);

-- Words, pairs of neighbours and names, all as numbers; only which tellings have them. Months are stretches of its rows.
CREATE VIRTUAL TABLE grams USING fts5 (keys, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
