"""What stands at each address of the page over the example store, as a page, as data, and after people corrected it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import served
from conftest import ROOT
from quoth.errors import InputError
from quoth.page.app.desk import Progress
from quoth.page.app.index import encode
from quoth.page.app.index.columns import columns
from quoth.page.app.index.overlay import machine_of
from quoth.page.app.index.slugs import slug, slug_of_person
from quoth.page.app.shown import stories
from quoth.page.app.shown.answer import as_csv
from quoth.page.app.shown.exports import citation
from quoth.page.app.shown.templates import environment, letter, local
from quoth.page.app.story.first import first
from quoth.page.app.story.loaded import Ready
from quoth.page.app.story.twins import twins
from quoth.page.record import Held
from quoth.page.safe import safe
from quoth.search import Question, who
from quoth.store import Store
from quoth.types import Article, Attribution, Evidence, Lineage, Origins, Root, Span, Speaker
from served import HOST, Client

STORY_OF_THE_QUAY = "Fifteen berths"
VIEWS = ["/", "/speakers", "/outlets", "/problems", "/judgements", "/search?q=berths", "/help", "/read"]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with served.page(served.example(tmp_path_factory.mktemp("views"))) as one:
        yield one.come_in()


@pytest.fixture
def fresh(tmp_path):
    with served.page(served.example(tmp_path)) as one:
        yield one.come_in()


def quay(client: Client) -> str:
    """The address of the story that six papers tell."""
    stories = client.get("/index.json").json()["stories"]
    return next(f"/story/{s['story']}" for s in stories if STORY_OF_THE_QUAY in s["title"])


def sayings(client: Client) -> list[dict]:
    return client.get(f"{quay(client)}.json").json()["sayings"]


def spoken(client: Client, words: str) -> dict:
    """The saying one of whose tellings has `words`."""
    told = client.get(f"{quay(client)}.json").json()
    has = {a["id"] for a in told["attributions"] if any(words in s["text"] for s in a["content"])}
    return next(s for s in told["sayings"] if has & set(s["tellings"]))


class Words(HTMLParser):
    """The visible words of a page: hidden and unread elements left out."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._off = 0
        self._open: list[bool] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        if tag in {"meta", "link", "input", "br"}:
            return
        hidden = "hidden" in (dict(attrs).get("class") or "").split() or tag in {"script", "style", "dialog", "title"}
        self._open.append(hidden)
        self._off += hidden

    def handle_endtag(self, tag):
        if tag not in {"meta", "link", "input", "br"}:
            self._off -= self._open.pop()

    def handle_data(self, data):
        if not self._off:
            self.out.append(data)


def visible(answer) -> str:
    return visible_of(answer.text)


def visible_of(html: str) -> str:
    return " ".join("".join(Words(html).out).split())


def test_the_synopsis_has_a_column_for_each_paper_and_a_row_for_each_saying_most_sides_first(client):
    page = client.get(quay(client))
    assert page.status == 200
    assert re.findall(r'scope="col"><a href="/article/([\w~-]+)"', page.text) == [
        "ansel-ledger", "coast-courier", "evening-beacon", "harbour-post", "kestrian-daily", "newsloop24",
    ]  # fmt: skip
    rows = re.findall(r'class="more"[^>]*>(\d+) articles(?:, perhaps \d+)?(?:, (\d+) origin)?', page.text)
    told = [int(origins or articles) for articles, origins in rows]
    assert told == sorted(told, reverse=True)  # independent origins: where none is said, as many as articles
    data = client.get(f"{quay(client)}.json").json()
    article = {a["id"]: a["article"] for a in data["attributions"]}
    shared = [s for s in data["sayings"] if len({article[t] for t in s["tellings"]}) > 1]
    assert len(told) == len(shared) >= 8
    cells = re.findall(r"<td[^>]*>", page.text)
    assert len(cells) == 6 * len(shared)
    assert 'class="none"' in page.text


def test_where_the_columns_have_no_room_beside_each_other_each_saying_names_those_that_tell_it(client, monkeypatch):
    assert 'class="synopsis even' in client.get(quay(client)).text
    monkeypatch.setattr(stories, "COLUMNS", 5)
    page = client.get(f"{quay(client)}?wording=").text  # another address: the answer is not one that was kept
    assert 'class="synopsis flow' in page
    assert "left out" in page


def test_where_most_cells_would_be_empty_each_saying_names_those_that_tell_it(tmp_path, monkeypatch):
    """Of seven outlets two told each saying, in columns of three words; the rest of the window was empty."""

    def two_papers_each(sayings):
        """The sayings that several tell, each without what any but its first two papers have."""
        kept = []
        for one in sayings:
            papers = sorted({t.partition(":")[0] for t in one.tellings})[:2]
            told = tuple(t for t in one.tellings if t.partition(":")[0] in papers)
            kept.append(replace(one, tellings=told, variants=(), links=(), record=None))
        return tuple(kept)

    with served.found_as(tmp_path, monkeypatch, two_papers_each) as client:
        page = client.get(quay(client)).text
        assert page.count('class="none"') > page.count('<td role="cell">') > 0
        assert 'class="synopsis flow' in page
        monkeypatch.setattr(stories, "SPARSE", 7)  # as many columns as that it has not
        assert 'class="synopsis even' in client.get(f"{quay(client)}?wording=").text


def test_each_column_has_its_own_article_s_letters_at_their_places(client):
    """Two papers print the same words, one with curly marks and one with straight ones: each column has its own."""
    page = client.get(quay(client)).text
    papers = re.findall(r'scope="col"><a href="/article/([\w~-]+)"', page)
    texts = {paper: (ROOT / f"examples/articles/{paper}.txt").read_text("utf-8") for paper in papers}
    seen = set()
    for line in re.findall(r'<tr role="row" class="item".*?</tr>', page, re.DOTALL):
        for paper, cell in zip(papers, re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL), strict=True):
            assert set(re.findall(r'data-telling="([\w~-]+):', cell)) <= {paper}
            for start, shown in re.findall(r'<(?:span|u)[^>]* data-s="(\d+)">([^<]*)<', cell):
                words = unescape(shown)
                assert " ".join(texts[paper][int(start) :].split()).startswith(" ".join(words.split()))
                seen.add((paper, words.strip()))
    assert ("ansel-ledger", "“Nobody at the port will lose a day’s pay because of this closure,”") in seen
    assert ("coast-courier", '"Nobody at the port will lose a day\'s pay because of this closure,"') in seen


def test_a_saying_says_nothing_of_who_has_other_marks_round_the_same_words(client):
    """One wording stands once; curly marks, straight ones and single ones are not another form of it."""
    page = visible(client.get(f"/saying/{spoken(client, 'Our members told')['id']}"))
    assert "tellings in one wording" in page
    assert "prints it so" not in page


def test_words_that_differ_are_marked_with_a_letter_and_the_majority_is_left_quiet(client):
    saying = spoken(client, "Fifty berths")
    page = client.get(f"/saying/{saying['id']}").text
    assert re.search(r'<u class="differs"[^>]*><span class="hidden">\[differs: </span>Fifty<span', page)
    assert re.search(r'<u class="usual" data-v="a"[^>]*>Fifteen</u>', page)
    assert "the meaning may differ (a number)" in page


def test_two_quotations_that_differ_cannot_both_be_word_for_word(client):
    saying = spoken(client, "We have not yet found")
    page = visible(client.get(f"/saying/{saying['id']}"))
    assert "these cannot both be word for word" in page
    assert "without a mark" in page
    assert "Why these are taken for one" in page
    assert re.search(r"\(0\.\d\d\): ", page)


def test_an_article_s_text_is_all_there_and_its_statements_stand_at_their_places(client):
    text = (ROOT / "examples/articles/ansel-ledger.txt").read_text(encoding="utf-8")
    page = client.get("/article/ansel-ledger").text
    pieces = {int(n): html for n, html in re.findall(r'data-s="(\d+)">([^<]*)<', page)}
    shown = {n: _plain(html) for n, html in pieces.items()}
    assert all(safe(text)[n : n + len(words)] == words for n, words in shown.items())
    covered = {at for n, words in shown.items() for at in range(n, n + len(words))}
    assert [at for at, c in enumerate(text) if not c.isspace() and at not in covered] == []
    for start in (a["content"][0]["start"] for a in client.get("/article/ansel-ledger.json").json()["attributions"]):
        assert re.search(rf'id="t{start}"[^>]*>\d+</a><mark class="content[^"]*" data-s="{start}"', page)


def _plain(html: str) -> str:
    for sign, name in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        html = html.replace(sign, name)
    return html


def test_a_speaker_s_page_has_everything_said_and_who_told_it(client):
    page = visible(client.get(f"/speaker/{slug_of_person('Per Caddock')}"))
    assert "We have not yet found the same movement on the south quay" in page
    assert "told by 6 articles" in page
    assert "Told by 6 outlets" in page


def test_an_outlet_s_page_has_its_articles_and_what_it_told(client):
    page = visible(client.get(f"/outlet/{slug_of_person('Harbour Post')}"))
    assert "What it told" in page
    assert "We have not found the same movement" in page


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("berths north quay reopen", "berths"),
        ("bert", "berths"),  # while it is being typed
        ("CADDOCK crane", "crane"),
        ("we have never ever found any such movement on the southern quay", "movement"),  # as nobody has it
        ('"yet found" AND (', "found"),
    ],
)
def test_who_said_this(client, question, first):
    found = client.get(f"/search.json?q={question.replace(' ', '+')}").json()["found"]
    assert found
    assert first in found[0]["words"]


@pytest.mark.parametrize("question", ["crane did not fail", "fifteen berths", "the rails were out of line"])
def test_the_search_finds_what_who_finds_and_says_how_many_more_their_saying_has(client, question):
    answers = who(client.served.desk.settings.store, Question(question)).sayings
    told = [t.id for one in answers for t in one.tellings if t.how != "same saying"]
    found = client.get(f"/search.json?q={question.replace(' ', '+')}").json()["found"]
    assert [r["attribution"] for r in found] == told
    asked = {r["saying"] for r in found}
    saying = next(s for s in sayings(client) if {s["id"]} == asked)
    more = len(saying["tellings"]) - len(told)
    page = visible(client.get(f"/search?q={question.replace(' ', '+')}"))
    assert f"{len(told)} tellings in 1 saying" + (f", and {more} more of it in other words." if more else ".") in page


def test_all_that_is_found_can_be_leafed_through(client, monkeypatch):
    """Five on a page: every telling stands on one, in one order, and how many there are is said."""
    every = client.get("/search.json?by=Caddock").json()
    assert (every["total"], every["pages"], len(every["found"])) == (len(every["found"]), 1, every["total"])
    assert every["total"] > 10
    monkeypatch.setattr("quoth.page.app.shown.search.FOUND", 5)
    pages = [client.get(f"/search.json?by=Caddock&page={n}").json() for n in range(1, every["total"] // 5 + 2)]
    assert [r["attribution"] for p in pages for r in p["found"]] == [r["attribution"] for r in every["found"]]
    second = visible(client.get("/search?by=Caddock&page=2"))
    assert f"{every['total']} tellings, the latest first." in second
    assert "Page 2 of" in second
    words = client.get("/search.json?q=the+north+quay").json()
    assert words["total"] > 5
    assert f"{words['total']} tellings, those that fit best first." in visible(client.get("/search?q=the+north+quay"))


@pytest.mark.parametrize(
    "question", ["", "   ", "xyzzyplugh", '"', "*", "-", "NEAR(", "a" * 390, "%00", "%ff", "%cc%81"]
)
def test_any_question_has_an_answer(client, question):
    answer = client.get(f"/search?q={question}")
    assert answer.status == 200
    assert client.get(f"/search.json?q={question}").json()["found"] == []


def test_every_view_has_json_and_csv_beside_it(client):
    more = [quay(client), f"{quay(client)}/map", f"/saying/{sayings(client)[0]['id']}", "/article/harbour-post"]
    more += [f"/speaker/{slug_of_person('Per Caddock')}", f"/outlet/{slug_of_person('Harbour Post')}"]
    for path in [*(v for v in VIEWS if v not in {"/help", "/read"}), *more]:
        where, _, question = path.partition("?")
        beside = "/index" if where == "/" else where
        assert client.get(path).status == 200
        data = client.get(f"{beside}.json?{question}").json()
        assert data["format"] == "quoth/1"
        rows = list(csv.reader(io.StringIO(client.get(f"{beside}.csv?{question}").body.decode("utf-8-sig"))))
        assert len({len(row) for row in rows}) == 1, path
        assert f'href="{beside}.json' in client.get(path).text


@pytest.mark.parametrize(
    ("kind", "content", "more", "cited"),
    [
        ("direct", "“The crane did not fail,”", {}, "Per Caddock, day not stated: “The crane did not fail”. In"),
        (
            "mixed",
            "the crane “did not fail”",
            {},
            "Per Caddock, day not stated: quoted in part: the crane “did not fail”. In",
        ),
        ("indirect", "that it held,", {}, "Per Caddock, day not stated: reported: that it held. In"),
        ("indirect", "that it fell", {"negated": True}, "that it fell (the article says that this was not said). In"),
        (
            "indirect",
            "why it fell",
            {"hypothetical": True},
            "(the article says only that it might be said, or is yet to be)",
        ),
    ],
)
def test_a_citation_puts_only_what_was_quoted_in_quotation_marks(kind, content, more, cited):
    """The words “the crane” of what is quoted in part are the article's, not the speaker's."""
    article = Article("post", "post.txt", content, outlet="Harbour Post")
    told = Attribution("post:0", "post", kind, (), (), (Span.of(content, 0, len(content)),), 1.0, **more)
    assert cited in citation(article, told, Speaker("Per Caddock", "person"))


def test_the_csv_of_a_story_has_a_row_for_each_telling_and_no_formula(client):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{quay(client)}.csv").body.decode("utf-8-sig"))))
    told = client.get(f"{quay(client)}.json").json()
    assert {r["attribution"] for r in rows} == {t for s in told["sayings"] for t in s["tellings"]}
    body = as_csv(("a", "b"), [["=HYPERLINK(1)", "@SUM(1)"], ["+1 said", "-5"], ["\tx", "＝1"]]).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(body)))[1:] == [
        ["'=HYPERLINK(1)", "'@SUM(1)"],
        ["'+1 said", "-5"],
        ["'\tx", "'＝1"],
    ]


def test_the_file_to_keep_needs_nothing_and_runs_nothing(client):
    page = client.get(f"{quay(client)}.html")
    assert "attachment" in page.headers["content-disposition"]
    assert "<script" not in page.text
    assert not re.search(r'(?:src|href)="(?!#)', page.text)
    assert "We have not yet found the same movement" in page.text


def test_web_annotations_point_at_the_very_words(client):
    text = (ROOT / "examples/articles/harbour-post.txt").read_text(encoding="utf-8")
    found = client.get("/article/harbour-post.annotations.jsonld").json()
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(found["items"]) > 5
    for one in found["items"]:
        for target in one["target"]:
            position, quote = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_schema_org_quotations_are_only_what_stands_in_quotation_marks(client):
    found = client.get(f"{quay(client)}.quotations.jsonld").json()
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "examples/articles").iterdir()}
    assert len(found) > 20
    for one in found:
        assert one["@type"] == "Quotation"
        name = one["@id"].partition("#")[0].removeprefix("urn:quoth:article:")
        start, end = map(int, one["@id"].partition("#char=")[2].split(","))
        assert texts[name][start:end] == one["text"]
        assert texts[name][start - 1] in '“"‘'


def test_a_name_that_has_no_room_in_a_picture_is_cut_after_a_word_and_is_whole_when_pointed_at(client):
    page = client.get(f"{quay(client)}/map").text
    drawn = re.findall(r"<text[^>]*>\d+\. ([^<]*)<title>([^<]*)</title></text>", page)
    cut = [(unescape(short), unescape(whole)) for short, whole in drawn if short.endswith("…")]
    assert len(drawn) > 5
    assert cut
    for short, whole in cut:
        shown = short.removesuffix("…").rstrip()
        assert whole.startswith(shown)
        assert not whole[len(shown) :][:1].isalnum()


def test_the_map_says_the_same_as_its_table(client):
    page = client.get(f"{quay(client)}/map").text
    assert page.count("<svg") >= 6
    assert "The same as a table" in page
    drawn = page[page.index('class="matrix"') : page.index("</svg>", page.index('class="matrix"'))]
    squares = tuple(drawn.count(f'<use href="#{how}"') for how in ("direct", "indirect", "not"))
    start = page.index("<tbody>")
    rows = page[start : page.index("</tbody>", start)]
    assert squares == (rows.count("<td>quoted</td>"), rows.count("<td>reported</td>"), rows.count("not told"))


def test_twins_are_the_same_words_of_the_articles(client):
    saying = spoken(client, "We have not yet found")
    told = client.get(f"/saying/{saying['id']}.twins.json").json()["tellings"]
    texts = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "examples/articles").iterdir()}
    rows = {}
    for telling, words in told.items():
        name = telling.partition(":")[0]
        for start, end, column in words:
            rows.setdefault(column, {})[name] = texts[name][start:end]
    assert {"kestrian-daily", "harbour-post", "ansel-ledger"} <= {n for r in rows.values() for n in r}
    lines = [
        " | ".join(rows[c].get(n, "—") for n in ("ansel-ledger", "harbour-post", "kestrian-daily"))
        for c in sorted(rows)
    ]
    assert "found | found | found" in lines
    assert "yet | — | yet" in lines
    assert all(len(r) > 1 for r in rows.values())


def test_small_words_alone_are_no_twins():
    from marked import marked

    _, one = marked("[source A] [cue said] [content “The bridge is old and the river is high.”]", id="a")
    _, other = marked("[source B] [cue said that] [content the mayor was on the way to the bridge]", id="b")
    told = twins([*one, *other])
    assert {n for _, _, n in told[other[0].id]} == {n for _, _, n in told[one[0].id]}
    assert 1 <= len(told[other[0].id]) <= 2


def test_articles_that_are_one_text_share_a_column():
    words = " ".join(f"word{n} of the {n % 7} report" for n in range(60))
    copy = words.replace("word30", "other30")
    own = " ".join(f"else{n} in a {n % 5} paper" for n in range(60))
    given = [Article(i, i, t, outlet=i.upper()) for i, t in (("a", words), ("b", copy), ("c", own))]
    labels = {a.id: str(a.outlet) for a in given}
    assert [(c.label, c.others) for c in columns(given, labels)] == [("A", ("B",)), ("C", ())]


def test_accepting_rejecting_and_taking_back(fresh):
    saying = spoken(fresh, "Fifty berths")
    telling = next(t for t in saying["tellings"] if t.startswith("kestrian"))
    where = f"/saying/{saying['id']}"

    answer = fresh.post("/judgements", {"what": "right", "telling": telling, "back": where})
    assert (answer.status, answer.headers["location"]) == (303, where)
    assert "✓ accepted" in fresh.get(where).text
    assert "accepted by ada" in fresh.get(where).text
    fresh.post("/judgements", {"what": "wrong", "telling": telling, "back": where})
    assert telling not in spoken(fresh, "Fifteen berths")["tellings"]
    assert 'class="rejected"' in fresh.get("/article/kestrian-daily").text
    assert fresh.get("/search.json?q=fifty").json()["found"] == []
    fresh.post("/judgements", {"what": "undo"})
    assert telling in spoken(fresh, "Fifteen berths")["tellings"]
    page = visible(fresh.get("/judgements"))
    assert "3 judgements, 1 of them holds" in page


def test_a_speaker_changed_is_changed_on_every_page_and_marked_as_a_person_s(fresh):
    saying = spoken(fresh, "We have not yet found")
    fields = [("telling", t) for t in saying["tellings"]]
    fresh.post(
        "/judgements", [*fields, ("what", "speaker"), ("name", "Odo Brandt"), ("type", "person"), ("why", "minutes")]
    )
    assert spoken(fresh, "We have not yet found")["speaker"] == {"name": "Odo Brandt", "type": "person"}
    for path in (
        quay(fresh),
        f"/saying/{saying['id']}",
        f"/speaker/{slug_of_person('Odo Brandt')}",
        "/article/ansel-ledger",
    ):
        page = visible(fresh.get(path))
        assert "Odo Brandt" in page, path
        assert "by a person" in page, path
    assert "speaker changed from Per Caddock to Odo Brandt by ada" in visible(fresh.get(f"/saying/{saying['id']}"))
    assert "minutes" in fresh.get(f"{quay(fresh)}.html").text
    assert fresh.get("/search.json?q=brandt").json()["found"]


def test_splitting_and_joining(fresh):
    saying = spoken(fresh, "We have not yet found")
    one = saying["tellings"][0]
    fresh.post("/judgements", {"what": "split", "telling": one})
    after = next(s for s in sayings(fresh) if one in s["tellings"])
    assert after["tellings"] == [one]
    page = fresh.get(f"/saying/{after['id']}").text
    assert '<select name="with" required><option value="">choose' in page  # nothing is joined by a key too many
    assert after["origin"] == "changed"
    rest = next(s for s in sayings(fresh) if saying["tellings"][1] in s["tellings"])
    fresh.post("/judgements", {"what": "join", "telling": one, "with": rest["id"], "why": "one briefing"})
    again = next(s for s in sayings(fresh) if one in s["tellings"])
    assert sorted(again["tellings"]) == sorted(saying["tellings"])
    assert "Joined by ada" in visible(fresh.get(f"/saying/{again['id']}"))
    listed = visible(fresh.get("/judgements"))
    assert "→" not in listed  # no number of a saying: nobody knows what it stands for
    assert re.search(r"joined .{10,300}? and .{10,300}? one briefing", listed)


def test_who_judged_on_a_saying_s_page_is_led_to_what_is_left_of_it(fresh):
    """The address of a saying goes with its first telling: after a split it would show what was split off."""
    saying = spoken(fresh, "We have not yet found")
    first, *rest = saying["tellings"]

    def judged(what: str, *tellings: str, **more: str) -> str:
        fields = [("what", what), *(("telling", t) for t in tellings), ("back", "/"), *more.items()]
        return fresh.post("/judgements", fields).headers["location"]

    left = judged("split", first, saying=saying["id"])
    assert left == f"/saying/{next(s['id'] for s in sayings(fresh) if rest[0] in s['tellings'])}"
    assert left != f"/saying/{saying['id']}"
    joined = judged("join", rest[0], saying=left.rpartition("/")[2], **{"with": saying["id"]})
    assert joined == f"/saying/{next(s['id'] for s in sayings(fresh) if {first, rest[0]} <= {*s['tellings']})}"
    gone = judged("wrong", *saying["tellings"], saying=saying["id"])
    assert re.fullmatch(r"/article/[\w~-]+#t\d+", gone)
    assert fresh.get(gone.partition("#")[0]).status == 200
    other = spoken(fresh, "The crane did not fail")["tellings"][0]
    assert judged("wrong", other) == "/"  # not done on a saying's page


def test_of_tellings_that_a_person_changed_it_is_said_that_their_origins_were_not_found(fresh):
    """“4 independent origins” was gone, without a word."""
    one = next(s for s in sayings(fresh) if len({t.partition(":")[0] for t in s["tellings"]}) > 3)
    assert "independent origins" in visible(fresh.get(f"/saying/{one['id']}"))
    form = {"what": "wrong", "telling": one["tellings"][0].partition("/")[0], "saying": one["id"]}
    at = fresh.post("/judgements", form, accept="application/json").json()["at"]
    left = visible(fresh.get(at))
    assert "from how many independent origins they come was not found for these" in left
    assert "Where it comes from" in left


def test_nothing_is_joined_with_nothing(fresh):
    saying = spoken(fresh, "We have not yet found")
    answer = fresh.post("/judgements", {"what": "join", "telling": saying["tellings"][0], "with": ""})
    assert answer.status == 422
    assert "choose the saying" in visible(answer)


def test_one_person_has_one_name_in_a_story_but_one_that_somebody_wrote(fresh):
    """In the filter, in the rows, on the page of the speaker and in the search."""
    one = spoken(fresh, "We have not yet found")
    story = quay(fresh)

    def choices() -> list[str]:
        return re.findall(r"<option value=\"[^\"]+\"(?: selected)?>([^<]+) \(", fresh.get(story).text)

    assert choices().count("Per Caddock") == 1
    assert "Caddock" not in choices()
    fresh.post("/judgements", {"what": "speaker", "telling": one["tellings"][0], "name": "Caddock", "type": "person"})
    assert "Caddock" in choices()
    kept = visible(fresh.get(f"{story}.html"))
    assert re.search(r"\d Caddock: “We have not yet found", kept)
    assert re.search(r"\d Per Caddock: ", kept)


def test_adding_words_that_the_machine_missed(fresh):
    text = (ROOT / "examples/articles/fen-gazette.txt").read_text(encoding="utf-8")
    start = text.index("Low Marsh")
    made = {
        "what": "add",
        "article": "fen-gazette",
        "start": str(start - 1),
        "end": str(start + 10),
        "name": "Odo Brandt",
    }
    assert fresh.post("/judgements", made).status == 303
    found = [a for a in fresh.get("/article/fen-gazette.json").json()["attributions"] if a["origin"] == "human"]
    assert [a["content"][0]["text"] for a in found] == ["Low Marsh"]
    assert "added by hand by ada" in visible(fresh.get("/article/fen-gazette"))


@pytest.mark.parametrize(
    "form",
    [
        {"what": "right"},
        {"what": "burn", "telling": "ansel-ledger:314"},
        {"what": "right", "telling": "nobody:0"},
        {"what": "speaker", "telling": "ansel-ledger:314", "name": "X", "type": "wizard"},
        {"what": "speaker", "telling": "ansel-ledger:314", "name": "  ", "type": "person"},
        {"what": "join", "telling": "ansel-ledger:314", "with": "nothing"},
        {"what": "add", "article": "fen-gazette", "start": "5", "end": "5"},
        {"what": "add", "article": "fen-gazette", "start": "-1", "end": "99999999"},
        {"what": "add", "article": "no-such", "start": "1", "end": "9"},
        {"what": "undo", "judgement": "f" * 32},
    ],
    ids=lambda f: "-".join(f.values()),
)
def test_what_cannot_be_meant_is_not_kept_and_said_in_words(client, form):
    answer = client.post("/judgements", form, accept="application/json")
    assert answer.status == 422
    assert answer.json()["why"].endswith((".", "…"))
    assert client.get("/judgements.jsonl").body == b""


def test_judgements_replayed_on_a_rebuilt_store_give_the_same_pages(fresh, tmp_path):
    saying = spoken(fresh, "We have not yet found")
    fresh.post("/judgements", {"what": "wrong", "telling": saying["tellings"][-1]})
    fresh.post("/judgements", {"what": "split", "telling": spoken(fresh, "Fifty berths")["tellings"][0]})
    fields = [("telling", t) for t in spoken(fresh, "The crane did not fail")["tellings"]]
    fresh.post("/judgements", [*fields, ("what", "speaker"), ("name", "Odo Brandt"), ("type", "person")])
    fresh.post("/judgements", {"what": "undo"})
    fresh.post(
        "/judgements", {"what": "add", "article": "fen-gazette", "start": "10", "end": "30", "name": "Odo Brandt"}
    )
    lines = fresh.get("/judgements.jsonl").body

    (tmp_path / "again").mkdir()
    with served.page(served.example(tmp_path / "again")) as rebuilt:
        rebuilt.come_in()
        body, kind = multipart("file", "judgements.jsonl", lines)
        for added in ("5 of 5", "0 of 5"):
            answer = rebuilt.ask(
                "POST",
                "/judgements/import",
                body,
                {"content-type": kind, "origin": f"http://{HOST}", "accept": "application/json"},
            )
            assert answer.json()["said"].startswith(added)
        for path in (
            quay(fresh),
            f"{quay(fresh)}?show=alone",
            f"{quay(fresh)}/map",
            "/article/fen-gazette",
            "/judgements",
            "/speakers",
        ):
            assert rebuilt.get(path).body == fresh.get(path).body, path
        for path in (
            f"{quay(fresh)}.json",
            f"{quay(fresh)}.csv",
            "/judgements.jsonl",
            f"{quay(fresh)}.annotations.jsonld",
        ):
            assert rebuilt.get(path).body == fresh.get(path).body, path


def multipart(name: str, filename: str, data: bytes) -> tuple[bytes, str]:
    head = f'--edge\r\ncontent-disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
    return head.encode() + data + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"what": "right"}', b"\xff\xfe", b"null", b"[" * 5000])
def test_an_import_that_is_none_keeps_nothing(client, line):
    body, kind = multipart("file", "x.jsonl", line)
    given = {"content-type": kind, "origin": f"http://{HOST}", "accept": "application/json"}
    answer = client.ask("POST", "/judgements/import", body, given)
    assert answer.status == 422
    assert "Line 1" in answer.json()["why"]


def test_two_tabs_that_correct_at_once_lose_nothing_and_the_second_is_told(fresh):
    telling = spoken(fresh, "Fifty berths")["tellings"][0]
    seen = re.search(r'data-seen="(\d+)"', fresh.get("/").text)[1]
    other = Client(fresh.served).come_in()
    change = [("what", "speaker"), ("telling", telling), ("type", "person"), ("seen", seen)]
    fresh.post("/judgements", [*change, ("name", "Odo Brandt")])
    answer = other.post("/judgements", [*change, ("name", "Ilse Horn")], accept="application/json").json()
    assert "to Odo Brandt by ada" in answer["meanwhile"][0]
    names = [json.loads(line)["to"]["name"] for line in fresh.get("/judgements.jsonl").text.splitlines()]
    assert names == ["Odo Brandt", "Ilse Horn"]


def test_the_index_may_be_deleted_or_damaged_and_is_made_again(tmp_path):
    store = served.example(tmp_path)
    with served.page(store) as client:
        before = client.come_in().get(quay(client)).body
    beside = Path(f"{store}-page")
    for harm in (
        beside.unlink,
        lambda: beside.write_bytes(b"SQLite format 3\0" + b"x" * 5000),
        lambda: beside.write_bytes(b""),
    ):
        harm()
        with served.page(store) as client:
            assert client.come_in().get(quay(client)).body == before


def test_an_index_with_a_trigger_of_somebody_else_is_thrown_away(tmp_path):
    import sqlite3

    store = served.example(tmp_path)
    db = sqlite3.connect(f"{store}-page")
    db.execute("CREATE TRIGGER t AFTER INSERT ON tellings BEGIN DELETE FROM stories; END")
    db.commit()
    db.close()
    with served.page(store) as client:
        with client.served.desk.index.reading() as index:
            assert index.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()[0] == 0
        assert client.come_in().get(quay(client)).status == 200


def test_what_another_run_adds_to_the_store_is_shown_after_the_next_look(fresh):
    path = fresh.served.desk.settings.store
    from quoth.cli import own_engine

    engine = own_engine()
    new = Article(
        "weekly-tern",
        str(path.parent / "weekly-tern.txt"),
        "Per Caddock said “the crane did not fail”.",
        "The Tern",
        language="en",
    )
    with Store.open(path) as store:
        store.put(engine.attribute(store.settle(new)), engine.made_by())
    assert fresh.get("/article/weekly-tern").status == 404
    fresh.served.desk.refresh()
    assert fresh.get("/article/weekly-tern").status == 200


def test_a_page_that_shows_the_state_before_says_how_far_the_new_one_is_and_can_ask_until_it_is_there(fresh):
    fresh.served.desk.progress = Progress("putting sayings together", 3, 10)
    assert "Busy putting sayings together: 3 of 10. What you see is the state before." in visible(fresh.get("/"))
    assert fresh.get("/progress.json").json() == {
        "what": "putting sayings together",
        "done": 3,
        "of": 10,
        "failed": "",
    }
    fresh.served.desk.progress = Progress()
    assert "state before" not in visible(fresh.get("/"))
    assert fresh.get("/progress.json").json()["what"] == ""


def test_a_question_that_takes_too_long_is_ended_with_a_plain_word(client, monkeypatch):
    from quoth.page.app.index import file as index

    monkeypatch.setattr(index, "SECONDS", -1.0)
    monkeypatch.setattr(index, "_STEP", 1)
    client.served.desk.index._idle.clear()
    answer = client.get("/search?q=berths")
    client.served.desk.index._idle.clear()
    assert answer.status == 503
    assert answer.headers["retry-after"] == "1"
    assert "takes too long" in answer.text


def test_a_page_is_sent_once_and_then_only_when_it_changed(client):
    first = client.get(quay(client))
    assert client.get(quay(client), if_none_match=first.headers["etag"]).status == 304


def test_pages_stay_small(client):
    for path in [*VIEWS, quay(client), f"{quay(client)}/map", "/article/ansel-ledger"]:
        page = client.get(path)
        own = sum(len(client.get(f).body) for f in set(re.findall(r"/static/[\w.]+", page.text)))
        scripts = sum(p.stat().st_size for p in (ROOT / "src/quoth/page/app/static").glob("*.js"))
        assert len(page.body) + own + scripts < 300_000, path


def test_reading_what_was_dropped_and_pasted(fresh):
    text = "Harbour master Ilse Horn said “the dredger will be back in May” on Monday.\n"
    body, kind = multipart("file", "../../Evil Name.txt", text.encode())
    given = {"content-type": kind, "origin": f"http://{HOST}", "accept": "application/json"}
    answer = fresh.ask("POST", "/read", body, given)
    assert answer.status == 202
    reading = fresh.served.reading
    job = reading.job(answer.json()["job"])
    reading._do(job)
    job.state = "done"
    told = fresh.get(f"{answer.json()['at']}.json").json()
    assert (told["read"], told["aside"]) == (1, 0)
    (step,) = told["steps"]
    assert step["statements"] >= 1
    assert "dredger" in fresh.get(f"/article/{step['article']}").text
    dropped = fresh.served.desk.settings.store.with_name("example-dropped")
    assert [p.name.startswith("Evil-Name.") for p in dropped.glob("*/*")] == [True]
    assert fresh.get(answer.json()["at"]).status == 200


def test_what_cannot_be_read_is_set_aside_with_a_word(fresh):
    body, kind = multipart("file", "empty.txt", b"  \n")
    given = {"content-type": kind, "origin": f"http://{HOST}", "accept": "application/json"}
    answer = fresh.ask("POST", "/read", body, given)
    reading = fresh.served.reading
    reading._do(reading.job(answer.json()["job"]))
    told = fresh.get(f"{answer.json()['at']}.json").json()
    assert (told["read"], told["aside"]) == (0, 1)
    assert "empty.txt" in visible(fresh.get("/problems"))
    nothing = fresh.post("/read", {"text": "   "}, accept="application/json")
    assert nothing.status == 422


def test_addresses_are_not_fetched_unless_it_was_allowed(fresh):
    assert "Addresses are not fetched" in fresh.get("/read").text
    assert fresh.post("/read", {"address": "http://127.0.0.1:9/"}, accept="application/json").status == 422


def test_the_record_is_the_first_column_and_every_telling_has_its_verdict(tmp_path):
    transcript = str(ROOT / "examples/record/transcript.txt")
    with served.page(served.example(tmp_path), records=(transcript,)) as one:
        client = one.come_in()
        page = client.get(quay(client)).text
        assert re.search(r'scope="col" class="record">The record</th>', page)
        saying = spoken(client, "We have not yet found")
        line = page[page.index(f'id="{saying["id"]}"') :].partition("</tr>")[0]
        first, *cells = re.findall(r"<td[^>]*>.*?</td>", line, re.DOTALL)
        assert 'class="record"' in first
        assert "we have not yet found the same movement" in visible_of(first)
        assert sum("as in the record" in c for c in cells) >= 1
        yet = "Leaves out “yet”, without a mark; the meaning may differ (what it is limited to)."
        assert [
            c.partition("not as recorded")[2].split() for c in map(visible_of, cells) if "not as recorded" in c
        ] == [f"in 1 place: ! {yet}".split()]
        beside = {t["telling"]: t["verdict"] for t in saying["record"]["tellings"]}
        assert set(beside.values()) == {"verbatim", "changed"}
        said = visible(client.get(f"/saying/{saying['id']}"))
        assert "Harbour Post leaves out “yet”, without a mark; the meaning may differ (what it is limited to)." in said
        rows = list(csv.DictReader(io.StringIO(client.get(f"{quay(client)}.csv").body.decode("utf-8-sig"))))
        assert {
            r["attribution"]: r["beside_record"] for r in rows if r["saying"] == saying["id"]
        }.items() >= beside.items()
        article = visible(client.get("/article/harbour-post"))
        assert not re.search(r"\w[=≠] ", article)  # “here only= word for word”
        assert f"≠ differs from the record in 1 place: ! {yet}" in article
        kept = client.get(f"{quay(client)}.html").text
        assert "Beside the record" in kept


def test_beside_a_telling_stands_how_it_departs_and_whether_that_is_of_another_occasion():
    way = (False, "Leaves out “yet”, without a mark.")
    held = {
        "few": Held("changed", 1, meaning=False, perhaps=False, ways=(way,)),
        "many": Held("changed", 4, meaning=True, perhaps=True, ways=()),
    }
    versus = environment().get_template("parts.html").module.versus
    few, many = (visible_of(str(versus(SimpleNamespace(beside=held), telling))) for telling in held)
    assert " ".join(few.split()) == f"≠ differs from the record in 1 place: {way[1]}"
    assert " ".join(many.split()) == (
        "≠ differs from the record in 4 places; the meaning may differ; perhaps said on another occasion"
    )


def test_what_is_not_as_the_record_has_it_can_be_looked_at_first(tmp_path):
    with served.page(served.example(tmp_path), records=(str(ROOT / "examples/record/transcript.txt"),)) as one:
        client = one.come_in()
        told = sayings(client)
        record = [
            s for s in told if any(t["verdict"] == "changed" for t in (s["record"] or {"tellings": ()})["tellings"])
        ]
        shared = [s for s in record if len({t.partition(":")[0] for t in s["tellings"]}) > 1]
        assert 0 < len(shared) < len(told)
        first = client.get("/index.json").json()["stories"][0]
        assert first["departing"] == len(record)
        assert f"in {len(record)} a quotation is not as recorded" in visible(client.get("/"))
        assert f"In {len(record)} sayings a quotation is not as the record has it: show only these" in visible(
            client.get(quay(client))
        )
        page = client.get(f"{quay(client)}?wording=record")
        assert f"Told by several ({len(shared)})" in visible(page)
        assert f"Told by one only ({len(record) - len(shared)})" in visible(page)
        assert set(re.findall(r'data-saying="(\w+)"', page.text)) == {s["id"] for s in shared}


def test_what_is_most_alike_is_offered_first_to_be_joined(client):
    data = client.get(f"{quay(client)}.json").json()
    words = {a["id"]: " ".join(c["text"] for c in a["content"]).casefold() for a in data["attributions"]}
    of = {s["id"]: {w for t in s["tellings"] for w in re.findall(r"\w{4,}", words[t])} for s in data["sayings"]}
    crane = spoken(client, "The crane did not fail")
    page = client.get(f"/saying/{crane['id']}").text
    his, _, others = page[page.index("Same utterance as") :].partition("</select>")[0].partition("</optgroup>")
    assert 'label="By Per Caddock"' in his
    assert 'label="By others"' in others
    assert "Per Caddock:" not in others
    for offered in (his, others):
        shared = [of[crane["id"]] & of[s] for s in re.findall(r'value="(\w+)"', offered)]
        assert len(shared[0]) > len(shared[-1])


def test_what_people_changed_is_held_against_the_record_again(tmp_path):
    transcript = str(ROOT / "examples/record/transcript.txt")
    with served.page(served.example(tmp_path), records=(transcript,)) as one:
        client = one.come_in()
        before = spoken(client, "We have not yet found")
        gone = before["record"]["tellings"][0]["telling"]
        client.post("/judgements", [("what", "split"), ("telling", gone), ("saying", before["id"])])
        told = client.get(f"{quay(client)}.json").json()["sayings"]
        left = next(
            s for s in told if s["id"] == before["id"] or set(s["tellings"]) == set(before["tellings"]) - {gone}
        )
        assert {t["telling"] for t in left["record"]["tellings"]} == {
            t["telling"] for t in before["record"]["tellings"]
        } - {gone}


def test_without_a_record_there_is_no_column_for_one(client):
    assert "The record</th>" not in client.get(quay(client)).text


def test_records_that_cannot_be_read_end_it_at_once(tmp_path):
    with (
        pytest.raises(InputError, match="no record could be read"),
        served.page(served.example(tmp_path), records=(str(tmp_path / "nothing.txt"),)),
    ):
        pass


def test_why_two_tellings_were_joined_is_weighed_in_figures(client):
    saying = spoken(client, "We have not yet found")
    told = client.get(f"/saying/{saying['id']}/why.json").json()
    links = {frozenset(k["tellings"]): k["score"] for k in saying["links"]}
    assert {frozenset(w["tellings"]) for w in told["why"]} <= links.keys()
    assert all(abs(w["score"] - links[frozenset(w["tellings"])]) < 0.001 for w in told["why"])
    page = visible(client.get(f"/saying/{saying['id']}/why"))
    assert "where every pair begins" in page
    assert "It would not have been made without" in page
    assert re.search(r"(somewhat|much) alike in meaning|nearly the same in meaning", page)
    assert "agree by 0." not in page


@pytest.mark.parametrize("weighs", [2.1, 0.0])
def test_a_saying_that_comes_from_one_side_counts_one_origin(fresh, weighs):
    """Lineage as it stands in the index: two papers have it from an agency, one of them from the other."""
    saying = spoken(fresh, "We have not yet found")
    a, b, c, *others = saying["tellings"]
    lines = [
        Lineage(
            saying["story"], saying["id"], a, b, "copy", None, 0.9, (Evidence("slip", "forward", weighs, "same slip"),)
        ),
        Lineage(saying["story"], saying["id"], a, c, "undecided", None, 0.5),
    ]
    roots = [Root((a, b), a, "Meridian Press", "both credit Meridian Press"), Root((c, *others), c, None, "no sign")]
    with fresh.served.desk.index.writing() as db:
        made_of = db.execute("SELECT made_of FROM stories WHERE story = ?", (saying["story"],)).fetchone()[0]
        machine = machine_of(db, saying["story"])
        told = [replace(s, origins=Origins(tuple(roots), 1)) if s.id == saying["id"] else s for s in machine.sayings]
        written = encode.of_machine(replace(machine, sayings=tuple(told)))
        db.execute("UPDATE machines SET machine = ? WHERE made_of = ?", (written, made_of))
        links = (made_of, saying["id"], encode.of_lineage(lines))
        db.execute("INSERT OR REPLACE INTO lineage VALUES (?, ?, ?)", links)
    page = visible(fresh.get(f"/saying/{saying['id']}"))
    assert "2 independent origins" in page
    assert "only 1 if every pair that is undecided" in page
    assert "has it from" in page
    assert "same slip" in page
    assert ("same slip (2.1)" in page) == (weighs > 0)
    assert ("In brackets at the end of a line what it weighs" in page) == (weighs > 0)  # of brackets that are there
    assert re.search(r"\d articles, 2 origins", visible(fresh.get(quay(fresh))))
    assert [k["relation"] for k in fresh.get(f"/saying/{saying['id']}.json").json()["lineage"]] == ["copy", "undecided"]
    picture = fresh.get(f"/saying/{saying['id']}").text
    assert picture.count('<path class="way') >= 1


def test_what_the_machine_found_is_the_same_after_the_index_kept_it(client):
    """Every field of a saying: parts, voices, overlaps, odds, why the meaning differs, the record."""
    index = client.served.desk.index
    with index.reading() as db:
        for (written,) in db.execute("SELECT machine FROM machines").fetchall():
            assert encode.of_machine(encode.machine(written)) == written
        for (links,) in db.execute("SELECT links FROM lineage").fetchall():
            assert encode.of_lineage(encode.lineage(links)) == links
    whole = json.dumps(client.get(f"{quay(client)}.json").json()["sayings"])
    assert '"because": [{"sense": "scope", "words": ["yet"]}]' in whole
    assert '"overlaps": [{' in whole
    assert '"at_odds": [[' in whole


@pytest.mark.parametrize(("n", "sign"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa")])
def test_letters_of_variants(n, sign):
    assert letter(n) == sign


@pytest.mark.parametrize(
    "name", ["plain-name_1", "a b", "x.json", "../..", "é", "日本", "\udc80", "", "a" * 300, "<script>"]
)
def test_names_in_addresses_are_letters_and_figures(name):
    assert re.fullmatch(r"[A-Za-z0-9_~-]{1,60}", slug(name))
    assert slug(name) == name or "~" in slug(name)


def test_names_of_people_fall_together_where_only_writing_differs():
    assert slug_of_person("Ilona Vestrey") == slug_of_person("ILONA  VESTREY")
    assert slug_of_person("Ilona Vestrey") != slug_of_person("Ilona Vestry")


def test_addresses_to_go_back_to_are_ours():
    assert [local(p) for p in ("/a?b=c", "//e", "/\\e", "e", "", "/a\nb")] == ["/a?b=c", "/", "/", "/", "/", "/"]


def test_a_story_says_first_where_the_meaning_may_differ_and_leads_there(client):
    """The same sentences head the text and the file to keep."""
    page = client.get(quay(client))
    grave = [s for s in sayings(client) if any(v["meaning"] for v in s["variants"])]
    said = visible(page)
    assert f"In {len(grave)} sayings the meaning may differ from one paper to another: show only these" in said
    assert "Ilona Vestrey: “Fifteen berths on the north quay will reopen on … — “Fifteen” (Ansel Ledger, " in said
    first = page.text[page.text.index("Look first") :].partition("</section>")[0]
    assert set(re.findall(r'href="/saying/(\w+)"', first)) >= {s["id"] for s in grave}
    kept = client.get(f"{quay(client)}.html").text
    assert kept.index("Look first") < kept.index("Ilona Vestrey</a>: “Fifteen”")
    assert "Look first" not in client.get(f"{quay(client)}?show=alone").text


def test_who_could_not_be_named_is_counted_and_can_be_looked_at(client):
    nameless = [s for s in sayings(client) if not (s["speaker"] and s["speaker"]["name"])]
    counts = client.get("/index.json").json()
    story = client.get(quay(client))
    assert counts["stories"][0]["nameless"] == len(nameless) > 0
    assert f"{counts['counts']['nameless']} with no speaker named" in visible(client.get("/"))
    assert f"{len(nameless)} with no speaker named" in visible(story)
    assert f'href="{quay(client)}?speaker=-"' in client.get("/").text
    shown = client.get(f"{quay(client)}?speaker=-")
    assert shown.text.count('<li class="item') == len(nameless)
    assert f"nobody named ({len(nameless)})" in visible(shown)


def test_what_is_perhaps_can_be_looked_at_alone(tmp_path, monkeypatch, client):
    """A story said how many are, and nothing led to them: they stood below all others, on its last page."""

    def doubted(found):
        return tuple(replace(s, doubtful=s.tellings) if len(s.tellings) == 5 else s for s in found)

    with served.found_as(tmp_path, monkeypatch, doubted) as one:
        story = quay(one)
        every = one.get(story).text
        perhaps = [row_id(r) for r in rows(every) if "perhaps one statement" in r]
        assert perhaps
        assert len(perhaps) < len(rows(every))
        link = re.search(r'<a href="([^"]+)">show what is perhaps</a>', every)[1]
        assert [row_id(r) for r in rows(one.get(f"{story}{unescape(link)}").text)] == perhaps
    assert "what is perhaps" not in client.get(quay(client)).text


def test_what_people_judged_can_be_looked_at_alone(fresh):
    """It stood in a list of all stories, without the other tellings."""
    story = quay(fresh)
    assert "corrected or judged by a person" not in fresh.get(story).text
    one = spoken(fresh, "We have not yet found")
    fresh.post("/judgements", {"what": "right", "telling": one["tellings"][0]})
    assert "corrected or judged by a person" in fresh.get(story).text
    assert [row_id(r) for r in rows(fresh.get(f"{story}?wording=judged").text)] == [one["id"]]


def test_what_was_chosen_stays_chosen_from_tab_to_tab(client):
    page = client.get(f"{quay(client)}?wording=differs").text
    assert '<option value="differs" selected>' in page
    assert 'href="?wording=differs&amp;show=alone"' in page
    assert "Told by one only (0)" in page


def test_whoever_has_the_words_of_the_record_departs_from_nobody(client, tmp_path):
    """Of two papers one has lost a word: without a record both are marked, with one whoever lost it."""

    def marked(one):
        page = one.get(quay(one)).text
        row = page[page.index(f'id="{spoken(one, "We have not yet found")["id"]}"') :].partition("</tr>")[0]
        return 'class="differs" data-v="a"' in row, 'class="usual" data-v="a"' in row, 'class="lacks"' in row

    assert marked(client) == (True, False, True)
    record = str(ROOT / "examples/record/transcript.txt")
    with served.page(served.example(tmp_path), records=(record,)) as one:
        assert marked(one.come_in()) == (False, True, True)


def test_who_has_what_is_told_where_a_word_is_marked(client):
    saying = spoken(client, "We have not yet found")
    readings = client.get(f"/saying/{saying['id']}.twins.json").json()["readings"]
    assert readings == {
        "a": "Harbour Post lacks “yet”, without a mark; the meaning may differ (what it is limited to)."
    }


def rows(page: str) -> list[str]:
    """The sayings of a synopsis as they are written."""
    return re.findall(r'<tr role="row" class="item".*?</tr>', page, re.DOTALL)


def row_id(row: str) -> str:
    return re.search(r'data-saying="([^"]+)"', row)[1]


def test_no_two_buttons_of_a_saying_or_an_article_are_called_alike(client):
    """To a screen reader there was “Accept” six times."""
    saying = spoken(client, "We have not yet found")["id"]
    for view in (f"/saying/{saying}", "/article/harbour-post"):
        forms = client.get(view).text.partition("<main")[2]
        called = [unescape(re.sub("<[^>]*>", "", b)) for b in re.findall(r'<button name="what".*?</button>', forms)]
        judging = [name for name in called if name.startswith(("Accept", "Reject", "Not the same"))]
        assert len(judging) == len(set(judging)) > 3


def test_no_two_links_beside_an_article_are_called_alike_and_lead_elsewhere(client):
    """“here only” was 35 times in one article, to a screen reader that lists links."""
    page = client.get("/article/harbour-post").text
    links = re.findall(r'<a class="faint" href="(/saying/[^"]+)">(.*?)</a>', page)
    leads: dict[str, set[str]] = {}
    for href, text in links:
        leads.setdefault(re.sub("<[^>]*>", "", text), set()).add(href)
    assert len(leads) > 5
    assert {len(to) for to in leads.values()} == {1}


def test_whoever_judges_a_part_is_told_that_the_whole_statement_is_judged(fresh):
    """Rejecting the part that one saying has took it from the others, too, and nothing said so."""
    divided = next(s for s in sayings(fresh) if s["parts"])
    whole = divided["parts"][0]["telling"]
    simple = next(s["tellings"][0] for s in sayings(fresh) if not any("/" in t for t in s["tellings"]))

    def said(telling: str) -> str:
        form = {"what": "wrong", "telling": telling}
        return fresh.post("/judgements", form, accept="application/json").json()["said"]

    assert said(whole) == "Rejected: 1 telling, with the whole of a longer statement that other sayings have parts of"
    assert said(simple) == "Rejected: 1 telling"


def test_a_judgement_of_many_articles_says_how_many_it_does_not_name(fresh):
    told = next(s["tellings"] for s in sayings(fresh) if len({t.partition(":")[0] for t in s["tellings"]}) == 5)
    first = {t.partition(":")[0]: t for t in told}
    form = [("what", "right"), *(("telling", t.partition("/")[0]) for t in first.values())]
    assert fresh.post("/judgements", form).status == 303
    page = fresh.get("/judgements")
    assert "and 2 others" in visible(page)
    for article, start in re.findall(r'<a href="/article/([^"#]+)#t(\d+)">', page.text):  # to the words, not the top
        assert f'id="t{start}"' in fresh.get(f"/article/{article}").text
    assert "#t" in page.text


def test_pairs_with_one_evidence_are_folded_where_they_are_many():
    """Five articles of one paper are ten pairs, and stood two screens high before “Why these are taken for one”."""
    drawn = environment().get_template("descent.html").module.dependent
    pair = SimpleNamespace(one="Ledger", verb="has it from", other="Post", source=None, weight=0.9, evidence=())
    few, many = (str(drawn([pair] * n, "/saying/y1")) for n in (1, 10))
    assert "<details open><summary>1 pair that depends on each other" in few
    assert "<details><summary>10 pairs that depend on each other" in many
    assert str(drawn([], "/saying/y1")).strip() == ""


def rows_of(client: Client, view: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"{view}.csv").body.decode("utf-8-sig"))))


def test_every_row_of_the_tables_has_the_id_of_an_attribution_in_the_story_as_json(client):
    """A statement that is divided had the id of the whole, which the JSON has not; its article had one row of it."""
    told = {a["id"]: a for a in client.get(f"{quay(client)}.json").json()["attributions"]}
    articles = {slug(a["article"]) for a in told.values()}
    saying = next(s["id"] for s in sayings(client) if s["parts"])
    for view in (quay(client), f"/saying/{saying}", *(f"/article/{a}" for a in sorted(articles))):
        rows = rows_of(client, view)
        assert rows
        for row in rows:
            one = told[row["attribution"]]
            assert (row["part_of"], int(row["start"])) == (one.get("part_of", ""), one["content"][0]["start"])
    divided = Counter(a["part_of"] for a in told.values() if "part_of" in a)
    whole, parts = divided.most_common(1)[0]
    article = slug(next(a["article"] for a in told.values() if a.get("part_of") == whole))
    assert sum(r["part_of"] == whole for r in rows_of(client, f"/article/{article}")) == parts > 1
    why = {r[side] for r in rows_of(client, f"/saying/{saying}/why") for side in ("telling", "other")}
    assert why and why <= told.keys()


def test_every_row_of_the_tables_says_whether_its_telling_only_perhaps_belongs(client):
    """The page says so of it; the table of the page did not."""
    told = client.get(f"{quay(client)}.json").json()
    doubtful = {(s["id"], t) for s in told["sayings"] for t in s["doubtful"]}
    rows = rows_of(client, quay(client))
    assert {(r["saying"], r["attribution"]) for r in rows if r["doubtful"] == "true"} == doubtful
    assert doubtful
    assert {r["doubtful"] for r in rows} == {"true", "false"}


def test_beside_an_article_a_divided_statement_leads_to_each_saying_that_it_tells(client):
    """It led to one of them, the one that this article alone has: “here only”, of words that others have."""
    told = client.get(f"{quay(client)}.json").json()
    has = {a["id"]: a for a in told["attributions"]}
    whole = next(a["part_of"] for a in has.values() if "part_of" in a)
    of = [s["id"] for s in told["sayings"] if any(has[t].get("part_of") == whole for t in s["tellings"])]
    article = client.get(f"/article/{slug(next(a['article'] for a in has.values() if a.get('part_of') == whole))}")
    (items,) = [one for one in re.findall(r'<ul class="tells">(.*?)</ul>', article.text) if of[0] in one]
    assert sorted(re.findall(r'href="/saying/([\w~-]+)"', items)) == sorted(of) and len(of) > 1


def test_every_telling_leads_to_a_place_of_its_article_on_the_page_and_in_the_file_to_keep(client):
    """Of a part of a longer statement the way led to the top of the article."""
    assert any("part of a longer statement" in visible(client.get(view)) for view in (quay(client),))
    for view in (quay(client), f"{quay(client)}?show=alone", f"/saying/{spoken(client, 'The crane did not')['id']}"):
        ways = set(re.findall(r'href="(/article/[\w~-]+)#(t\d+)"', client.get(view).text))
        assert ways
        assert [(a, at) for a, at in ways if f'id="{at}"' not in client.get(a).text] == []
    kept = client.get(f"{quay(client)}.html").text
    assert set(re.findall(r'href="#([\w-]+)"', kept)) <= set(re.findall(r'id="([\w-]+)"', kept))


def test_of_very_many_in_one_wording_the_differences_come_first_and_each_stands_in_a_list_of_its_own(tmp_path):
    """Three hundred papers that print one agency's report: their names filled two screens before anything else."""
    from benchmarks.one_story import made

    with Store.open(tmp_path / "wire.db") as store:
        for one in made(30, "same"):
            store.put(one.attributed, "made by hand")
    with served.page(tmp_path / "wire.db") as one:
        client = one.come_in()
        story = client.get("/index.json").json()["stories"][0]["story"]
        saying = client.get(f"/story/{story}.json").json()["sayings"][0]
        page = client.get(f"/saying/{saying['id']}").text
        named = page.partition('<p class="who">')[2].partition("</p>")[0]
        assert (named.count("<a "), "and 18 others" in named) == (12, True)
        assert "All 30, each with what there is to know of it" in page
        assert len(set(re.findall(r'href="(/article/[^"#]+)#t', page))) == 30
        assert re.search(
            r"<th scope=\"col\">Paper 00000, [^<]* and \d+ others</th>", client.get(f"/story/{story}/map").text
        )


def test_what_differs_stands_before_the_tellings(client):
    page = client.get(f"/saying/{spoken(client, 'We have not yet found')['id']}").text
    assert page.index("What differs") < page.index('<ol class="tellings"')


def test_of_one_saying_two_differences_are_looked_at_first_and_what_is_not_shown_is_not_arranged(client):
    desk = client.served.desk
    loaded = Ready(desk.index).story(quay(client).rpartition("/")[2], desk.holding, desk.records)
    found = first(loaded.shared)
    assert {row.id for row, _ in found.grave} == {row.id for row in loaded.shared if row.grave}
    assert max(Counter(row.id for row, _ in found.grave).values()) <= 2
    shown = {row.id for row, _ in (*found.grave, *found.wires)}
    assert {row.id for row in loaded.shared if "view" in vars(row)} == shown
    assert first(loaded.shared[:3]).grave == ()
