"""What is lost between a page and its words: ``python -m benchmarks.markup [--show NAME]``.

Four tables, each with quoth and the extractors that people use, as far as the Python that `QUOTH_PEER` names has them
(``pip install trafilatura resiliparse newspaper4k``):

1. the cases of tests/html_cases.txt, each set into an article, by section: a case is right when the expected words
   stand in the output one behind the other and none that nobody said;
2. 66 invented pages in 22 templates: recall and precision of the article's words, and of the words in quotation marks;
3. 19 pages as newsrooms' systems make them from 2024 to 2026 (tests/pages), each written by hand: the same figures;
4. 17 pages that are no article: how many are refused, with the right reason, and how many words of them come out.

The comparison is kind to the others where tools may differ: letter case, white space, the style of quotation marks,
brackets round a footnote's mark, marks round a block quotation do not count; headline, byline, date, credit and a
repeated pull-quote may be there or not.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.extractors import Extractor, extractors
from benchmarks.pages.templates import TEMPLATES
from benchmarks.pages.walls import walls
from benchmarks.pages.written import Written, plain, written
from rapidfuzz.distance import LCSseq

from quoth.articles.html import NoArticleError, read_page
from quoth.quotation import states

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from html_cases import Case, cases
from test_html_today import PAGES, told

PER_TEMPLATE = 3
_FRAME = (
    "<!DOCTYPE html><html lang='en'><head><title>The council of Tarrow meets twice | Coast &amp; Country</title></head>"
    "<body><header><nav><ul><li><a href='/'>Home</a></li><li><a href='/coast'>Coast</a></li></ul></nav></header><main>"
    "<article><h1>The council of Tarrow meets twice</h1><p>The council of Tarrow met for the second time in a week,"
    " because its chair had lost the key to the hall on the first day and the door had to be broken down by the fire"
    " brigade.</p><p>The members then sat for three hours over the money for the new swimming baths, which nobody"
    " outside of the town believes in, and agreed on the colour of the tiles, if not on the depth of the water.</p>"
    "\n{}\n"
    "<p>A third meeting has been called for the coming week, when the depth of the water is to be settled and the key,"
    " if it has been found by then, will be handed to the oldest of the members for good.</p>"
    "<p>Until that day the baths remain what they have been for eleven years, a hole behind the school in which frogs"
    " are heard in the spring, as all who live there will tell you.</p></article></main>"
    "<footer><p>All rights reserved.</p></footer></body></html>"
)
_SAME = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), "[": "", "]": "", "|": " ", "\t": " "}
)
_ABOVE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_NEUTRAL = frozenset({"credit", "pull", "headline", "byline", "deck", "time"})
_BLOCK = frozenset({"quote"})  # its marks are quoth's own rule, so that nobody has to have them
_WORD = re.compile(r"\w+(?:['’]\w+)*")


# The cases


def right(case: Case, output: str) -> bool:
    """Whether `output` has what the case says, and nothing that it says nobody said."""
    marks = case.section != "Block quotations"
    shown = same(output, marks=marks)
    said = [words for _, words in case.says]
    ways = [said] + ([case.otherwise] if case.otherwise else [])
    return any(all(same(w, marks=marks) in shown for w in way) for way in ways) and not any(
        same(n, marks=marks) in shown for n in case.never
    )


def same(words: str, *, marks: bool = True) -> str:
    """`words` without what tools may do as they like."""
    words = _ABOVE.sub(lambda m: " " + unicodedata.normalize("NFKC", m[0]), words)
    words = unicodedata.normalize("NFKC", words).translate(_SAME).casefold()
    if not marks:
        words = words.replace('"', "")
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(words.split()))


def by_section(tools: dict[str, Extractor]) -> tuple[dict[str, Counter[str]], Counter[str], dict[str, list[str]]]:
    """Cases right for each section and tool, cases of each section, and the names of those that are wrong by tool."""
    score: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        total[case.section] += 1
        page = _FRAME.replace("{}", case.markup)
        for name, extract in tools.items():
            good = right(case, extract(page)[0])
            score[case.section][name] += good
            if not good:
                wrong[name].append(f"{case.section}: {case.name}")
    return score, total, wrong


# The pages


@dataclass(slots=True)
class Figures:
    """Counts of words; `kept` of the article, `all_` of it, `out` what the tool gave."""

    kept: int = 0
    all_: int = 0
    good: int = 0
    out: int = 0
    quoted_kept: int = 0
    quoted_all: int = 0
    quoted_good: int = 0
    quoted_out: int = 0
    captions_kept: int = 0
    captions: int = 0
    seconds: float = 0.0

    def shown(self) -> str:
        def share(a: int, b: int) -> str:
            return f"{100 * a / b:5.1f}" if b else "    -"

        pairs = (
            (self.kept, self.all_),
            (self.good, self.out),
            (self.quoted_kept, self.quoted_all),
            (self.quoted_good, self.quoted_out),
            (self.captions_kept, self.captions),
        )
        return "  ".join((*(share(a, b) for a, b in pairs), f"{self.seconds:5.2f}"))


def pages(per_template: int = PER_TEMPLATE) -> Iterator[tuple[str, Written, str]]:
    """(template, article, page) of all templates."""
    for number, (name, template) in enumerate(TEMPLATES.items()):
        for i in range(per_template):
            seed = 100 * number + i
            article = written(seed, live=name == "live")
            yield name, article, template(article, Random(seed))


def measured(tools: dict[str, Extractor]) -> dict[str, dict[str, Figures]]:
    """Figures by tool and template, and over all under ""."""
    out: dict[str, dict[str, Figures]] = {tool: defaultdict(Figures) for tool in tools}
    for template, article, page in pages():
        gold = _gold(article, template)
        for tool, extract in tools.items():
            text, took = extract(page)
            for key in (template, ""):
                out[tool][key].seconds += took
                _count(out[tool][key], gold, text)
    return out


def today(tools: dict[str, Extractor]) -> dict[str, Figures]:
    """Figures by tool over tests/pages; the words are those of tests/pages.txt, less lines that lead elsewhere."""
    out: dict[str, Figures] = {tool: Figures() for tool in tools}
    for page in told():
        if not page.name.endswith(".html"):
            continue
        markup = (PAGES / page.name).read_text(encoding="utf-8")
        gold = []
        for line in page.lines:
            kind, words = line[:10].strip(), line[10:]
            if kind != "link":
                quoted = states(words)
                kind = {"pullquote": "pull", "date": "time"}.get(kind, kind)
                gold += [(m.group().casefold(), kind, quoted[m.start()] == 1) for m in _WORD.finditer(_flat(words))]
        for tool, extract in tools.items():
            text, took = extract(markup)
            out[tool].seconds += took
            _count(out[tool], gold, text)
    return out


def _gold(article: Written, template: str) -> list[tuple[str, str, bool]]:
    """(word, kind, in quotation marks) of the article in order; what may be left out has a neutral kind."""
    whole = [("headline", article.title), ("deck", article.deck), ("byline", article.byline)]
    whole += [(k, plain(t)) for k, t in article.content]
    gone = {"lazy": {"caption", "credit", "pull"}, "live": {"row"}}.get(template, set())
    out = []
    for kind, words in whole:
        if kind in gone:
            continue
        quoted = states(words)
        out += [(m.group().casefold(), kind, quoted[m.start()] == 1) for m in _WORD.finditer(_flat(words))]
    return out


def _flat(words: str) -> str:
    return words.replace("|", " ").replace("’", "'")


def _count(figures: Figures, gold: list[tuple[str, str, bool]], text: str) -> None:
    quoted = states(text)
    found = [(m.group().casefold(), quoted[m.start()] == 1) for m in _WORD.finditer(_flat(text))]
    matched = [
        (a, b)
        for op in LCSseq.opcodes([w for w, _, _ in gold], [w for w, _ in found])
        if op.tag == "equal"
        for a, b in zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True)
    ]
    body = [k not in _NEUTRAL and k != "caption" for _, k, _ in gold]
    figures.all_ += sum(body)
    figures.kept += sum(body[a] for a, _ in matched)
    figures.out += len(found)
    figures.good += len(matched)
    blocks = {b for a, b in matched if gold[a][1] in _BLOCK}
    figures.quoted_all += sum(q and b for (_, _, q), b in zip(gold, body, strict=True))
    figures.quoted_kept += sum(gold[a][2] and body[a] and found[b][1] for a, b in matched)
    figures.quoted_out += sum(q for b, (_, q) in enumerate(found) if b not in blocks)
    figures.quoted_good += sum(gold[a][2] and found[b][1] for a, b in matched if b not in blocks)
    figures.captions += sum(k == "caption" for _, k, _ in gold)
    figures.captions_kept += sum(gold[a][1] == "caption" for a, _ in matched)


def refused() -> tuple[int, int, list[str]]:
    """How many walls are refused, how many with the right reason, and what happened to the others."""
    no, reason, wrong = 0, 0, []
    for name, code, page in walls():
        try:
            text = read_page(page).text
        except NoArticleError as error:
            no += 1
            reason += error.code == code
            if error.code != code:
                wrong.append(f"{name}: {error.code}, not {code}")
        else:
            wrong.append(f"{name}: taken for an article of {len(text.split())} words")
    return no, reason, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="TOOL", help="the cases that a tool gets wrong, and its figures by template")
    shown = parser.parse_args().show
    found = extractors()
    tools = found.tools
    print(
        ", ".join(f"{name} {version}" for name, version in found.versions.items()) or "no other extractor is installed"
    )
    score, total, wrong = by_section(tools)
    print("cases right".ljust(34) + "  of" + "".join(f"{n:>21}" for n in tools))
    for section, n in total.items():
        print(f"{section:<34}{n:4}" + "".join(f"{score[section][t]:>21}" for t in tools))
    print(f"{'all':<34}{sum(total.values()):4}" + "".join(f"{sum(s[t] for s in score.values()):>21}" for t in tools))
    figures = measured(tools)
    n = len(TEMPLATES) * PER_TEMPLATE
    print(f"\n{n} pages".ljust(24) + "words R      P  quoted R     P  captions  CPU s")
    for tool in tools:
        print(f"{tool:<24}{figures[tool][''].shown()}")
    pages_of_today = today(tools)
    n = sum(page.name.endswith(".html") for page in told())
    print(f"\n{n} pages of today".ljust(24) + "words R      P  quoted R     P  captions  CPU s")
    for tool in tools:
        print(f"{tool:<24}{pages_of_today[tool].shown()}")
    no, reason, others = refused()
    print(f"\n{len(walls())} pages that are no article: quoth refuses {no}, {reason} with the right reason")
    for line in others:
        print(f"  {line}")
    for tool, extract in tools.items():
        words = [len(extract(page)[0].split()) for _, _, page in walls()]
        print(f"  {tool}: {sum(words):,} words out of {sum(w > 0 for w in words)} of them")
    if shown:
        print(f"\n{shown}, wrong:", *wrong[shown], sep="\n  ")
        for template in TEMPLATES:
            print(f"{template:<24}{figures[shown][template].shown()}")
    return int(bool(wrong["quoth"]) or reason < len(walls()))


if __name__ == "__main__":
    raise SystemExit(main())
