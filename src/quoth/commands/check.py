"""``quoth check``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quoth.commands.engine import Engine
from quoth.commands.inputs import attributed_inputs
from quoth.commands.tables import TABLES, not_on_a_terminal, write_table
from quoth.commands.tally import Tally
from quoth.output import Words, as_json, opened, width_and_color
from quoth.types import Attributed, Problem

if TYPE_CHECKING:
    from quoth.checking import Checker
    from quoth.records.finding import Checked
    from quoth.tabular import Column, Row


def check(args: argparse.Namespace, engine: Engine, words: Words) -> int:
    """``quoth check``: every quotation of five words or more beside what the records have in its place."""
    from quoth.records.finding import Checked

    not_on_a_terminal(args)
    checker = checker_of(args.record)
    for problem in checker.problems:
        words.problem(problem)
    tally = Tally.of(args, engine)
    unread: list[Problem] = []
    lines = args.format == "json"

    def each() -> Iterator[Checked]:
        for one in attributed_inputs(args, engine, tally, words):
            if isinstance(one, Attributed):
                for problem in one.problems if args.format in TABLES else ():  # rows have no place for them
                    words.problem(problem)
                yield checker.check(one)
            else:
                words.problem(one)
                unread.append(one)
                if one.article is not None and lines and not args.report:
                    yield Checked(one.article, (), (one,))

    with opened(args.output, words) as output:
        if args.format in TABLES:
            write_table(args, *_rows(each(), args), output)
        else:
            for piece in _checked(each(), unread, checker, args):
                output.write(piece)
                output.flush()
        tally.spare(args.output, args.format)
    return tally.verdict(words)


def checker_of(paths: Sequence[str]) -> Checker:
    """The records of `paths`, read; raises InputError when not one could be."""
    from quoth.checking import Checker

    return Checker(paths)


def _rows(checked: Iterable[Checked], args: argparse.Namespace) -> tuple[Sequence[Column], Iterable[Row]]:
    """The columns and the rows: of quotations, or with ``--report`` of outlets."""
    from quoth import columns

    if not args.report:
        return columns.QUOTATION, columns.quotations(checked)
    from quoth.records.report import fidelity

    return columns.OUTLET, columns.outlets(fidelity(checked))


def _checked(
    checked: Iterable[Checked], unread: Sequence[Problem], checker: Checker, args: argparse.Namespace
) -> Iterator[str]:
    """What ``quoth check`` prints, piece by piece."""
    if args.report:
        from quoth.records.report import fidelity

        reports = fidelity(checked)
        if args.format == "json":
            yield from (as_json(report.to_dict()) + "\n" for report in reports)
            return
    elif args.format == "json":
        yield from (as_json(one.to_dict()) + "\n" for one in checked)
        return
    from quoth.page import checked as page
    from quoth.page import fidelity as report_page

    width, color = width_and_color(args.output)
    if args.report:
        names = [index.record.path for index in checker.indexes]
        yield report_page.render(reports, names, unread, width=width, color=color)
    else:
        yield from page.render(checked, unread, width=width, color=color)
