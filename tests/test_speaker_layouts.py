"""What the layout alone tells: turns of a transcript, embedded posts, headlines with a colon; and whose it then is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from pace import in_proportion
from quoth.attributions import layouts
from quoth.attributions.layouts import Told, headlines, posts, turns
from quoth.attributions.names import read_cast
from quoth.attributions.relate import blanked, outermost
from quoth.attributions.speaker import resolve
from quoth.model.network import load
from quoth.quotation import quotations
from quoth.types import Article, Attribution, Mention, Part, Span
from test_speaker_orphans import shown

INTERVIEW = """Ada Quill runs the port of Bellport. Tom Moss spoke with her.

TOM MOSS, HOST: What has the rain done?

ADA QUILL: It came at night.

We lost two boats.

(SOUNDBITE OF RAIN)

MOSS: And who pays?

QUILL: Nobody does.

The port is open again."""


def turns_in(text: str) -> str:
    """The turns of `text`, one a line: the label and its paragraphs."""
    told = turns.turns_of(text, turns.labels_of(text))
    return "\n".join(" | ".join((t.source.text, *(s.text for s in t.content))) for t in told)


def test_the_turns_of_an_interview() -> None:
    """Whole, with the paragraphs between two turns; what follows the last may be the article's own again."""
    assert turns_in(INTERVIEW) == (
        "TOM MOSS, HOST | What has the rain done?\n"
        "ADA QUILL | It came at night. | We lost two boats.\n"
        "MOSS | And who pays?\n"
        "QUILL | Nobody does."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: Why?\nA: It rained.\n\nAll night.\n\nQ: And then?\nA: It blew.\n\nQ. No more?",
         "Q | Why?\nA | It rained. | All night.\nQ | And then?\nA | It blew.\nQ | No more?"),
        # a line that breaks off goes on in the next one
        ("QUILL: It rained all\nnight long.\nMOSS: No.\nQUILL: Yes.",
         "QUILL | It rained all\nnight long.\nMOSS | No.\nQUILL | Yes."),
        # nobody with a label asks: the questions between may be the interviewer's
        ("Ida Vale and Ada Quill came.\n\nIda Vale: It rained.\n\nWho pays?\n\nAda Quill: We do.\n\nIda Vale: No.",
         "Ida Vale | It rained.\nAda Quill | We do.\nIda Vale | No."),
        # words that name somebody with a label are not that person's
        ("Moss: Why?\n\nQuill: It blew.\n\nMr. Quill then left.\n\nMoss: Who says so?\n\nQuill: I do.\n\nMoss left.",
         "Moss | Why?\nQuill | It blew.\nMoss | Who says so?\nQuill | I do."),
        # no transcripts: nobody speaks twice, only one speaks, counts, a list of kickers
        ("QUILL: It rained.\nMOSS: It blew.\nVALE: It shone.", ""),
        ("QUILL: It rained.\nQUILL: It blew.\nQUILL: It shone.", ""),
        ("Quill: 1,760.\nMoss: 1,201.\nQuill: 44.\nMoss: 12.\nQuill and Moss ran.", ""),
        ("Note: It is shut.\nUpdate: It is open.\nNote: It is shut again.", ""),
        ("When: It opens at nine.\nWhere: By the quay.\nWhen: It shuts at ten.", ""),
    ],
)  # fmt: skip
def test_which_lines_are_turns(text: str, expected: str) -> None:
    assert turns_in(text) == expected


def test_a_headline_is_no_turn() -> None:
    text = "Quill: It Rained.\n\nQuill met Moss.\n\nMoss: Why?\n\nQuill: It rained.\n\nMoss: So."
    labels = turns.labels_of(text)
    assert [t.source.text for t in turns.turns_of(text, labels, [Part("headline", 0, 17)])] == ["Moss", "Quill", "Moss"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It blew.\n\nIt rained all night! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | It rained all night!"),
        ("It blew.\n\nIt rained.\n\n— Ada Quill (@adaquill) 3 May 2016", "Ada Quill | — | It rained."),
        ("It rained. pic.twitter.com/a1 https://t.co/b2 — Ida Moss-Vale (@ida) May 3, 2016",
         "Ida Moss-Vale | — | It rained."),
        ("Skip Twitter post by @ada It rained - Ada Quill (@ada) May 3, 2016", "Ada Quill | - | It rained"),
        ("It rained. — Ada (@ada) May 3, 2016 So it did. -- Tom (@tom) May 4, 2016",
         "Ada | — | It rained.\nTom | -- | So it did."),
        # of several paragraphs, which are parted otherwise than the article's own
        ("It blew.\n\nIt was bad.\n\nI saw it.\n\n\n\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | I saw it.\n\n\n\nIt rained!"),
        ("It blew.\n\nBad.\n\nI came.\n\n\n\nI saw it.\n\n\n\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | I came.\n\n\n\nI saw it.\n\n\n\nIt rained!"),
        # where a part was left blank, the line ends below it are not those behind the paragraph above it
        (f"It blew.\n\nBad.\n\nI saw it.\n\n{' ' * 70}\n\n\n\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | It rained!"),
        ("It blew.\n\nIt was bad.\n\nI saw it.\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | I saw it.\nIt rained!"),
        ("It blew.\n\nShe said:\n\n\n\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.\n\nSo.",
         "Ada Quill | — | It rained!"),
        ("It blew.\n\nIt was bad.\n\nI saw it.\n\nIt rained! — Ada Quill (@adaquill) May 3, 2016\n\nMore.",
         "Ada Quill | — | It rained!"),
        # shared, and with the name in front
        ("It rained! A post shared by Ada Quill (@ada.quill) on May 3, 2016 at 3:42am PDT",
         "Ada Quill | A post shared by | It rained!"),
        ("It blew.\n\nAda Quill (@adaquill) It rained! https://t.co/b2\n\nSo.", "Ada Quill |  | It rained!"),
        ("It blew.\n\nAda Quill (@adaquill) said that it rained. https://t.co/b2\n\nSo.", ""),
        ("Follow Ada Quill (@adaquill) on May 3, 2016", ""),
        ("— Ada Quill (@adaquill) May 3, 2016", ""),
        ("https://t.co/b2 — Ada Quill (@adaquill) May 3, 2016", ""),
        ("It rained " * 80 + "— Ada Quill (@adaquill) May 3, 2016", ""),  # no post is so long
    ],
)  # fmt: skip
def test_embedded_posts(text: str, expected: str) -> None:
    """Whose they are stands behind a dash, with a handle and a day."""
    told = posts.posts_of(text)
    assert "\n".join(f"{t.source.text} | {t.cue.text if t.cue else ''} | {t.content[0].text}" for t in told) == expected


def headed(source: str, *people: str) -> tuple[str, list[str]]:
    """What the first line of a marked article tells, source | cue | content, and what stands behind no speaker's colon.

    `people` are the names that the network sees, wherever they stand.
    """
    article, found = marked(source)
    line = article.text.partition("\n")[0]
    article = Article("a", "a.txt", article.text, parts=(Part("headline", 0, len(line)),))
    names = [m for p in people for m in mentions(article.text, p)]
    marks = outermost(quotations(article.text))
    told, topics = headlines.told_in(article, sorted(found, key=lambda a: a.start), names, marks)
    shown = [" | ".join((t.source.text, t.cue.text, t.content[0].text)) for t in told]
    return "\n".join(shown), [line[:at] for at in sorted(topics)]


def mentions(text: str, name: str) -> list[Mention]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Mention(at, at + len(name), "person"))
        at = text.find(name, at + 1)
    return found


BODY = "\n\n[source9 Ada Quill] [cue9 said] [content9 that the harbour would close in winter]."


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # before the colon
        ("Quill: Harbour to close", "Quill | : | Harbour to close"),
        ("[source Quill][cue :] [content Harbour] to close this winter", "Quill | : | Harbour to close this winter"),
        ("Port officials: Harbour shut", "Port officials | : | Harbour shut"),
        ("Poll: Most want the harbour", "Poll | : | Most want the harbour"),
        ("TRENDING: Quill: Harbour closes", "Quill | : | Harbour closes"),
        ("Quill to Moss: Close the harbour", "Quill | : | Close the harbour"),
        ("Quill on rain: “I made mistakes”", "Quill | : | “I made mistakes”"),
        # behind it
        ("Harbour closes in the winter: Quill", "Quill | : | Harbour closes in the winter"),
        ("Harbour may close next year: report", "report | : | Harbour may close next year"),
        ("Rain: Harbour closes next year, says Quill", "Quill | says | Harbour closes next year"),
        # neither
        ("Quill’s fear: rain", ""),
        ("Three more years of fear: Quill", ""),  # says nothing of it below
        ("The harbour in winter: a guide", ""),
        ("Of boats and men: Harbour closes", ""),
        ("OPINION: Harbour closes", ""),
        ("Rain in the harbour at 12:30", ""),
        ("Quill wept: “It closes: all of it”", "Quill | : | “It closes: all of it”"),
    ],
)  # fmt: skip
def test_who_says_it_in_a_headline(line: str, expected: str) -> None:
    assert headed(line + BODY, "Quill", "Ada Quill")[0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "[source Quill resignation][cue :] [content What comes next]?",
        "[source Moss][cue :] [content Three questions] for the town",
        "[source Winter storm][cue :] [content boats adrift in town]",
        "Winter storm[cue :] [content boats adrift in town]",
    ],
)
def test_topics_before_a_colon_say_nothing(line: str) -> None:
    """Questions, counts, and what is no name nor a noun that can speak."""
    told, topics = headed(line + BODY, "Quill", "Ada Quill", "Moss")
    assert (told, len(topics)) == ("", 1)


def put(source: str, *told: tuple[str, str, str]) -> list[Attribution]:
    """The attributions of a marked article with the words (source, cue, content) told by its layout."""
    article, found = marked(source)
    text = article.text

    def span(shown: str) -> Span:
        at = text.index(shown)
        return Span.of(text, at, at + len(shown))

    units = [Told(span(who), span(cue), (span(said),)) for who, cue, said in told]
    return layouts.put(article, found, units, outermost(quotations(text)))


@pytest.mark.parametrize(
    ("source", "told", "expected"),
    [
        # a fragment becomes whole
        ("[source QUILL][cue :] [content It] rained all day.", ("QUILL", ":", "It rained all day."),
         "QUILL | : | It rained all day."),
        # what others say within it stays
        ("QUILL: [source Moss] [cue says] [content it rained].", ("QUILL", ":", "Moss says it rained."),
         "QUILL | : | Moss says it rained.\nMoss | says | it rained"),
        # words of another paragraph go back
        ("[source Moss] [cue said] [content it blew]. [content It shone.]\n— Ida", ("Ida", "—", "It shone."),
         "Moss | said | it blew\nIda | — | It shone."),
        ("It rained. [cue —] [source Ida]\n\n[content It blew].", ("Ida", "—", "It rained."), "Ida | — | It rained."),
        # what breaks into it is cut there
        ("[source Moss] [cue tells] [content the port: It rained]", ("port", ":", "It rained"),
         "Moss | tells | the port\nport | : | It rained"),
    ],
)  # fmt: skip
def test_what_layout_tells_is_told_whole(source: str, told: tuple[str, str, str], expected: str) -> None:
    assert shown(put(source, told)) == expected


def test_what_stands_in_a_turn_is_inside_of_it() -> None:
    outer, inner = put("QUILL: [source Moss] [cue says] [content it rained].", ("QUILL", ":", "Moss says it rained."))
    assert (outer.inside, inner.inside) == (None, outer.id)
    assert len({outer.id, inner.id}) == 2


def said(source: str, *people: str, heads: int = 0) -> str:
    """Who speaks in a marked article, one a line; `people` are the names that the network sees."""
    article, found = marked(source)
    parts = (Part("headline", 0, heads),) if heads else ()
    article = Article("a", "a.txt", article.text, parts=parts)
    names = [m for p in people for m in mentions(article.text, p)]
    right = resolve(article, found, sorted(names, key=lambda m: (m.start, -m.end)))
    return "\n".join((a.speaker.type + " " + a.speaker.name).strip() if a.speaker else f"? {a.reason}" for a in right)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # initials
        ("Ada Quill: Yes.\n[source AQ][cue :] [content It rained.]", "person Ada Quill"),
        ("Ada Quill met Abe Quirk.\n[source AQ][cue :] [content It rained.]", "organization AQ"),
        ("Ada Moss-Quill came.\n[source AMQ][cue :] [content It rained.]", "person Ada Moss-Quill"),
        # who answers
        ("We spoke with Ada Quill on the works of Abe Quirk.\n\nQ: Why?\n[source A][cue :] [content It rained.]",
         "person Ada Quill"),
        ("Ada Quill runs the port.\n\nQ: Why?\n[source A][cue :] [content It rained.]", "person Ada Quill"),
        ("Ada Quill and Abe Quirk run it.\n\nQ: Why?\n[source A][cue :] [content It rained.]",
         "? “A” could be Ada Quill or Abe Quirk"),
        ("The port is shut.\n\nQ: Why?\n[source A][cue :] [content It rained.]",
         "? “A” answers, and nobody was named before the first question"),
        ("Ada Quill runs the port.\n\n[source Q][cue :] [content Why?]", "unknown"),
    ],
)  # fmt: skip
def test_whom_letters_name(source: str, expected: str) -> None:
    assert said(source, "Ada Quill", "Abe Quirk", "Ada Moss-Quill") == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Quill", "person Ada Quill"),
        ("Mayor Ada Quill", "person Ada Quill"),
        ("Ada Quill For Harbour Board", "person Ada Quill"),
        ("No More Rain", "unnamed No More Rain"),
        ("tidewatcher42", "unnamed tidewatcher42"),
        ("Stop Rain", "unnamed Stop Rain"),
    ],
)
def test_the_author_of_a_post_keeps_every_word(author: str, expected: str) -> None:
    post = f"Ada Quill left.\n\n[content It rained.] [cue —] [source {author}] (@tidal) May 3, 2016"
    assert said(post, "Ada Quill", "Rain") == expected


def test_i_in_a_turn_is_its_bearer() -> None:
    """And where nobody is known to bear it, the reason is that of the turn."""
    turn = "Ada Quill came.\n\nQ: Why?\n[source A][cue :] [content [source2 I] [cue2 think] [content2 it rained].]"
    assert said(turn, "Ada Quill") == "person Ada Quill\nperson Ada Quill"
    assert said(turn.replace("Ada Quill", "Nobody")).count("nobody was named before") == 2


def test_who_has_a_label_is_no_subject_of_the_line() -> None:
    source = "[source QUILL][cue :] [content Moss came and [cue2 urged] [content2 them to go].]\n\nAda Quill left."
    assert said(source, "Ada Quill").split("\n")[1] == "unknown"


@pytest.mark.parametrize(
    ("line", "body", "expected"),
    [
        ("[source Quill Caves] [cue Says] [content No]", "Ada Quill came. Then Quill left.", "person Ada Quill"),
        ("[source Ada Willows] [cue Says] [content No]", "Then Willows left.", "person Ada Willows"),
        ("[source Ada Willows] [cue Says] [content No]", "It rained.", "person Ada Willows"),
    ],
)
def test_a_headlines_verb_is_no_name(line: str, body: str, expected: str) -> None:
    """A name is cut before a verb, which stands with a capital nowhere else."""
    names = ("Quill Caves", "Ada Willows", "Willows", "Ada Quill", "Quill")
    assert said(f"{line} To All\n\n{body}", *names, heads=28) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[source The daughter of former President Ada Quill] [cue said] [content no].",
         "unnamed The daughter of former President Ada Quill"),
        ("[source The lawyer for Ada Quill] [cue said] [content no].", "unnamed The lawyer for Ada Quill"),
        ("Secretary of State Ada Quill came. [source The secretary] [cue said] [content no].", "person Ada Quill"),
        ("[source Harbour Leaders] [cue Say] [content No]", "group Harbour Leaders"),
    ],
)  # fmt: skip
def test_somebody_of_somebody_is_not_that_person(source: str, expected: str) -> None:
    assert said(source, "Ada Quill", "Harbour Leaders") == expected


def test_labels_name_their_bearers_whole() -> None:
    """The network saw two names in one label."""
    told = turns.turns_of(INTERVIEW, turns.labels_of(INTERVIEW))
    at = INTERVIEW.index("ADA QUILL")
    seen = [Mention(at, at + 3, "person"), Mention(at + 4, at + 9, "organization")]
    names = read_cast(INTERVIEW, turns.named_in(told, seen)).entities
    assert "ADA QUILL" in [e.name for e in names]


def test_an_interview_from_end_to_end() -> None:
    """Whatever the network sees, each turn is reported once, whole, with its label as its source."""
    from quoth.attributions import attribute_article

    found = attribute_article(Article("a", "a.txt", INTERVIEW), load()).attributions
    whole = [a for a in found if a.cue and a.cue[0].text == ":"]
    assert [a.source[0].text for a in whole] == ["TOM MOSS, HOST", "ADA QUILL", "MOSS", "QUILL"]
    assert len({a.id for a in found}) == len(found)


PIECES = [
    "Q: ",
    "A: ",
    "QUILL: ",
    "Ada Quill: ",
    "Why?",
    "It rained.",
    "\n",
    "\n\n",
    " — ",
    "(@ada) May 3, 2016",
    "“",
    "”",
    ": ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_word_is_told_twice(text: str) -> None:
    """Contents lie in order, share no place with one another or with labels, and are the words of the text."""
    for told in (turns.turns_of(text, turns.labels_of(text)), list(posts.posts_of(text))):
        spans = [s for t in told for s in (*t.content, t.source, t.cue) if s]
        assert all(text[s.start : s.end] == s.text for s in spans)
        places = sorted((s.start, s.end) for s in spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(places))


def test_a_silent_part_within_what_is_told_parts_it() -> None:
    """A turn is read around the pull quote that its page sets in its middle, in words that are the article's."""
    text = "QUILL: It rained all night.\n\nAll night?\n\nWe lost two boats.\n"
    pull = (text.index("All night?"), text.index("All night?") + 10)
    article = Article("a", "a.txt", text, parts=(Part("pullquote", *pull),))
    told = Told(Span.of(text, 0, 5), Span.of(text, 5, 6), (Span.of(blanked(article), 7, len(text) - 1),))
    [a] = layouts.put(article, [], [told], [])

    assert [s.text for s in a.content] == ["It rained all night.", "We lost two boats."]
    assert all(text[s.start : s.end] == s.text for s in a.content)
    everything = replace(article, parts=(Part("link", 0, len(text)),))
    assert layouts.put(everything, [], [told], []) == []


@pytest.mark.parametrize(
    "piece", ["Q: So why?\nA: It rained.\n\nYes.\n\n", "It rained — Ada (@a) May 3, 2016\n", "A: ", "— "]
)
def test_layouts_take_linear_time(piece: str) -> None:
    def reading(n: int) -> None:
        text = piece * n
        turns.turns_of(text, turns.labels_of(text))
        list(posts.posts_of(text))

    in_proportion(partial(reading, 400), partial(reading, 4000), 20, spare=0.2)
