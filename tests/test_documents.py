"""What the documents for users say is what quoth does: the tutorial runs, the format page has every field."""

from __future__ import annotations

import doctest
import html
import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks import claims

import quoth
from conftest import ROOT
from quoth import cli
from quoth.columns import ATTRIBUTION, OUTLET, QUOTATION, TELLING
from quoth.usage.options import PARSERS

TUTORIAL = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
FORMAT = (ROOT / "docs/format.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", TUTORIAL, re.DOTALL)


SHORT = "quoth trace examples/articles --meta examples/meta.csv --no-store --short"
_A_LITTLE = ".{0,60}?"  # characters that ... may stand for within a line of the tutorial
_printed: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _beside_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder with the examples in it, and a terminal of 80 columns."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def printed(command: str) -> str:
    """What `quoth …` prints on standard output; it must end well. What keeps nothing is run once."""
    if command not in _printed or "--no-store" not in command:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            assert cli.main(shlex.split(command)[1:]) == 0
            out.flush()
        _printed[command] = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return _printed[command]


def sessions(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what it is said to print; ... stands for anything."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


@pytest.mark.parametrize("block", CONSOLE, ids=range(len(CONSOLE)))
def test_the_tutorial_prints_what_it_shows(block: str) -> None:
    """Lines may be broken elsewhere, where the names in them have another length. ... alone on a line stands for
    anything, and in a line for so much as a reader would expect there.
    """
    for command, output in sessions(block):
        shown = " ".join(printed(command).split())
        at = 0
        for line in filter(None, re.split(r"^\.\.\.$", output, flags=re.MULTILINE)):
            chunks = [re.escape(" ".join(chunk.split())) for chunk in line.split("...") if chunk.strip()]
            found = re.compile(_A_LITTLE.join(chunks)).search(shown, at)
            assert found, f"not printed by {command}:\n{line}"
            at = found.end()


def test_the_picture_of_the_terminal_shows_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it does not: ``python -m benchmarks.terminal`` takes it again."""
    monkeypatch.setenv("COLUMNS", "100")
    _printed.pop(SHORT, None)
    said = printed(SHORT).split()
    _printed.pop(SHORT)
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", (ROOT / "docs/terminal.svg").read_text(encoding="utf-8"))
    assert html.unescape(" ".join(drawn)).split() == said


def test_the_python_of_the_tutorial_runs() -> None:
    """The blocks after one another, as somebody would type them."""
    typed: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", TUTORIAL, re.DOTALL):
        exec(compile(block, "docs/tutorial.md", "exec"), typed)
    assert "read" in typed


def run_blocks(name: str) -> str:
    """The Python of a how-to page, block after block as somebody would type it; the page."""
    typed: dict[str, object] = {}
    page = (ROOT / f"docs/how-to/{name}.md").read_text(encoding="utf-8")
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, name, "exec"), typed)
    return page


@pytest.mark.parametrize("name", ["use-from-python", "check-against-a-record"])
def test_the_python_of_how_to_pages_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands behind a print as a remark is what is printed."""
    page = run_blocks(name)
    printed = capsys.readouterr().out
    for said in re.findall(r"print\(.*\)  # (\[.*\])$", page, re.MULTILINE):
        assert said in printed


QUAY = """<!doctype html><html lang="en"><head><title>Quay stays shut</title></head><body><article>
<h1>Quay stays shut</h1>
<p>The quay of Low Marsh stays shut until the spring, the board of the harbour decided after a long evening.</p>
<p>“We keep it shut until the bridge is open,” Hedda Brenn said to all who had come to the hall to hear of it.</p>
<p>The board meets again in June &amp; looks at the matter then, and nobody knows yet what it will cost the town.</p>
</article></body></html>"""


def test_the_python_that_leads_back_into_a_saved_page_finds_the_quotation(capsys: pytest.CaptureFixture[str]) -> None:
    Path("quay.html").write_text(QUAY, encoding="utf-8")
    run_blocks("read-saved-pages")
    assert capsys.readouterr().out.startswith("“We keep it shut until the bridge is open,”")


def test_the_python_that_asks_who_said_it_runs() -> None:
    printed("quoth trace examples/articles --meta examples/meta.csv --quiet")
    run_blocks("find-who-said-it")


def test_the_tour_in_the_docstring_of_the_package_runs() -> None:
    found = doctest.testmod(quoth, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert found.attempted >= 4
    assert found.failed == 0


def test_the_format_page_has_every_field() -> None:
    trace = json.loads(printed("quoth trace examples/articles --meta examples/meta.csv --no-store --format json"))
    lines = printed("quoth attributions examples/articles/newsloop24.txt --with-text").splitlines()

    documented = set(re.findall(r"`(\w+)`", FORMAT)) | set(re.findall(r'"(\w+)"', FORMAT))
    assert {key for value in [trace, *map(json.loads, lines)] for key in keys(value)} <= documented


def keys(value: Any) -> Iterator[str]:
    """All names of fields anywhere in `value`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


REFERENCE = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("command", sorted(PARSERS))
def test_the_reference_has_every_option_and_format(command: str) -> None:
    parser = PARSERS[command]()
    assert f"## quoth {command}\n" in REFERENCE
    options = {name for action in parser._actions for name in action.option_strings} - {"-h", "--help"}
    assert sorted(name for name in options if not re.search(rf"`{name}\b", REFERENCE)) == []
    assert [f for f in parser.formats if f"`{f}`" not in REFERENCE and f"--format {f}" not in REFERENCE] == []


def test_the_reference_has_every_column_of_a_table() -> None:
    for columns in (ATTRIBUTION, TELLING, QUOTATION, OUTLET):
        assert [c.name for c in columns if f"`{c.name}`" not in REFERENCE and not c.name.endswith("_spans")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_documents_have_options_that_there_are(page: Path) -> None:
    """`--flag` behind ``quoth COMMAND`` on a line, in a block or in the text."""
    for command, rest in re.findall(r"quoth (\w+)([^\n`|]*)", page.read_text(encoding="utf-8")):
        if command in PARSERS:
            asked = re.findall(r"(?<=\s)--?[a-z][\w-]*", rest.partition(" #")[0])
            assert [name for name in asked if name not in PARSERS[command]()._option_string_actions] == []


def test_the_readme_says_what_was_measured() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme == claims.written(readme, json.loads((ROOT / "docs/proof.json").read_text(encoding="utf-8")))


def test_a_figure_that_the_proof_no_longer_has_is_seen() -> None:
    figures = json.loads((ROOT / "docs/proof.json").read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="no longer"):
        claims.table({**figures, "sayings": {**figures["sayings"], "output": "nothing was found"}})


@pytest.mark.parametrize("stories", ["12 stories", "all 40"])
def test_the_readme_says_what_was_left_out_of_its_fit(stories: str) -> None:
    fitted = (ROOT / "docs/method/sayings.md").read_text(encoding="utf-8")
    row = re.search(rf"own attributions, {stories} \|.*\| ([\d.]+) \| \d+/", fitted)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert row is not None and f"{row[1]} on {'the 12 stories' if stories[0] == '1' else 'all 40'}" in readme


def test_links_between_documents_arrive() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} leads to {target}, which is not there"


def test_the_windows_on_the_page_of_the_method_are_those_of_the_network() -> None:
    config = json.loads((Path(quoth.__file__).parent / "model/en_v1/config.json").read_text(encoding="utf-8"))
    page = " ".join((ROOT / "docs/method/attributions.md").read_text(encoding="utf-8").split())
    assert f"windows of {config['size']} word pieces that share {config['overlap']} or more" in page
