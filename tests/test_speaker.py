"""Who is speaking: invented articles, marked inline, and the name that each source must be resolved to."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from pace import within
from quoth.attributions import speaker, via, when
from quoth.attributions.names import read_cast, words_of
from quoth.types import Article, Attribution, Mention, MentionKind, Part, Span

NAMES: dict[str, MentionKind] = {
    "Ada Quill": "person",
    "Quill": "person",
    "Ada": "person",
    "Tom Quill": "person",
    "Ida J. Moss": "person",
    "Ida Moss": "person",
    "Moss": "person",
    "Bruno Fenwick": "person",
    "Fenwick": "person",
    "Lev Orlo": "person",
    "Orlo": "person",
    "Bellport Bank": "organization",
    "Bellport Courier": "organization",
    "Courier": "organization",
    "Harbour Party of Bellport": "organization",
    "HPB": "organization",
    "Senate": "organization",
    "White Hall": "organization",
    "Ostrovia": "location",
}


def mentions_in(text: str) -> list[Mention]:
    """Every name of `NAMES` in `text`, longest first, as a network would mark them."""
    found: list[Mention] = []
    for name in sorted(NAMES, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in found):
                found.append(Mention(at, at + len(name), NAMES[name]))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda m: m.start)


def said(source: str, *, mentions: bool = True) -> str:
    """The speakers of a marked article, one a line: type and name, or the reason why none is given."""
    article, attributions = marked(source)
    found = speaker.resolve(article, attributions, mentions_in(article.text) if mentions else [])
    assert [a.id for a in found] == [a.id for a in attributions]
    lines = []
    for a in found:
        assert (a.speaker is None or a.speaker.type == "unknown") == (a.reason is not None)
        lines.append(f"{a.speaker.type} {a.speaker.name}".strip() if a.speaker else f"? {a.reason}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # names, titles, apposition
        ("[source Sen. Ada Quill (H-Bellport)] [cue said] [content it would rain].", "person Ada Quill"),
        ("[source Ida Moss, a spokeswoman for Bellport Bank,] [cue said] [content it was open].", "person Ida Moss"),
        ("[source Bellport Bank’s chief executive, Ada Quill,] [cue denied] [content it].", "person Ada Quill"),
        ("[source A lawyer for the bank, Ada Quill,] [cue said] [content it was closed].", "person Ada Quill"),
        ("[source Quill lawyer Ida Moss] [cue said] [content it was late]. Ada Quill left.", "person Ida Moss"),
        ("[source Ada Quill’s] [cue claim] [content that it rained] was false.", "person Ada Quill"),
        ("[source Secretary of State Ada Quill] [cue said] [content it was over].", "person Ada Quill"),
        (
            "[source The Ostrovia (OS) Department of Ports Spokesperson Ada Quill] [cue said] [content no].",
            "person Ada Quill",
        ),
        ("[source Ostrovia Secretary of State Ada Quill] [cue said] [content no].", "person Ada Quill"),
        (
            "[source Oversight and Ports Reform Committee spokesman Ada Quill] [cue said] [content no].",
            "person Ada Quill",
        ),
        (
            "[source The Ostrovia secretary of state’s office] [cue said] [content no]. Ada Quill is secretary.",
            "organization Ostrovia secretary of state’s office",
        ),
        ("[source Ports] Minister Ada Quill [cue said] [content it was over].", "person Ada Quill"),
        ("[source Friends of Governor Ada Quill] [cue said] [content no].", "group Friends of Governor Ada Quill"),
        ("[source the librarian, Ada Quill,] [cue said] [content it was shut].", "person Ada Quill"),
        ("[source Ada Quill’s Ostrovia report] [cue found] [content that rain helps].", "person Ada Quill"),
        ("[source Ada Quill Jr.] [cue said] [content it rained].", "person Ada Quill Jr."),
        ("[source The host and former minister Ada Quill] [cue said] [content it was over].", "person Ada Quill"),
        ("[source Ada Quill and Ida Moss] [cue said] [content it rained].", "person Ada Quill and Ida Moss"),
        (
            "[source Sens. Ada Quill (H-Bellport) and Ida Moss (R)] [cue said] [content so].",
            "person Ada Quill and Ida Moss",
        ),
        # bodies
        ("[source Bellport Bank] [cue said] [content it was open].", "organization Bellport Bank"),
        ("[source The Quill campaign] [cue said] [content it had won]. Ada Quill left.", "organization Quill campaign"),
        ("[source The Senate banking committee] [cue said] [content no].", "organization Senate banking committee"),
        ("[source research by Bellport Bank] [cue found] [content that rain helps].", "organization Bellport Bank"),
        ("[source Ostrovia] [cue warned] [content that it would act].", "organization Ostrovia"),
        # people who are not named, groups, nobody
        (
            "[source A spokeswoman for Bellport Bank] [cue said] [content no].",
            "unnamed A spokeswoman for Bellport Bank",
        ),
        ("[source a senior aide who was there] [cue said] [content no].", "unnamed a senior aide"),
        (
            "[source A source familiar with the sale] [cue said] [content no].",
            "unnamed A source familiar with the sale",
        ),
        ("[source Quill aides] [cue said] [content no]. Ada Quill left.", "group Quill aides"),
        ("[source A majority of voters] [cue say] [content no].", "group A majority of voters"),
        ("[source Bellport Bank and its customers] [cue say] [content no].", "group Bellport Bank and its customers"),
        ("[source I] [cue think] [content it rained].", "author"),
        ("[source Polls] [cue showed] [content a tie].", "unknown"),
        ("[content The bank] [cue seems] [content to be closed].", "unknown"),
    ],
)
def test_a_source_alone(source: str, expected: str) -> None:
    assert said(source) == expected


def cast_of(text: str, *cut: tuple[str, MentionKind]) -> list[str]:
    """Whom `text` names when the network marks the stretches `cut`, in their order."""
    at, mentions = 0, []
    for shown, kind in cut:
        at = text.index(shown, at)
        mentions.append(Mention(at, at + len(shown), kind))
        at += len(shown)
    return [f"{e.kind} {e.name}" for e in read_cast(text, mentions).entities]


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        # names that the network cut in two, or cut short
        ("Dessa Vale left.", [("Dessa", "person"), ("Vale", "person")], ["person Dessa Vale"]),
        ("It rained, Dawn News said.", [("Dawn", "person"), ("News", "organization")], ["organization Dawn News"]),
        ("It rained, Dawn News said.", [("Dawn", "person")], ["organization Dawn News"]),
        ("He read the Ember Daily there.", [("Ember", "organization")], ["organization Ember Daily"]),
        (
            "He left the Dockers’ Federation there.",
            [("Dockers", "organization"), ("Federation", "organization")],
            ["organization Dockers’ Federation"],
        ),
        ("The Department of Ports shut.", [("Department of", "organization")], ["organization Department of Ports"]),
        # a given name that is on no list, where the surname is new and nothing else is capitalised
        ("It shut, said Ottokar Vale, who left.", [("Vale", "person")], ["person Ottokar Vale"]),
        ("Storm Stops Ottokar Vale Again", [("Vale", "person")], ["person Vale"]),
        ("Will Vale stayed.", [("Will Vale", "person")], ["person Will Vale"]),
        ("So said Will Vale, who stayed.", [("Vale", "organization")], ["person Will Vale"]),
        ("Will Vale stay open?", [("Vale", "organization")], ["organization Vale"]),
        ("The Senate Democrats stayed.", [("Senate Democrats", "organization")], []),
        # no names
        ("The Ports Minister left.", [("Ports", "person")], []),
        ("The Vale aide left, as Vale did.", [("Vale", "person"), ("Vale", "person")], ["person Vale"]),
        ("She (H-Vale) left.", [("H-Vale", "organization")], ["organization H-Vale"]),
        ("She (D-Vale) left.", [("D-Vale", "organization")], []),
    ],
)
def test_mentions_are_made_whole(text: str, cut: list[tuple[str, MentionKind]], expected: list[str]) -> None:
    assert cast_of(text, *cut) == expected


def test_a_role_is_not_that_of_the_office_somebody_works_in() -> None:
    """The secretary is nobody who is named: Ida Moss is a spokeswoman."""
    text = (
        "Storm shuts port.\n\nIt was dry.\n\nIda Moss, a spokeswoman in the secretary’s office, spoke.\n\n"
        "It was wet.\n\n[source the secretary] [cue said] [content no]."
    )
    assert said(text) == "unnamed the secretary"


def test_a_role_means_who_has_it_before_who_has_one_like_it() -> None:
    text = (
        "Ports Minister Ada Quill spoke.\n\nIt was dry.\n\nIt was wet.\n\n"
        "Ida Moss, general secretary of the union, spoke.\n\n[source the minister] [cue said] [content no]."
    )
    assert said(text) == "person Ada Quill"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # the fullest name, first or last
        ("Ada Quill came. [source Quill] [cue said] [content it rained].", "person Ada Quill"),
        ("[source Moss] [cue said] [content it rained]. Then Ida J. Moss, 56, left.", "person Ida J. Moss"),
        ("Ida Moss came, and Ida J. Moss left. [source Moss] [cue said] [content so].", "person Ida J. Moss"),
        ("The Harbour Party of Bellport (HPB) lost. [source HPB] [cue said] [content no].",
         "organization Harbour Party of Bellport"),
        ("The Bellport Courier asked. [source The Courier] [cue said] [content no].", "organization Bellport Courier"),
        # pronouns
        ("Ada Quill met Bruno Fenwick. [source She] [cue said] [content it rained].", "person Ada Quill"),
        ("Ada Quill met Bruno Fenwick. [source He] [cue said] [content it rained].", "person Bruno Fenwick"),
        ("Bellport Bank shut. [source Bellport Bank] [cue said] [content no]. [source2 It] [cue2 adds] [content2 so].",
         "organization Bellport Bank\norganization Bellport Bank"),
        ("[source Some experts] [cue say] [content no]. [source2 They] [cue2 add] [content2 that it rains].",
         "group Some experts\ngroup Some experts"),
        ("Ada Quill met Ida Moss, [source who] [cue said] [content it rained].", "person Ida Moss"),
        ("There are some economists [source who] [cue argue] [content so].", "group some economists"),
        # roles
        ("Spokesman Bruno Fenwick came. [source The spokesperson] [cue said] [content no].", "person Bruno Fenwick"),
        ("Rep. Ada Quill came, with Ida Moss. [source The congresswoman] [cue said] [content no].", "person Ada Quill"),
        ("Ida Moss, the minister of fish, met Ada Quill. [source The minister] [cue said] [content no].",
         "person Ida Moss"),
        ("Judge says no\n\n[source A Bellport judge] [cue said] [content no].\n\nJudge Ada Quill left.",
         "person Ada Quill"),
        # the owner of what is said
        ("Ada Quill came. [source Her lawyers] [cue said] [content no].", "group Her lawyers"),
        ("Ada Quill came. [source Her statement] [cue said] [content no].", "person Ada Quill"),
    ],
)  # fmt: skip
def test_a_source_and_what_stands_before_it(source: str, expected: str) -> None:
    assert said(source) == expected


def test_a_source_goes_on_behind_a_box_of_links() -> None:
    """Its words are no part of the article's prose: nobody is named by them, and the source before it is whole."""
    box = "Ada Maria QuillMoss attacks Fenwick over the fish Orlo denies it all, says Tom Quill " + "x " * 200 + "MORE"
    text = f"Sen. Ada Quill {box} (H-Bellport) said it would rain. Fenwick said it would not. He said it was Monday."
    at = text.index(box)
    found = []
    for source in (("Sen. Ada Quill", "(H-Bellport)"), ("Fenwick",), ("He",)):
        pieces = tuple(Span.of(text, i := text.rindex(words), i + len(words)) for words in source)
        cue = Span.of(text, i := pieces[-1].end + 1, i + 4)
        content = Span.of(text, cue.end + 1, cue.end + 7)
        found.append(Attribution(f"a:{content.start}", "a", "indirect", pieces, (cue,), (content,), 0.9))
    article = Article("a", "a.txt", text, parts=(Part("link", at, at + len(box)),))
    speakers = [
        a.speaker
        for a in speaker.resolve(article, found, mentions_in(text[:at] + " " * len(box) + text[at + len(box) :]))
    ]
    assert [s.name for s in speakers if s] == ["Ada Quill", "Fenwick", "Fenwick"]


def test_two_people_with_one_surname_stay_apart() -> None:
    """Sisters, one introduced as kin: the surname alone is hers whom the article is about."""
    text = "Ada Quill fell ill. Her brother Tom Quill took her home. [source Quill] [cue said] [content she was well]."
    assert said(text) == "person Ada Quill"


def test_a_surname_of_two_equals_is_withheld() -> None:
    text = (
        "Rain.\n\nMore rain.\n\nStill rain.\n\nAda Quill spoke. Tom Quill left.\n\n"
        "It rained. [source Quill] [cue said] [content no]."
    )
    assert said(text) == "? “Quill” could be Ada Quill or Tom Quill"


def test_a_pronoun_nobody_fits_is_withheld() -> None:
    assert said("Bellport Bank closed. [source She] [cue said] [content no].") == "? nobody named before “She” fits it"


def test_a_nickname_in_quotation_marks() -> None:
    """Fenwick is known by a nickname, which is no statement and stands for him afterwards."""
    text = "Bruno “Buzz” Fenwick came. [source Fenwick] [cue said] [content it rained]."
    article, attributions = marked(text)
    at = article.text.find("Fenwick")
    mentions = [Mention(0, 5, "person"), Mention(at, at + 7, "person")]
    found = speaker.resolve(article, attributions, mentions)
    assert found[0].speaker is not None
    assert found[0].speaker.name == "Bruno “Buzz” Fenwick"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[content “It rained.”] [source Ada Quill] [cue said]. [content2 “And it blew.”]",
         "person Ada Quill\nperson Ada Quill"),
        ("[content “We did it for Bellport.”] — Commissioner Ada Quill", "person Ada Quill"),
        ("ADA QUILL: [content “What do you want to know?”]", "person ADA QUILL"),
        ("[content “I said what [source2 I] [cue2 think]: [content2 rain],”] [source Ada Quill] [cue said].",
         "person Ada Quill\nperson Ada Quill"),
        ("[source Ada Quill] [cue praised] [content the plan] and [cue2 urged] [content2 calm].",
         "person Ada Quill\nperson Ada Quill"),
        ("It rained. [content “Nobody came.”]", "? a quotation without a source, and nobody speaks beside it"),
    ],
)  # fmt: skip
def test_layout_names_the_speaker(source: str, expected: str) -> None:
    assert said(source) == expected


def test_without_mentions_capitalised_runs_do() -> None:
    text = (
        "Mayor Ada Quill came.\n\n[source Quill] [cue said] [content it rained]. "
        "[source2 The Bellport Times] [cue2 said] [content2 no]."
    )
    assert said(text, mentions=False) == "person Ada Quill\norganization Bellport Times"


WORDS = [
    "Ada",
    "Quill",
    "she",
    "He",
    "the",
    "bank",
    "Bellport Bank",
    "said",
    "who",
    "“",
    "”",
    ".",
    "\n",
    ",",
    "’s",
    "of",
    "and",
    "I",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=40), st.data())
def test_never_raises_and_names_stand_in_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    article = Article(id="a", path="a.txt", text=text)

    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    attributions = [
        Attribution(f"a:{k}", "a", "mixed", (span(),) if data.draw(st.booleans()) else (), (span(),), (span(),), 1.0)
        for k in range(data.draw(st.integers(1, 4)))
    ]
    mentions = [
        Mention(s.start, s.end, data.draw(st.sampled_from(["person", "organization", "location"])))
        for s in (span(), span())
    ]
    found = speaker.resolve(article, attributions, mentions)
    assert [a.id for a in found] == [a.id for a in attributions]
    there = " ".join(text.split())
    for a in found:
        for name in (a.speaker.name if a.speaker else "").split(" and "):
            assert name in there


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_a_cast(text: str) -> None:
    for w in words_of(text):
        assert text[w.start : w.end] == w.text
    read_cast(text, [Mention(i, min(len(text), i + 3), "person") for i in range(0, len(text) - 1, 5)])


@pytest.mark.parametrize("filler", ["Ada Quill ", "she ", "“", "A. ", "Quill’s ", "the bank who ", "\n", "a" * 50])
def test_long_texts_take_linear_time(filler: str) -> None:
    """A megabyte of one thing is read in seconds; quadratic behaviour would take hours."""
    text = filler * (150_000 // len(filler))
    at = len(text) - 1
    a = Attribution("a:0", "a", "direct", (Span.of(text, at - 8, at),), (), (Span.of(text, at, at + 1),), 1.0)
    with within(6):
        speaker.resolve(Article(id="a", path="a", text=text), [a], [])


def test_many_attributions_take_linear_time() -> None:
    """Four thousand statements of one article, of every kind of source, in a few seconds."""
    one = "Ada Quill said it rained. She told the bank so. "
    text, found = one * 2000, []
    for at in range(0, len(text), len(one)):
        for s, c, e in ((0, 10, 15), (26, 30, 35)):
            pieces = [Span.of(text, at + x, at + y) for x, y in ((s, c - 1), (c, e - 1), (e, e + 9))]
            found.append(Attribution(f"a:{at + e}", "a", "indirect", (pieces[0],), (pieces[1],), (pieces[2],), 1.0))
    article = Article(id="a", path="a", text=text, published="2024-05-08")
    mentions = [Mention(at, at + 9, "person") for at in range(0, len(text), len(one))]
    with within(10):
        spoken = speaker.resolve(article, found, mentions)
        assert {a.speaker.name for a in spoken if a.speaker} == {"Ada Quill"}
        for a in when.inherit(article, spoken):
            assert when.said_on(article, a) is None
            assert via.credited(article, a, spoken, mentions) is None


@pytest.mark.shared
def test_polnear_dev_is_above_its_floor_and_the_baselines(shared: Path) -> None:
    """Gold spans, silver mentions: 89.7 (all), 95.4 (persons) on 2026-11-21; the floors are some two points lower."""
    if importlib.util.find_spec("benchmarks") is None:
        pytest.skip("benchmarks/ is not importable from here")
    from benchmarks import speakers as bench

    labels = [
        json.loads(line) for line in (shared / "labels" / "speakers.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    wanted = {label["article"] for label in labels}
    gold = [g for g in bench.read_gold(shared / "data" / "polnear") if g[0].id in wanted]
    score = bench.scorer(shared)
    rates = {}
    for method in (bench.as_it_stands, bench.last_person, bench.resolved):
        predicted = {g[0].id: method(*g) for g in gold}
        hits = [
            (
                label["type"],
                score.right(
                    label, (score.match(label["content_start"], predicted[label["article"]]) or {}).get("speaker")
                ),
            )
            for label in labels
        ]
        people = [ok for kind, ok in hits if kind == "person"]
        rates[method.__name__] = (100 * sum(ok for _, ok in hits) / len(hits), 100 * sum(people) / len(people))
    assert rates["resolved"][0] >= 87
    assert rates["resolved"][1] >= 93
    assert rates["resolved"][0] > max(rates["as_it_stands"][0], rates["last_person"][0]) + 40
