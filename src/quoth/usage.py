"""What the command line takes, and the help that teaches it."""

from __future__ import annotations

import argparse
import sys

from quoth import __version__
from quoth.commands.keeping import STORE

USAGE = 2  # the exit code of wrong usage; argparse has the same
MOST_WORKERS = 256

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
  text files, saved pages, feeds, web archives (WARC, WACZ), mail, tables (JSON, CSV, Parquet), ZIP files, folders of
  them, globs in quotes ("news/*.txt"), - for standard input, or addresses (https://...). Data goes to standard
  output, words to standard error. Nothing is fetched from the network but the addresses that you name and, with
  --fetch, the links of feeds.
"""
_TOP = f"""\
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
_WHY = f"""\
what comes out:
  every link between two tellings of the saying: how sure it is and how sure it had to be, everything that was weighed
  with what it adds to the log-odds, and the reasons without which the link would not have been made; then from how
  many independent sides it comes, and what was weighed between every two of its tellings and of their articles.
  Only the inputs are looked at, no store: ids are those of quoth trace --no-store over the same inputs.

examples:
  quoth why y316f5a134d news/
  quoth why ansel-ledger:1315 news/ --format json

{_EXIT_CODES}"""
_ATTRIBUTIONS = f"""\
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
_TRACE = f"""\
what comes out:
  text  for reading, story by story: what to look at first, then each saying once, its speaker and day, its tellings
        under each other with the differing words marked, then the statements that stand alone; last the problems.
        --shared leaves out the statements that stand alone, which are most
  json  one object of the format quoth/1 (docs/format.md)
  html  one page that needs nothing else
  The stories that hold an input are shown. What was read is kept in {STORE} in this folder (--store names another
  file, --no-store keeps nothing), so that a second run only attributes what is new, a run that was cut off goes on
  where it was, and articles of earlier runs stand beside new ones on the same story.

examples:
  quoth trace news/
  quoth trace news/ --shared | less
  quoth trace monday/*.txt tuesday/*.txt --store week.db
  quoth trace news/ --no-store --format json | jq '.sayings[] | select(.wording == "differs")'
  quoth trace news/ --format html -o synopsis.html
  quoth trace news/ --record briefing.txt         with what the record has beside each saying

{_INPUTS}
{_EXIT_CODES}"""
_CHECK = f"""\
what comes out:
  text  each quotation of five words or more: word for word as in the record, with other words (which, and whether the
        meaning may differ), or not found in it, with the passage of the record and its place
  json  one line an article: {{"article": {{...}}, "quotations": [{{"start", "end", "text", "speaker", "verdict",
        "record", "record_start", "record_end", "record_text", "changes", "meaning", ...}}], "problems": [...]}}
  --report counts instead, for each outlet: how many have a record, how many are word for word, which kinds of change,
  and how much of it may be noise. No store is read or written.

records:
  transcripts as text ("NAME: words", Hansard, or no names at all), tables (tab- or comma-separated), HTML, subtitles
  (SRT, WebVTT). With several records each quotation is shown beside the one that agrees best, and where two have it,
  where they differ among themselves.

examples:
  quoth check news/ --record briefing.txt
  quoth check article.txt --record official.txt network.vtt
  quoth check news/ --record briefings/ --format json | jq -c '.quotations[] | select(.meaning)'
  quoth check news/ --record briefings/ --meta outlets.csv --report

{_INPUTS}
{_EXIT_CODES}"""
_WHO = f"""\
what comes out:
  text  sayings, the nearest first: who said it, on which day, where it was first seen, and every telling with its
        words, outlet, day and id; what a record has beside it, where quoth trace --record was asked for one
  json  one object: {{"format", "asked", "complete", "first_seen", "sayings": [{{"saying", "story", "speaker",
        "first_seen", "tellings": [{{"id", "article", "outlet", "published", "content", "how", "score", ...}}]}}]}}
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

{_EXIT_CODES}"""
_EVALUATE = f"""\
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
_SERVE = """\
what comes out:
  one line on standard output: the address to open, with the key of this run in it. Then it serves until Ctrl-C.
  Stories, sayings, articles, speakers, outlets, a search and a list of problems; every view also as .json and .csv.
  What you judge is kept in the store, apart from what the machine found. Beside the store it keeps FILE-page, an index
  that may be deleted at any time, and FILE-dropped, the texts that you gave it to read.
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
_DOCTOR = """\
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


def parse(given: list[str]) -> argparse.Namespace:
    """The arguments of one command, its name in `command`; options and inputs may stand in any order.

    Raises SystemExit as argparse does, once it has said what was wrong, or shown the help or the version.
    """
    commands = {"attributions": _attributions_parser, "trace": _trace_parser, "why": _why_parser}
    commands |= {"who": _who_parser, "watch": _watch_parser, "forget": _forget_parser}
    commands |= {"check": _check_parser, "serve": _serve_parser, "evaluate": _evaluate_parser, "doctor": _doctor_parser}
    if given and given[0] in commands:
        parser = commands[given[0]]()
        parser.set_defaults(command=given[0])
        return parser.parse_intermixed_args(given[1:])
    parser = _parser("quoth", "Who said what in the news, word for word.", _TOP)
    parser.usage = "quoth COMMAND [INPUT ...] [options]"
    parser.add_argument("--version", action="version", version=f"quoth {__version__}", help="show it and load nothing")
    parser.add_argument("command", nargs="?", choices=sorted(commands), metavar="COMMAND")
    parser.parse_args(given[:1])
    parser.print_help(sys.stderr)
    raise SystemExit(USAGE)


def _forget_parser() -> argparse.ArgumentParser:
    from quoth.commands import forget as forgetting

    parser = _parser("quoth forget", "Take articles out of the store, and show that nothing is left.", forgetting.HELP)
    forgetting.add_options(parser.add_argument, STORE)
    parser.add_argument("-q", "--quiet", action="store_true", help="on standard error, what went wrong and no more")
    parser.set_defaults(no_progress=True)
    return parser


def _watch_parser() -> argparse.ArgumentParser:
    from quoth.watch import usage as watch

    parser = _parser("quoth watch", "Read again and again, and say what is new.", watch.HELP)
    watch.add_options(parser.add_argument, STORE)
    _add_inputs(parser)
    _add_record(parser, required=False)
    parser.add_argument("-q", "--quiet", action="store_true", help="on standard error, what went wrong and no more")
    parser.set_defaults(no_progress=True, set_aside=None)
    return parser


def _attributions_parser() -> argparse.ArgumentParser:
    parser = _parser(
        "quoth attributions", "Who said what in each article, with the exact place of every word.", _ATTRIBUTIONS
    )
    _add_inputs(parser)
    parser.add_argument("--format", choices=("jsonl", "csv", "parquet"), default="jsonl", help="default: jsonl")
    parser.add_argument("--with-text", action="store_true", help="give each article's text along")
    parser.add_argument("--raw", action="store_true", help="CSV cells as they are, formulas included")
    _add_report(parser)
    _add_output(parser)
    return parser


def _trace_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth trace", "A synopsis: what was said, and every outlet's telling of it side by side.", _TRACE)
    _add_inputs(parser)
    parser.add_argument("--format", choices=("text", "json", "html"), default="text", help="default: text")
    parser.add_argument("--shared", action="store_true", help="leave out what only one article tells")
    _add_record(parser, required=False)
    keep = parser.add_mutually_exclusive_group()
    keep.add_argument("--store", metavar="FILE", default=STORE, help=f"where what was read is kept (default: {STORE})")
    keep.add_argument("--no-store", action="store_true", help="keep nothing and look at the inputs only")
    _add_report(parser)
    _add_output(parser)
    return parser


def _why_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth why", "What joined the tellings of one saying, and what would undo it.", _WHY)
    parser.add_argument("saying", metavar="SAYING", help="the id of a saying, or of one of its tellings")
    _add_inputs(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _add_report(parser)
    _add_output(parser)
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth check", "Every quotation beside the record of what was said.", _CHECK)
    _add_inputs(parser)
    _add_record(parser, required=True)
    parser.add_argument("--report", action="store_true", help="counts for each outlet in place of the quotations")
    _add_report(parser, "--set-aside")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _add_output(parser)
    return parser


def _who_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth who", "Who said these words, or words near them, where and when.", _WHO)
    parser.usage = "quoth who [WORDS ...] [options]"
    add = parser.add_argument
    add("words", nargs="*", metavar="WORDS", help="a few words as they were said; after -- also such as begin with -")
    add("--by", metavar="NAME", default="", help="only what was said by a speaker of this name")
    add("--outlet", metavar="NAME", default="", help="only what this outlet told")
    add("--since", metavar="DAY", help="only from this day on: the day it was said, else that of publication")
    add("--until", metavar="DAY", help="only up to this day, month or year")
    add("--exact", action="store_true", help="only these very words, side by side and in this order")
    add("--store", metavar="FILE", default=STORE, help=f"the store that is asked (default: {STORE})")
    add("--most", metavar="N", type=_count, default=10, help="sayings at most (default: 10)")
    add("--format", choices=("text", "json"), default="text", help="default: text")
    _add_output(parser)
    return parser


def _evaluate_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth evaluate", "How well quoth does on articles that you annotated.", _EVALUATE)
    parser.add_argument("gold", metavar="GOLD", help="a folder of brat standoff files, or a .jsonl file with the texts")
    parser.add_argument(
        "predicted",
        metavar="PREDICTED",
        nargs="?",
        help="JSON Lines of quoth attributions; without it quoth reads GOLD",
    )
    parser.add_argument("--errors", metavar="N", type=_count, default=0, help="show the N worst errors of each cause")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="short for --format json")
    _add_output(parser)
    return parser


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a number, such as 5, and got {given!r}")
    return int(given)


def _serve_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth serve", "The store as a page for your browser, on this machine.", _SERVE)
    parser.add_argument(
        "--store", metavar="FILE", default=STORE, help=f"what is served, made when there is none (default: {STORE})"
    )
    parser.add_argument(
        "--port", metavar="N", type=int, default=8137, help="default: 8137, or any that is free; 0: any that is free"
    )
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="default: 127.0.0.1, this machine only")
    parser.add_argument("--password-file", metavar="FILE", help="ask for the password in this file (12 or more signs)")
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="a name that the page may be reached by"
    )
    parser.add_argument(
        "--as", dest="judge", metavar="NAME", help="under which judgements are kept (default: yours here)"
    )
    parser.add_argument(
        "--fetch", action="store_true", help="let addresses be pasted on the page and fetched (default: they are not)"
    )
    _add_record(parser, required=False)
    parser.add_argument("-q", "--quiet", action="store_true", help="on standard error, what went wrong and no more")
    parser.set_defaults(no_progress=True)
    return parser


def _doctor_parser() -> argparse.ArgumentParser:
    parser = _parser("quoth doctor", "What is installed, and whether it is whole.", _DOCTOR)
    parser.add_argument(
        "--store", metavar="FILE", help=f"the store to look through (default: {STORE}, if there is one)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--audit", action="store_true", help="compare every file of quoth, its network and its libraries with its hash"
    )
    parser.set_defaults(quiet=False, no_progress=True)
    return parser


def _parser(program: str, what: str, epilog: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=program,
        description=what,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_inputs(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("inputs", nargs="+", metavar="INPUT", help="a file, a folder, a glob, an address, or - for standard input")
    add(
        "--field", action="append", default=[], metavar="OURS=THEIRS", help="which field of a JSON row is which of ours"
    )
    add("--fetch", action="store_true", help="follow the links of feeds to the articles that are not in them")
    add("--meta", metavar="FILE.csv", help="outlet, date, title and URL by id or path, where the text does not say")
    add("--workers", metavar="N", type=_workers, default=1, help="how many processes read the articles (default: 1)")


def _add_record(parser: argparse.ArgumentParser, *, required: bool) -> None:
    what = "a transcript or statement; several files, a folder, a glob"
    parser.add_argument(
        "--record", metavar="FILE", nargs="+", action="extend", default=[], required=required, help=what
    )


def _workers(given: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"expected a number of processes, 1 to {MOST_WORKERS}, and got {given!r}")
    return int(given)


def _add_report(parser: argparse.ArgumentParser, option: str = "--report") -> None:
    what = "write there what was set aside and why, as JSON Lines"
    parser.add_argument(option, dest="set_aside", metavar="FILE", help=what)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write there, whole or not at all (default: stdout)")
    parser.add_argument("-q", "--quiet", action="store_true", help="on standard error, what went wrong and no more")
    parser.add_argument("--no-progress", action="store_true", help="no line of progress on the terminal")
