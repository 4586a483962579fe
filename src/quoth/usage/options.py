"""What each command takes: its inputs and its options, read and checked as far as one of them tells by itself."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping

from quoth.commands import STORE
from quoth.usage import manual
from quoth.usage.parser import Parser, taught

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_EVERY = re.compile(r"(\d{1,5})([smhd]?)")


def _trace() -> Parser:
    parser = taught(
        "quoth trace", "A synopsis: what was said, and every outlet's telling of it side by side.", manual.TRACE
    )
    _add_inputs(parser)
    _add_format(parser, "text", "json", "html", "csv", "xlsx", "parquet")
    _add_raw(parser)
    less = parser.add_mutually_exclusive_group()
    less.add_argument("--shared", action="store_true", help="leave out what only one article tells")
    less.add_argument("--short", action="store_true", help="a line a saying, and what is worth a look (text only)")
    _add_record(parser, required=False)
    keep = parser.add_mutually_exclusive_group()
    keep.add_argument("--store", metavar="FILE", default=STORE, help=f"where what was read is kept (default: {STORE})")
    keep.add_argument("--no-store", action="store_true", help="keep nothing and look at the inputs only")
    _add_report(parser, "--report")
    _add_output(parser)
    return parser


def _attributions() -> Parser:
    parser = taught(
        "quoth attributions", "Who said what in each article, with the exact place of every word.", manual.ATTRIBUTIONS
    )
    _add_inputs(parser)
    _add_format(parser, "jsonl", "csv", "xlsx", "parquet")
    parser.add_argument("--with-text", action="store_true", help="give each article's text along")
    _add_raw(parser)
    _add_report(parser, "--report")
    _add_output(parser)
    return parser


def _why() -> Parser:
    parser = taught("quoth why", "What joined the tellings of one saying, and what would undo it.", manual.WHY)
    parser.add_argument("saying", metavar="SAYING", help="its number in the synopsis, its id, or that of a telling")
    _add_inputs(parser)
    _add_record(parser, required=False)
    keep = parser.add_mutually_exclusive_group()
    keep.add_argument("--store", metavar="FILE", help="number as quoth trace does with this store (default: none)")
    keep.add_argument("--no-store", action="store_true", help="look at the inputs only, as without --store")
    _add_format(parser, "text", "json")
    _add_report(parser, "--report")
    _add_output(parser)
    return parser


def _check() -> Parser:
    parser = taught("quoth check", "Every quotation beside the record of what was said.", manual.CHECK)
    _add_inputs(parser)
    _add_record(parser, required=True)
    parser.add_argument("--report", action="store_true", help="counts for each outlet in place of the quotations")
    _add_report(parser)
    _add_format(parser, "text", "json", "csv", "xlsx", "parquet")
    _add_raw(parser)
    _add_output(parser)
    return parser


def _who() -> Parser:
    parser = taught("quoth who", "Who said these words, or words near them, where and when.", manual.WHO)
    parser.usage = "quoth who [WORDS ...] [options]"
    add = parser.add_argument
    add("words", nargs="*", metavar="WORDS", help="a few words as they were said; after -- also such as begin with -")
    add("--by", metavar="NAME", help="only what was said by a speaker of this name")
    add("--outlet", metavar="NAME", help="only what this outlet told")
    add("--since", metavar="DAY", help="only from this day on: the day it was said, else that of publication")
    add("--until", metavar="DAY", help="only up to this day, month or year")
    add("--exact", action="store_true", help="only these very words, side by side and in this order")
    add("--store", metavar="FILE", default=STORE, help=f"the store that is asked (default: {STORE})")
    add("--most", metavar="N", type=_some, default=10, help="sayings at most (default: 10)")
    _add_format(parser, "text", "json")
    _add_output(parser)
    return parser


def _serve() -> Parser:
    parser = taught("quoth serve", "The store as a page for your browser, on this machine.", manual.SERVE)
    parser.add_argument(
        "--store", metavar="FILE", default=STORE, help=f"what is served, made when there is none (default: {STORE})"
    )
    parser.add_argument(
        "--port", metavar="N", type=_count, default=8137, help="default: 8137, or any that is free; 0: any that is free"
    )
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="default: 127.0.0.1, this machine only")
    parser.add_argument(
        "--password-file", metavar="FILE", help="ask for the password in this file (12 or more characters)"
    )
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
    _add_quiet(parser)
    parser.set_defaults(no_progress=True)
    return parser


def _watch() -> Parser:
    parser = taught("quoth watch", "Read again and again, and say what is new.", manual.WATCH)
    add = parser.add_argument
    add("--every", metavar="TIME", type=interval, default=900, help="between two rounds: 90s, 15m, 2h (default: 15m)")
    add("--once", action="store_true", help="one round, as for cron")
    add("--store", metavar="FILE", default=STORE, help=f"where what was read is kept (default: {STORE})")
    _add_format(parser, "text", "json")
    add("-o", "--output", metavar="FILE", help="add the news there (JSON Lines with --format json)")
    _add_inputs(parser, once=False)
    _add_record(parser, required=False)
    _add_quiet(parser)
    parser.set_defaults(no_progress=True, set_aside=None)
    return parser


def _forget() -> Parser:
    parser = taught("quoth forget", "Take articles out of the store, and show that nothing is left.", manual.FORGET)
    add = parser.add_argument
    add("articles", nargs="*", metavar="ARTICLE", help="the id, the path or the address of an article")
    add("--person", metavar="NAME", action="append", default=[], help="every article that names this person")
    add("--before", metavar="DAY", help="every article published before this day; without a day, kept before it")
    add("--store", metavar="FILE", default=STORE, help=f"the store (default: {STORE})")
    add("--yes", action="store_true", help="do it; without it, only show which articles would go")
    _add_quiet(parser)
    parser.set_defaults(no_progress=True)
    return parser


def _evaluate() -> Parser:
    parser = taught("quoth evaluate", "How well quoth does on articles that you annotated.", manual.EVALUATE)
    parser.add_argument("gold", metavar="GOLD", help="a folder of brat standoff files, or a .jsonl file with the texts")
    parser.add_argument(
        "predicted",
        metavar="PREDICTED",
        nargs="?",
        help="what somebody else found there, in either form; without it quoth reads GOLD",
    )
    parser.add_argument("--errors", metavar="N", type=_count, default=0, help="show the N worst errors of each cause")
    _add_format(parser, "text", "json")
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="short for --format json")
    _add_output(parser)
    return parser


def _doctor() -> Parser:
    parser = taught("quoth doctor", "What is installed, and whether it is whole.", manual.DOCTOR)
    parser.add_argument(
        "--store", metavar="FILE", help=f"the store to look through (default: {STORE}, if there is one)"
    )
    _add_format(parser, "text", "json")
    _add_output(parser)
    parser.add_argument(
        "--audit", action="store_true", help="compare every file of quoth, its network and its libraries with its hash"
    )
    return parser


def _add_inputs(parser: argparse.ArgumentParser, *, once: bool = True) -> None:
    """`once` says that each is read once, so that standard input may be one."""
    add = parser.add_argument
    what = f"a file, a folder, a glob{', an address, or - for standard input' if once else ' or an address'}"
    add("inputs", nargs="+", metavar="INPUT", help=what)
    fields = "which field of a row is our text, title, outlet, published, language, id, url, authors or html; or "
    fields += "day_first or month_first, which say how days like 03/04/2026 are written in it"
    add("--field", action="append", default=[], metavar="OURS=THEIRS", help=fields)
    add("--fetch", action="store_true", help="follow the links of feeds to the articles that are not in them")
    add("--meta", metavar="FILE.csv", help="outlet, date, title and URL by id or path, where the text does not say")
    add("--workers", metavar="N", type=_workers, default=1, help="how many processes read the articles (default: 1)")


def _add_record(parser: argparse.ArgumentParser, *, required: bool) -> None:
    what = "a transcript or statement; several files, a folder, a glob"
    parser.add_argument(
        "--record", metavar="FILE", nargs="+", action="extend", default=[], required=required, help=what
    )


def _add_report(parser: argparse.ArgumentParser, *also: str) -> None:
    """`also` are further names of the option; `quoth check` has a ``--report`` of another kind."""
    what = "write there what was set aside and why, as JSON Lines"
    parser.add_argument("--set-aside", *also, dest="set_aside", metavar="FILE", help=what)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="write there, whole or not at all (default: stdout)")
    _add_quiet(parser)
    parser.add_argument("--no-progress", action="store_true", help="no line of progress on the terminal")


def _add_format(parser: Parser, *choices: str) -> None:
    """The first of `choices` is the default, unless the name of the output says otherwise."""
    parser.formats = choices
    what = f"default: by the name of FILE, else {choices[0]}"
    parser.add_argument("--format", type=str.lower, choices=choices, help=what)


def _add_raw(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--raw", action="store_true", help="CSV cells as they are, formulas included")


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-q", "--quiet", action="store_true", help="on standard error, what went wrong and no more")


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"expected a number, such as 5, and got {given!r}")
    return int(given)


def _some(given: str) -> int:
    if not _count(given):
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, and got {given!r}")
    return int(given)


def _workers(given: str) -> int:
    from quoth.workers import MOST

    if not given.isdecimal() or not 1 <= int(given) <= MOST:
        raise argparse.ArgumentTypeError(f"expected a number of processes, 1 to {MOST}, and got {given!r}")
    return int(given)


def interval(given: str) -> int:
    """Seconds: ``15m``, ``90s``, ``2h``, ``1d``; a number alone counts minutes."""
    m = _EVERY.fullmatch(given.strip())
    if m is None or not int(m[1]):
        raise argparse.ArgumentTypeError(f"expected a time such as 15m, 90s or 2h, and got {given!r}")
    return int(m[1]) * _UNITS[m[2] or "m"]


PARSERS: Mapping[str, Callable[[], Parser]] = {
    "trace": _trace,
    "attributions": _attributions,
    "why": _why,
    "check": _check,
    "who": _who,
    "serve": _serve,
    "watch": _watch,
    "forget": _forget,
    "evaluate": _evaluate,
    "doctor": _doctor,
}
