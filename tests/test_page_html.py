"""The synopsis for a browser: structure an editor and a screen reader can use, and hostile text that stays inert."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.page import html
from quoth.page.marking import Piece
from quoth.page.safe import safe
from quoth.page.views import Witness
from quoth.types import Article, Beside, Problem, Reading, Recorded, Saying, Span, Speaker, Story, Trace, Variant

VESTREY = Speaker("Ilona Vestrey", "person")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style><script>x</script>",
    "</title><base href=//e>",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- -->]]><svg/onload=x>",
    "turned \u202egnp.exe\u202c",
    "\x00\x1b[2J",
    "a b#c%20&amp;",
]
_VOID = {"meta", "br", "link", "img", "input", "hr", "base"}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and its visible words by element id."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.held: list[list[str]] = []
        self.ids: dict[str, list[str]] = {}
        self.divs: list[str] = []
        self._texts: list[tuple[int, list[str]]] = []
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in _VOID:
            return
        self.open.append(tag)
        words: list[str] = []
        self.held.append(words)
        if anchor := dict(attrs).get("id"):
            assert anchor not in self.ids, f"{anchor} is there twice"
            self.ids[anchor] = words
        if dict(attrs).get("class") == "text":
            self._texts.append((len(self.open), words))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"
        self.held.pop()

    def handle_data(self, data: str) -> None:
        for words in self.held:
            words.append(data)

    def texts(self) -> list[str]:
        """The articles' texts, in order."""
        return ["".join(words) for _, words in self._texts]

    def words(self, anchor: str) -> str:
        return "".join(self.ids[anchor])

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def two_tellings() -> Trace:
    articles, attributions = [], []
    for outlet, source in {
        "Ledger": "PORT ANSEL —\n\n[content “Fifteen berths will reopen,”] [source Vestrey] [cue said].",
        "Daily": "[source The minister] [cue told] us: [content “Fifty berths will reopen.”]",
    }.items():
        article, found = marked(source, id=outlet.lower(), outlet=outlet, speakers={"": VESTREY})
        articles.append(replace(article, title=f"{outlet} on the quay"))
        attributions += found
    ids = tuple(a.id for a in attributions)
    variant = Variant((Reading("Fifteen", ids[:1]), Reading("Fifty", ids[1:])), ("replacement",), True)
    return Trace(
        tuple(articles),
        tuple(attributions),
        (Story("e1", ("ledger", "daily"), ("s1",)),),
        (Saying("s1", "e1", VESTREY, ids, (variant,), "differs"),),
    )


def test_every_telling_leads_to_its_words_in_the_article() -> None:
    trace = two_tellings()

    page = Page(html.render(trace))

    targets = [attrs["href"] for attrs in page.named("a") if re.fullmatch(r"#a\d+-\d+", attrs.get("href") or "")]
    assert [page.words(t[1:]) for t in targets if t] == ["“Fifteen berths will reopen,”", "“Fifty berths will reopen.”"]


def test_every_link_stays_in_the_page_and_arrives() -> None:
    page = Page(html.render(two_tellings()))

    assert page.named("a")
    for attrs in page.named("a"):
        if "href" in attrs:
            assert (attrs["href"] or "").removeprefix("#") in page.ids


def test_the_articles_stand_there_whole() -> None:
    trace = two_tellings()

    assert Page(html.render(trace)).texts() == [a.text for a in trace.articles]


def test_a_name_in_doubt_and_who_says_it_in_the_record_are_told_as_on_the_terminal() -> None:
    """Nor is a difference grave that there is only if all are one statement."""
    trace = two_tellings()
    by_she = replace(trace.attributions[1], source=(Span(0, 3, "she"),), speaker=None)
    first = replace(trace.attributions[0], source=(Span(0, 2, "he"),))
    saying = trace.sayings[0]
    doubted = html.render(replace(trace, attributions=(first, by_she)))
    assert '<p class="note">The name is in doubt: no article has it beside these words, and one alone was' in doubted
    assert "The name is in doubt" not in html.render(trace)

    recorded = Recorded("briefing", 0, 7, "Fifteen", "CADDOCK", (Beside(saying.tellings[0], "verbatim"),))
    nameless = html.render(replace(trace, sayings=(replace(saying, speaker=None, record=recorded),)))
    assert "<li>The record alone names who says it: CADDOCK.</li>" in nameless

    assert '<li class="grave">' in html.render(trace)
    perhaps = html.render(replace(trace, sayings=(replace(saying, doubtful=saying.tellings[1:]),)))
    assert "<li>Only if all are one statement: “Fifteen” (Ledger) / “Fifty” (Daily)" in perhaps
    assert '<li class="grave">' not in perhaps
    folded = "<summary>1 saying perhaps told by several: too little in common to be sure</summary>"
    assert folded in perhaps
    assert perhaps.index(folded) < perhaps.index('id="s1.1"'), "what is less sure is folded away"
    assert '<a href="#perhaps1">1 saying perhaps told by several</a>' in perhaps
    assert "perhaps told by several" not in html.render(trace)


def test_differing_words_are_marked_for_eye_and_ear() -> None:
    page = html.render(two_tellings())

    assert '<u class="differs"><span class="hidden">[differs: </span>Fifteen<span class="hidden">]</span></u>' in page
    assert ".differs {" in page
    assert "text-decoration: underline" in page


def test_landmarks_headings_and_tables_are_there_for_a_screen_reader() -> None:
    page = Page(html.render(two_tellings()))
    tags = [tag for tag, _ in page.elements]

    assert [tags.count(t) for t in ("header", "main", "h1")] == [1, 1, 1]
    assert [attrs["aria-label"] for attrs in page.named("nav")] == ["Contents", "Sayings of story 1"]
    assert len(page.named("caption")) == len(page.named("table")) == 1
    assert {attrs.get("scope") for attrs in page.named("th")} == {"col", "row"}
    levels = [int(t[1]) for t in tags if re.fullmatch("h[1-6]", t)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    labelled = [attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs]
    assert set(labelled) <= set(page.ids)


def test_nothing_runs_and_nothing_is_fetched() -> None:
    page = Page(html.render(two_tellings()))

    assert not [tag for tag, _ in page.elements if tag in {"script", "img", "link", "iframe", "object", "base", "form"}]
    policy = next(attrs["content"] for attrs in page.named("meta") if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "url(" not in html.render(two_tellings())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_inert_wherever_it_stands(hostile: str) -> None:
    plain = two_tellings()
    articles = tuple(
        Article(hostile + a.id, hostile, a.text + hostile, outlet=hostile, title=hostile, published=hostile)
        for a in plain.articles
    )
    attributions = tuple(
        replace(a, id=hostile + a.id, article=hostile + a.article, via=hostile, said_on=hostile, reason=hostile)
        for a in plain.attributions
    )
    ids = tuple(a.id for a in attributions)
    variant = Variant((Reading(hostile, ids[:1]), Reading("Fifty", ids[1:])), ("replacement",), True)
    trace = Trace(
        articles,
        attributions,
        (Story(hostile, tuple(a.id for a in articles), (hostile, "s2")),),
        (
            Saying(hostile, hostile, Speaker(hostile, "person"), ids, (variant,), "differs"),
            Saying("s2", hostile, None, ids[:1]),
        ),
        (Problem(hostile, hostile),),
    )

    source = html.render(trace)
    page = Page(source)

    tags = {tag for tag, _ in page.elements}
    assert tags == {tag for tag, _ in Page(html.render(plain)).elements} | {"li", "ul", "b"}
    names = {name for _, attrs in page.elements for name in attrs}
    assert not [n for n in names if n.startswith("on") or n in {"src", "style"}]
    assert all((attrs.get("href") or "#").startswith("#") for attrs in page.named("a"))
    assert all(re.fullmatch(r"[a-z0-9.-]+", anchor) for anchor in page.ids)
    assert page.texts() == [safe(a.text) for a in articles]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", source)
    source.encode()


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_marks_are_nested_however_spans_overlap(data: st.DataObject) -> None:
    content = data.draw(st.text(alphabet="ab<&\n ", min_size=1, max_size=25))
    place = st.integers(min_value=0, max_value=len(content))
    roles = st.sampled_from(["content", "source", "cue"])
    drawn = data.draw(st.lists(st.tuples(place, place, roles), max_size=12))
    stretches = [(min(a, b), max(a, b), role) for a, b, role in drawn if a != b]

    found = html.fragments(Article("a", "a.txt", content), stretches, 1)

    stack: list[str] = []
    ids: list[str] = []
    for fragment in found:
        for role in fragment.closes:
            assert stack.pop() == role
        stack += [role for role, _ in fragment.opens]
        ids += [*fragment.anchors, *(anchor for _, anchor in fragment.opens if anchor)]
    assert not stack
    assert "".join(f.text for f in found) == content
    assert sorted(ids) == sorted({html.anchor(1, start) for start, _, role in stretches if role == "content"})


def test_a_thousand_spans_over_one_another_stay_cheap() -> None:
    content = "x" * 5_000
    stretches: list[html.Stretch] = [(n, 5_000 - n, "content") for n in range(1_000)]

    found = html.fragments(Article("a", "a.txt", content), stretches, 1)

    assert sum(len(f.opens) for f in found) <= 8 * len(found)


def test_only_a_word_in_another_form_is_another_form() -> None:
    """Marks, case, spaces and the place of the cue are layout; a bracket, a hyphen or a sign is in a word."""

    def form(*texts: str) -> str:
        pieces = [Piece(text, 0, 0) for text in texts]
        joints = [Piece("", 0, 0, "gap")] * (len(pieces) - 1)
        both = [piece for pair in zip_longest(pieces, joints) for piece in pair if piece is not None]
        return Witness("a:1", "a", "Ledger", None, "", (), 0, 1, pieces=tuple(both)).form

    plain = form("“The tax-free quay is ours — it’s  OURS,”", "“and we keep [it].”")
    assert plain == form('"The tax-free quay is ours -- it\'s ours and we keep [it],"')
    assert plain != form("“The tax free quay is ours — it’s ours,”", "“and we keep [it].”")
    assert plain != form("“The tax-free quay is ours — it’s ours,”", "“and we keep it.”")
    assert form("‘$5’ for it") != form("“5” for it")


def test_two_articles_of_one_outlet_are_told_apart_in_their_story_and_headed_by_their_titles() -> None:
    trace = two_tellings()
    page = html.render(replace(trace, articles=tuple(replace(a, outlet="Ledger", title=a.id) for a in trace.articles)))
    for article, label in zip(trace.articles, ("Ledger #2", "Ledger #1"), strict=True):
        assert f">{label}</a>" in page.partition("<h2 id")[2].partition("<h3")[0]
        assert f"{label} <small>{article.id}</small></h3>" in page


def test_the_list_of_sayings_says_how_a_report_reports_it() -> None:
    """“Vestrey: the charge” would say the opposite of what the article says."""
    told = [marked("[source Vestrey] [cue denied] [content the charge of fraud].", id=i, outlet=i) for i in "pq"]
    saying = Saying("y", "e", VESTREY, tuple(found.id for _, (found,) in told))
    trace = Trace(tuple(a for a, _ in told), tuple(f for _, (f,) in told), (Story("e", ("p", "q"), ("y",)),), (saying,))

    contents = html.render(trace).partition('<nav aria-label="Sayings')[2].partition("</nav>")[0]

    assert "</a>: (denied) the charge of fraud <" in contents


def test_what_is_cited_with_its_own_marks_gets_no_others() -> None:
    assert html.cited("“The quay is shut,”") == "“The quay is shut,”"
    assert html.cited("the quay is shut") == "“the quay is shut”"
    assert html.cited("the quay is shut until Monday", 12) == "“the quay is …”"
    assert html.cited("") == "“”"
