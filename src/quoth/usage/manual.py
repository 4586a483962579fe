"""The help that teaches each command: examples, what comes out, what it reads, and what its exit codes mean.

Lines are as wide as a terminal is at the least, 79 characters.
"""

from __future__ import annotations

from quoth.commands import STORE

_EXIT_CODES = """\
exit codes:
  0    all inputs were read (problems inside an article included)
  1    failed: nothing could be read, or the result not written or kept
  2    wrong usage
  3    finished, but an input was set aside that gave no article
  130  interrupted
"""
_INPUTS = """\
inputs:
  Text files, saved pages, feeds, web archives (WARC, WACZ), mail with what is
  attached, RTF, what agencies deliver (NITF, NewsML, ninjs), exports of
  LexisNexis, Nexis Uni, Factiva and ProQuest, tables (JSON, CSV, XLSX,
  Parquet), ZIP files; DOCX and PDF with the extra quoth[documents].
  Name files, folders, globs in quotes ("news/*.txt"), addresses (https://...)
  or - for standard input. Nothing is fetched but the addresses that you name
  and, with --fetch, the links of feeds. What quoth wrote is no input.
"""
_TABLES = """\
  csv   a row {row}. A cell that a
        spreadsheet would take for a formula (it begins with = + - @) gets an
        apostrophe in front; --raw leaves it as it is
  xlsx  the same rows as a workbook, which opens by a double click
  parquet  the same rows with types, for data frames
"""
TOP = f"""\
Quoth reads the news as you have it and shows, for every statement reported,
who said it, every outlet's telling of it side by side, and which words differ.

commands:
  trace         a synopsis: who said what, and how the tellings differ
  check         every quotation beside the record of what was said
  who           whose words are these, where and when: asks the store
  why           what joined the tellings of a saying, and what would undo it
  attributions  who said what in each article, one article at a time
  serve         the store as a page: read, question and correct it
  watch         reads feeds and folders again and again, says what is new
  forget        takes articles out of the store, and proves it
  evaluate      how well quoth does on articles that you annotated
  doctor        what is installed, and whether the store is whole

examples:
  quoth trace news/                         the synopsis of a folder
  quoth trace news/ --short                 the same in a line a saying
  quoth trace news/ -o news.html            as one page for a browser
  quoth check news/ --record briefing.txt   held against a transcript
  quoth attributions news/ -o said.xlsx     a row a statement, for Excel
  quoth COMMAND --help                      all that a command takes

{_EXIT_CODES}"""
TRACE = f"""\
examples:
  quoth trace news/
  quoth trace news/ --short           what is worth a look in forty articles
  quoth trace news/ --shared | less   without what only one article tells
  quoth trace news/ -o synopsis.html
  quoth trace news/ -o tellings.xlsx --shared
  quoth trace news/ --record briefing.txt
  quoth trace monday/*.txt tuesday/*.txt --store week.db
  quoth trace news/ --no-store --format json | \\
    jq '.sayings[] | select(.wording == "differs")'

what comes out:
  text  story by story: what to look at first, then each saying, those of most
        independent origins first: who says it, and its tellings below each
        other with the differing words marked; then what one article alone
        tells; last the problems.
        [1315-1375, 95%] are the characters of the article's text, and how
        likely it is that they were read right.
        --short gives a line a saying: 9/6/4-5 are nine tellings, of six
        outlets, from four or five independent origins; below it, behind a !,
        what is worth a look
  html  one page that needs nothing else
  json  one object of the format quoth/1 (docs/format.md)
{_TABLES.format(row="a telling, with its story and its saying")}
  Without --format the ending of -o FILE says which.
  Shown are the stories that hold an input. What was read is kept in {STORE}
  in this folder (--store names another file, --no-store keeps nothing): a
  second run only reads what is new, a run that was cut off goes on where it
  was, and older articles stand beside new ones of the same story.

{_INPUTS}
{_EXIT_CODES}"""
ATTRIBUTIONS = f"""\
examples:
  quoth attributions news/ > said.jsonl
  quoth attributions news/ --meta outlets.csv -o said.xlsx
  quoth attributions export.jsonl --field text=content --field published=date
  cat article.txt | quoth attributions - | \\
    jq -r '.attributions[].content[].text'

what comes out:
  jsonl a line an article, in input order, as soon as it is read, also for one
        that could not be: {{"article": {{"id", "path", ...}}, "attributions":
        [{{"id", "kind", "source", "cue", "content", ...}}], "problems": [...]}}.
        A span is {{"start", "end", "text"}}, in code points of the text
{_TABLES.format(row="a statement")}
  Without --format the ending of -o FILE says which. No store is touched.

{_INPUTS}
{_EXIT_CODES}"""
WHY = f"""\
examples:
  quoth why 1.11 news/                   the saying that trace numbers 1.11
  quoth why 1.11 news/ --meta outlets.csv
  quoth why ansel-ledger:1315 news/ --format json
  quoth why 1.11 news/ --record talk.txt as trace numbers it with the record
  quoth why 1.11 news/ --store quoth.db  as trace numbers it with the store

what comes out:
  Every link between two tellings of the saying: how sure it is and how sure
  it had to be, what was weighed, and the reasons without which the link would
  not have been made. Then from how many independent sides the saying comes,
  and what was weighed between its tellings and between their articles.
  Without --store only the inputs are looked at: numbers and ids are those of
  quoth trace --no-store over the same inputs, --meta and --record. With --store
  they are those of quoth trace with that store, which takes in what is new.

{_EXIT_CODES}"""
CHECK = f"""\
examples:
  quoth check news/ --record briefing.txt
  quoth check article.txt --record official.txt network.vtt
  quoth check news/ --record briefings/ -o checked.xlsx
  quoth check news/ --record briefings/ --meta outlets.csv --report
  quoth check news/ --record briefings/ --format json | \\
    jq -c '.quotations[] | select(.meaning)'

  Put the inputs first: --record takes every name that stands behind it.

what comes out:
  text  each quotation of five words or more: word for word as in the record,
        with other words (which, and whether the meaning may differ), or not
        found in it
  json  a line an article: {{"article": {{...}}, "quotations": [{{"start", "end",
        "text", "speaker", "verdict", "record", "record_text", "changes",
        "meaning", ...}}], "problems": [...]}}
{_TABLES.format(row="a quotation, with what the record has")}
  --report counts instead, for each outlet: how many have a record, how many
  of these are word for word, which kinds of change the others have, and how
  much of that may be noise.
  Without --format the ending of -o FILE says which. No store is touched.

records:
  Transcripts as text ("NAME: words", Hansard, "The CHAIRMAN. Words", or no
  names at all), tables, HTML, JSON, subtitles (SRT, WebVTT), RTF, DOCX, PDF,
  mail with what is attached. With several records each quotation is shown
  beside the one that agrees best, and where two have it, where they differ.

{_INPUTS}
{_EXIT_CODES}"""
WHO = """\
examples:
  quoth who "safe by the summer"
  quoth who "safe by the summer" --by Vestrey --since 2026-03
  quoth who --by "Ilona Vestrey" --outlet "Harbour Post" --format json
  quoth who --exact "we will not close it" --store week.db

what comes out:
  text  sayings, the nearest first: who said it, on which day, where it was
        first seen, and every telling with its words, outlet, day and id; what
        a record has beside it, where quoth trace --record was asked for one
  json  one object: {"format", "asked", "complete", "first_seen", "sayings":
        [{"saying", "story", "speaker", "first_seen", "tellings": [{"id",
        "article", "outlet", "published", "content", "how", "score", ...}]}]}
  how a telling answers: exact (these words), near (words changed, cut or put
  in), words (some of the words), same saying (another telling of a saying
  that was found), any (no words were asked for). With "perhaps" it is less
  than sure that it tells the saying.

what counts:
  Whatever stands in WORDS is words: quotation marks, AND, * or : mean
  nothing. Capitals, accents and endings do not count, but for --exact. --by
  and --outlet take any words of a name; days may be years (2026) or months
  (2026-03). Beside the store it keeps FILE-who, an index that may be deleted
  at any time; the first question makes it.

exit codes:
  0    it was answered, also where nothing was found
  1    failed: no such store, it cannot be read, or the question takes too long
  2    wrong usage: no word and no name was asked for, or a day that is none
  130  interrupted
"""
SERVE = """\
examples:
  quoth serve
  quoth serve --store week.db --as "A. Reader"
  quoth serve --store week.db --record briefings/
  quoth serve --fetch
  quoth serve --host 0.0.0.0 --password-file secret.txt \\
    --allow-host desk.example

what comes out:
  One line on standard output: the address to open, with the key of this run
  in it. Then it serves until Ctrl-C: stories, sayings, articles, speakers,
  outlets, a search and a list of problems; every view also as .json and .csv.
  What you judge is kept in the store, apart from what the machine found.
  Beside the store it keeps FILE-page, an index that may be deleted at any
  time, and STEM-dropped (week-dropped for week.db), the texts that you gave
  it to read.
  With --fetch an address that you paste on the page is fetched and read;
  without it the page opens no connection. With --record (transcripts,
  statements) what was said is the first column.
  Only this machine can reach it. --host for other machines needs a password
  (--password-file FILE, or QUOTH_PASSWORD in the environment); what is sent
  is not encrypted.

exit codes:
  0    it was ended
  1    failed: the store could not be opened, or the port is taken
  2    wrong usage, or unsafe: an address that others reach, without a password
"""
WATCH = """\
examples:
  quoth watch https://ledger.example/rss --fetch --every 15m
  quoth watch inbox/ --every 1m -o news.jsonl
  quoth watch inbox/ --record briefings/ --once
  quoth watch inbox/ --once --quiet -o news.jsonl          for cron

what comes out:
  What is new since the last round, and since the same store was last watched:
    article   an article that was not there before
    edit      quotations of an article that are others than when it was last
              read, and whether the article says so
    telling   a statement that others have told already, in other words
    story     articles of other stories that turn out to be of one
    record    what a record that was added has beside the tellings
  --format json, or a FILE that ends in .jsonl, has one object a line:
  {"news", "id", "at", ...}; an id never comes twice.
  What was in the store before it was first watched is not news.

inputs:
  Feeds, folders and files as they are, and addresses, which are asked whether
  they have changed. With --fetch the articles that a feed only links to are
  read as well, and again as long as the feed names them.
  Ctrl-C or SIGTERM ends it; the same command goes on from there.

exit codes:
  0    it was stopped; with --once, all that was asked could be read
  1    failed: the store or the news could not be written; with --once,
       nothing could be read
  2    wrong usage
  3    with --once: a file or an address was set aside
  130  with --once: interrupted; the round was not made to its end
"""
FORGET = """\
examples:
  quoth forget --person "Ilona Vestrey"         shows which articles would go
  quoth forget --person "Ilona Vestrey" --yes   lets them go
  quoth forget ansel-ledger news/ferry.html https://fen.example/quay --yes
  quoth forget --before 2025-11 --yes --store week.db

what comes out:
  The ids of the articles, one a line. With --yes they go out of the store
  with all their revisions, attributions and judgements, with the answers of
  the network that they were read from, and with the files that quoth derived
  from the store. Then every byte of these files is looked through, and it is
  said that nothing is left, or where.
  A person goes with every article that names them. Inputs, files written with
  -o, copies and backups are not touched. What was forgotten is not taken in
  again from the same place; the store keeps a hash of it for that.

exit codes:
  0    it was shown, or forgotten and nothing is left
  1    failed: something is left (it says where), the store is in use, or
       there is no such article
  2    wrong usage
  130  interrupted; the same command goes on from there
"""
EVALUATE = f"""\
examples:
  quoth evaluate gold/                    reads the articles, scores what it
                                          finds in them
  quoth evaluate gold/ --errors 5         with the five worst of each cause
  quoth evaluate gold.jsonl other.jsonl   scores what somebody else found
  quoth evaluate gold/ --json

what comes out:
  Percent of words, spans and whole attributions that were found, with a plain
  rule (quotation marks and reporting verbs) in the same table; the share of
  each kind; whether the scores mean what they say; what went wrong, by cause.

the gold:
  A folder with text/NAME.txt and attributions/NAME.ann (brat), or a .jsonl
  file of quoth attributions --with-text that you have put right by hand
  (docs/how-to/evaluate.md).

{_EXIT_CODES}"""
DOCTOR = """\
examples:
  quoth doctor
  quoth doctor --store week.db
  quoth doctor --quiet                says only what is wrong
  quoth doctor --format json
  quoth doctor --audit                with licences and hashes of all parts

what comes out:
  The versions of quoth, Python and what quoth needs; the network and whether
  its files are the ones it names; whether the language of an article can be
  told; whether a store can be written in this folder; and, when there is one,
  whether the store is whole, row by row. The store is never altered.

exit codes:
  0    all is well
  1    something is not, and the line says what to do
  2    wrong usage
"""
