"""The help that teaches each command: what comes out, what it reads, examples, and what its exit codes mean."""

from __future__ import annotations

from quoth.commands import STORE

_EXIT_CODES = """\
exit codes:
  0    all inputs were read (problems inside an article included)
  1    failed: nothing could be read, or the result could not be written or kept
  2    wrong usage
  3    finished, but an input was set aside that gave no article
  130  interrupted
"""
_INPUTS = """\
inputs:
  text files, saved pages, feeds, what agencies deliver (NITF, NewsML, ninjs), web archives (WARC, WACZ), mail with what
  is attached, RTF, files of LexisNexis, Nexis Uni, Factiva and ProQuest, tables (JSON, CSV, XLSX, Parquet), ZIP
  files, DOCX and PDF (with the extra quoth[documents]); folders of them, globs in quotes ("news/*.txt"), - for standard
  input, or addresses (https://...). Data goes to standard output, words to standard error. Nothing is fetched from the
  network but the addresses that you name and, with --fetch, the links of feeds.
"""
TOP = f"""\
Quoth reads the news as you have it and shows, for every statement reported, who said it, every outlet's telling of
it side by side, and exactly which words differ.

commands:
  trace         a synopsis: the stories, who said what in them, and how the tellings differ
  attributions  who said what in each article, one article at a time: JSON Lines, CSV or Parquet
  why           what joined the tellings of one saying, and what would undo it
  check         every quotation beside the record of what was said
  who           who said these words, or words near them, where and when: a search over the store
  serve         the store as a page: read, question and correct the synopsis in a browser
  watch         reads feeds and folders again and again, and says what is new
  forget        takes articles, or all that name a person, out of the store, and proves it
  evaluate      how well quoth does on articles that you annotated
  doctor        what is installed, which network, whether the store is whole

examples:
  quoth trace news/                               the synopsis of a folder, for reading
  quoth trace news/ --format html -o news.html    the same as one page for a browser
  quoth attributions news/*.txt > said.jsonl      one line an article
  quoth COMMAND --help                            what a command takes, what comes out, and examples

{_EXIT_CODES}"""
TRACE = f"""\
what comes out:
  text  for reading, story by story: what to look at first, then each saying once, those of most independent origins
        first: its speaker and day, its tellings under each other with the differing words marked; then the statements
        that stand alone; last the problems. "Ledger (22 Oct)" and "Ledger #2" are articles of one outlet, listed with
        headline and file at the head of their story.
        [1315-1375, 95%] behind words: the characters of the article's text that they are, and how likely it is that
        they were read right. What is less sure stands apart, behind what is sure.
        --shared leaves out the statements that stand alone, which are most
        --short gives a line a saying: 9/6/4-5 are nine tellings, of six outlets, from four or five independent
        origins; then who says it and how it begins; below it ! and what is worth a look, if anything is: readings
        with another meaning and who has which, another speaker, what contradicts the record, quotations that cannot
        all be word for word
  json  one object of the format quoth/1 (docs/format.md)
  html  one page that needs nothing else
  csv   for a spreadsheet: a row a telling, with its story, its saying, who is said to have said it, how many articles
        and independent origins it has, whether the wording differs, what the record has; then the columns of
        quoth attributions. --shared leaves out what only one article tells; --raw as there
  parquet  the same rows with typed columns; needs -o FILE, or standard output that is not a terminal
  The stories that hold an input are shown. What was read is kept in {STORE} in this folder (--store names another
  file, --no-store keeps nothing), so that a second run only attributes what is new, a run that was cut off goes on
  where it was, and articles of earlier runs stand beside new ones on the same story.

examples:
  quoth trace news/
  quoth trace news/ --short                       what a folder of forty articles has, and what to look at
  quoth trace news/ --shared | less
  quoth trace monday/*.txt tuesday/*.txt --store week.db
  quoth trace news/ --no-store --format json | jq '.sayings[] | select(.wording == "differs")'
  quoth trace news/ --format html -o synopsis.html
  quoth trace news/ --format csv --shared -o tellings.csv   a row for each telling of what several articles have
  quoth trace news/ --record briefing.txt         with what the record has beside each saying

{_INPUTS}
{_EXIT_CODES}"""
ATTRIBUTIONS = f"""\
what comes out:
  jsonl    one line an input article, in input order, as soon as it is read, also for one that could not be:
           {{"article": {{"id", "path", ...}}, "attributions": [{{"id", "kind", "source", "cue", "content", ...}}],
           "problems": [...]}}; every span is {{"start", "end", "text"}} in code points of the article's text
  csv      a row an attribution. Cells that a spreadsheet would take for a formula (beginning with = + - @, a tab or a
           line end) get an apostrophe in front; --raw leaves them as they are
  parquet  the same rows with typed columns; needs -o FILE, or standard output that is not a terminal
  No store is read or written.

examples:
  quoth attributions news/
  quoth attributions export.jsonl --field text=content_original --field published=date
  quoth attributions news/ --meta outlets.csv --format csv -o said.csv
  cat article.txt | quoth attributions - | jq -r '.attributions[].content[].text'

{_INPUTS}
{_EXIT_CODES}"""
WHY = f"""\
what comes out:
  every link between two tellings of the saying: how sure it is and how sure it had to be, everything that was weighed
  with what it adds to the log-odds, and the reasons without which the link would not have been made; then from how
  many independent sides it comes, and what was weighed between every two of its tellings and of their articles.
  Only the inputs are looked at, no store: numbers and ids are those of quoth trace --no-store over the same inputs.

examples:
  quoth why 1.11 news/                            the saying that the synopsis numbers 1.11
  quoth why y316f5a134d news/
  quoth why ansel-ledger:1315 news/ --format json

{_EXIT_CODES}"""
CHECK = f"""\
what comes out:
  text  each quotation of five words or more: word for word as in the record, with other words (which, and whether the
        meaning may differ), or not found in it, with the passage of the record and its place
  json  one line an article: {{"article": {{...}}, "quotations": [{{"start", "end", "text", "speaker", "verdict",
        "record", "record_start", "record_end", "record_text", "changes", "meaning", ...}}], "problems": [...]}}
  --report counts instead, for each outlet: how many have a record, how many are word for word, which kinds of change,
  and how much of it may be noise. No store is read or written.

records:
  transcripts as text ("NAME: words", Hansard, "The CHAIRMAN. Words", or no names at all), tables (tab- or
  comma-separated), HTML, JSON, subtitles (SRT, WebVTT), RTF, DOCX, PDF, mail with what is attached. With several
  records each quotation is shown beside the one that agrees best, and where two have it, where they differ among
  themselves.

examples:
  quoth check news/ --record briefing.txt
  quoth check article.txt --record official.txt network.vtt
  quoth check news/ --record briefings/ --format json | jq -c '.quotations[] | select(.meaning)'
  quoth check news/ --record briefings/ --meta outlets.csv --report

{_INPUTS}
{_EXIT_CODES}"""
WHO = """\
what comes out:
  text  sayings, the nearest first: who said it, on which day, where it was first seen, and every telling with its
        words, outlet, day and id; what a record has beside it, where quoth trace --record was asked for one
  json  one object: {"format", "asked", "complete", "first_seen", "sayings": [{"saying", "story", "speaker",
        "first_seen", "tellings": [{"id", "article", "outlet", "published", "content", "how", "score", ...}]}]}
  how: exact (these words), near (words changed, cut or put in), words (some of the words), same saying (another telling
  of a saying that was found, in whatever words), any (no words were asked for).
  Whatever stands in WORDS is words: quotation marks, AND, * or : mean nothing. Capitals, accents and endings do not
  count, but for --exact. --by and --outlet take any words of a name; days may be years (2026) or months (2026-03).
  Beside the store it keeps FILE-who, an index that may be deleted at any time; the first question makes it.

examples:
  quoth who "safe by the summer"
  quoth who "safe by the summer" --by Vestrey --since 2026-03
  quoth who --by "Ilona Vestrey" --outlet "Harbour Post" --format json
  quoth who --exact "we will not close it" --store week.db

exit codes:
  0    it was answered, also where nothing was found
  1    failed: there is no such store, it cannot be read, or the question takes too long
  2    wrong usage: no word and no name was asked for, or a day that is none
  130  interrupted
"""
SERVE = """\
what comes out:
  one line on standard output: the address to open, with the key of this run in it. Then it serves until Ctrl-C.
  Stories, sayings, articles, speakers, outlets, a search and a list of problems; every view also as .json and .csv.
  What you judge is kept in the store, apart from what the machine found. Beside the store it keeps FILE-page, an index
  that may be deleted at any time, and STEM-dropped (week-dropped for week.db), the
  texts that you gave it to read.
  With --fetch an address that you paste on the page is fetched and read; without it the page opens no connection.
  With --record (transcripts, statements) what was said stands as the first column, and every quotation beside it.
  Only this machine can reach it. --host for other machines needs a password (--password-file FILE, or QUOTH_PASSWORD in
  the environment); what is sent is not encrypted.

examples:
  quoth serve
  quoth serve --store week.db --as "A. Reader"
  quoth serve --store week.db --record briefings/
  quoth serve --fetch
  quoth serve --host 0.0.0.0 --password-file secret.txt --allow-host desk.example

exit codes:
  0    it was ended
  1    failed: the store could not be opened, or the port is taken
  2    wrong usage, or unsafe: an address that others reach, without a password
"""
WATCH = """\
what comes out:
  what is new since the last round, and since the last time the same store was watched:
    article   an article that was not there before
    edit      quotations of an article that are others than when it was last read, and whether the article says so
    telling   a statement that others have told already, now with other words in quotation marks
    story     articles of other stories that turn out to be of one, by what came in between
    record    what a record that was added has beside the tellings
  --format json gives one object a line: {"news", "id", "at", ...}; an id never comes twice.
  What was in the store before it was first watched is not news.

inputs:
  feeds, folders and files as they are, and addresses. An address is asked whether it has changed. With --fetch the
  articles that a feed only links to are read as well, and again as long as the feed names them.
  Ctrl-C or SIGTERM ends it; the same command goes on from there.

examples:
  quoth watch https://ledger.example/rss https://gazette.example/feed --fetch --every 15m
  quoth watch inbox/ --every 1m --format json -o news.jsonl
  quoth watch inbox/ --record briefings/ --once

exit codes:
  0    it was stopped; with --once, all that was asked in the round could be read
  1    failed: the store could not be opened or written, or the news not be shown; with --once, nothing could be read
  2    wrong usage
  3    with --once: a file or an address was set aside; its problem is on standard error
"""
FORGET = """\
what comes out:
  the ids of the articles, one a line. With --yes they go out of the store with all their revisions, attributions and
  judgements, with the answers of the network that they were read from, and with the files that quoth derived from the
  store; then every byte of these files is looked through, and it is said that nothing is left, or where.
  A person goes with every article that names them. Inputs, files written with -o, copies and backups are not touched.
  What was forgotten is not taken in again from the same place; the store keeps a hash of it for that.

examples:
  quoth forget --person "Ilona Vestrey"           shows which articles would go
  quoth forget --person "Ilona Vestrey" --yes
  quoth forget ansel-ledger fen-gazette --yes --store week.db

exit codes:
  0    it was shown, or forgotten and nothing is left
  1    failed: something of it is left (it says where), the store is in use, or there is no such article
  2    wrong usage
"""
EVALUATE = f"""\
what comes out:
  percent of words, spans and whole attributions that were found, with a plain rule (quotation marks and reporting
  verbs) in the same table; the share of each kind; whether the scores mean what they say; and what went wrong, by cause

the gold:
  a folder with text/NAME.txt and attributions/NAME.ann (brat), or a .jsonl file of
  quoth attributions --with-text that you have put right by hand (docs/how-to/evaluate.md)

examples:
  quoth evaluate gold/                            reads the articles and scores what quoth finds
  quoth evaluate gold/ --errors 5                 the same, with the five worst errors of each cause
  quoth evaluate gold.jsonl other.jsonl           scores what another program, or an older quoth, found
  quoth evaluate gold/ --json

{_EXIT_CODES}"""
DOCTOR = """\
what comes out:
  the versions of quoth, Python and what quoth needs; the network and whether its files are the ones it names;
  whether the language of an article can be told; whether a store can be written in this folder; and, when there is
  one, whether the store is whole, row by row. The store is never altered.

examples:
  quoth doctor
  quoth doctor --store week.db
  quoth doctor --format json
  quoth doctor --audit                            with versions, licences and hashes of all that quoth is made of

exit codes:
  0    all is well
  1    something is not, and the line says what to do
  2    wrong usage
"""
