"""The synopsis for a terminal: what an editor reads, and what hostile text cannot do to it."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import marked
from quoth.page import notes, text
from quoth.page.arrangement import arrange
from quoth.page.labels import labels, span_of_days, title
from quoth.page.lines import cells
from quoth.page.marking import as_printed, mark, words
from quoth.page.safe import safe
from quoth.types import (
    Article,
    Attribution,
    Change,
    Link,
    Origins,
    Problem,
    Reading,
    Root,
    Saying,
    Span,
    Speaker,
    Story,
    Trace,
    Variant,
)

VESTREY = Speaker("Ilona Vestrey", "person")

LEDGER = "[content “Fifteen berths on the north quay will reopen on Monday,”] [source Vestrey] [cue said]."
COURIER = '[content "Fifteen berths on the north quay will reopen on Monday,"] [source she] [cue told] reporters.'
DAILY = '[content "Fifty berths on the north quay will reopen on Monday,"] [source Vestrey] [cue said].'
BEACON = "[source She] [cue said] [content fifteen of the berths would be in use again from Monday]."


def variant(*readings: tuple[str, list[str]], changes: list[Change], meaning: bool = False) -> Variant:
    return Variant(tuple(Reading(t, tuple(ids)) for t, ids in readings), tuple(changes), meaning)


def trace_of(**sources: str) -> Trace:
    """One story, and one saying of Vestrey's with all the tellings of `sources`, by outlet; no variants."""
    articles, attributions = [], []
    for outlet, source in sources.items():
        article, found = marked(source, id=outlet, outlet=outlet, published="2025-03-12", speakers={"": VESTREY})
        articles.append(article)
        attributions += found
    ids = tuple(a.id for a in attributions)
    saying = Saying("s1", "e1", VESTREY, ids)
    return Trace(
        tuple(articles), tuple(attributions), (Story("e1", tuple(a.id for a in articles), ("s1",)),), (saying,)
    )


def with_variants(trace: Trace, *variants: Variant) -> Trace:
    return replace(trace, sayings=(replace(trace.sayings[0], variants=variants, wording="differs"),))


def alone(content: str) -> Trace:
    """One article that is nothing but one statement of Vestrey's."""
    article = Article("a", "a.txt", content)
    telling = Attribution("a:0", "a", "indirect", (), (), (Span.of(content, 0, len(content)),), 1.0, VESTREY)
    return Trace((article,), (telling,), (Story("e1", ("a",), ("s1",)),), (Saying("s1", "e1", VESTREY, ("a:0",)),))


def shown(*spans: str, variants: list[Variant]) -> list[str]:
    """The contents `spans`, told by a, b, c …, with their marks as the terminal shows them."""
    tellings = {name: (Span.of(content, 0, len(content)),) for name, content in zip("abcdef", spans, strict=False)}
    signs = {"same": "{}", "differs": "_{}_", "lacks": "__ ", "gap": " … "}
    return ["".join(signs[p.mark].format(p.text) for p in pieces) for pieces in mark(tellings, variants).values()]


def test_tellings_stand_under_each_other_with_differing_words_marked() -> None:
    trace = with_variants(
        trace_of(Ledger=LEDGER, Courier=COURIER, Daily=DAILY, Beacon=BEACON),
        variant(("Fifteen", ["Ledger:0", "Courier:0"]), ("Fifty", ["Daily:0"]), changes=["replacement"], meaning=True),
    )

    shown = text.render(trace, width=80, color=False)

    assert (
        shown
        == """\
4 articles, 1 story, 1 saying, 1 of them told by more than one article.
Words between _low lines_ differ from another telling; __ stands where another
telling has more.
[from-to, 96%]: its characters in the article; how likely it was read right.

================================================================================
STORY 1: Ledger
4 articles, Wednesday 12 March 2025:
  Ledger   Ledger.txt
  Courier  Courier.txt
  Daily    Daily.txt
  Beacon   Beacon.txt

1.1 Ilona Vestrey, day not stated
  4 articles. 3 quotations; where they overlap, they differ in 1 place: not all
  of them can be word for word.
  Ledger  “_Fifteen_ berths on the north quay will reopen on Monday,”
          [0-57, 99%]
          the same words: Courier [0-57, 99%]
  Daily   "_Fifty_ berths on the north quay will reopen on Monday," [0-55, 99%]
  ! “Fifteen” (Ledger and Courier) / “Fifty” (Daily): a number differs; the
    meaning may differ.
  Without quotation marks:
  Beacon  fifteen of the berths would be in use again from Monday [9-64, 99%]
"""
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (variant(("yet", ["l"]), ("", ["p"]), changes=["silent_cut"]), "Post lacks “yet”, without a mark."),
        (variant(("", ["l"]), ("very", ["p"]), changes=["silent_insertion"]), "Only Post has “very”, without a mark."),
        (variant(("not", ["l"]), ("", ["p"]), changes=["marked_cut"]), "Post marks a cut where Ledger has “not”."),
        (variant(("", ["l"]), ("the quay", ["p"]), changes=["marked_insertion"]), "Post adds “the quay” in brackets."),
        (
            variant(("uh", ["l"]), ("", ["p"]), changes=["disfluency"]),
            "Post leaves out “uh”, a filler or a repetition.",
        ),
        (
            variant(("harbour", ["l"]), ("harbor", ["p"]), changes=["spelling"]),
            "“harbour” (Ledger) / “harbor” (Post): spelled differently.",
        ),
        (
            variant(("fifteen", ["l"]), ("50", ["p"]), changes=["replacement"], meaning=True),
            "“fifteen” (Ledger) / “50” (Post): a number differs; the meaning may differ.",
        ),
        (
            variant(("wall", ["l"]), ("fence", ["p"]), changes=["replacement"]),
            "“wall” (Ledger) / “fence” (Post).",
        ),
        (
            variant(("and stop", ["l"]), ("", ["p", "c", "d"]), changes=["silent_cut"]),
            "Ledger has “and stop”; without it, and without a mark: Post, Courier and Daily.",
        ),
        (
            variant(("but we will go", ["l"]), ("", ["p"]), changes=["splice"]),
            "Post lacks “but we will go”, without a mark; "
            "words that stand apart in one telling are run together in another.",
        ),
    ],
)
def test_a_difference_in_plain_words(told: Variant, sentence: str) -> None:
    names = {"l": "Ledger", "p": "Post", "c": "Courier", "d": "Daily"}

    assert [str(d) for d in notes.differences([told], names)] == [sentence]
    assert [str(d) for d in notes.differences([told, told], names)] == [f"In 2 places: {sentence}"]


def test_the_name_of_the_only_article_of_a_story_stands_once() -> None:
    shown = text.render(trace_of(Ledger=LEDGER), width=120, color=False)

    assert "1 article, Wednesday 12 March 2025: Ledger, Ledger.txt\n" in shown
    assert "\n  Ledger" not in shown
    assert "\n  -  “Fifteen berths on the north quay will reopen on Monday,” [0-57, 99%]\n" in shown


def test_an_outlet_is_told_apart_from_itself_only_within_a_story() -> None:
    """Two articles of the Ledger on two events need nothing behind its name; on one event they do."""
    one = trace_of(Ledger=LEDGER, Daily=DAILY)
    article, said = marked(BEACON, id="van", outlet="Ledger", speakers={"": VESTREY})
    lone = Saying("s2", "e2", VESTREY, tuple(a.id for a in said))
    apart = replace(
        one,
        articles=(*one.articles, article),
        attributions=(*one.attributions, *said),
        sayings=(*one.sayings, lone),
        stories=(*one.stories, Story("e2", ("van",), ("s2",))),
    )
    together = replace(
        apart,
        sayings=(one.sayings[0], replace(lone, story="e1")),
        stories=(Story("e1", ("Ledger", "Daily", "van"), ("s1", "s2")),),
    )

    assert "Ledger #" not in text.render(apart, width=120, color=False)
    assert "Ledger #1  Ledger.txt\n" in text.render(together, width=120, color=False)
    assert "Ledger #2  van.txt\n" in text.render(together, width=120, color=False)
    assert "Ledger #2  A van in the rain, van.txt\n" in text.render(
        replace(together, articles=(*one.articles, replace(article, title="A van in the rain"))), width=120, color=False
    )


@pytest.mark.parametrize(
    ("published", "labels_of_each"),
    [
        (("2025-03-11", "2025-03-12"), ("Post (11 Mar)", "Post (12 Mar)")),
        (("2024-12-31", "2025-12-31T08:00"), ("Post (31 Dec 2024)", "Post (31 Dec 2025)")),
        (("2025-03-11T09:05:00Z", "2025-03-11T17:40:00Z"), ("Post (11 Mar 09:05)", "Post (11 Mar 17:40)")),
        (("2025-03-11T17:40:00Z", "2025-03-11"), ("Post #2", "Post #1")),  # one has no time
        (("2025-03-11", "2025-03-11"), ("Post #1", "Post #2")),
        (("2025-03-11", None), ("Post #1", "Post #2")),
        (("last week", "2025-03-11"), ("Post #2", "Post #1")),
    ],
)
def test_articles_of_one_outlet_are_told_apart_by_what_a_reader_knows_of_them(
    published: tuple[str | None, ...], labels_of_each: tuple[str, ...]
) -> None:
    """The day, else the time, else a number: nobody knows an article by the name of its file."""
    own = [Article(f"x9{n}", "x", "Post", outlet="Post", published=day) for n, day in enumerate(published)]
    other = Article("y", "y", "", outlet="Ledger", published="2025-03-11")

    found = labels((*own, other, replace(other, id="z", outlet=None)))

    assert tuple(found[a.id] for a in own) == labels_of_each
    assert found["y"] == "Ledger"
    assert found["z"] == "z"
    assert labels(reversed(own)) == labels(own)


def test_articles_and_their_tellings_stand_in_the_order_of_their_days() -> None:
    """Who had it first stands first, and who states no day last; of one day the order stays."""
    whole = trace_of(Ledger=LEDGER, Courier=COURIER, Daily=DAILY, Beacon=BEACON)
    days = (None, "2025-03-12", "2025-03-11T18:00", "2025-03-12")
    dated = tuple(replace(a, published=day) for a, day in zip(whole.articles, days, strict=True))

    view = arrange(replace(whole, articles=dated)).stories[0]

    assert [a.outlet for a in view.articles] == ["Daily", "Courier", "Beacon", "Ledger"]
    quoted = [[w.label for w in told.witnesses] for told in view.shared[0].told if told.kind == "direct"]
    assert ["Courier", "Ledger"] in quoted


def test_the_days_of_a_story_say_how_many_articles_state_none() -> None:
    """A story of two days may hold an article of any: what states no day is not hidden behind those that do."""
    assert span_of_days(["2025-03-12", None, "2025-03-11T08:00"]) == (
        "Tuesday 11 March 2025 to Wednesday 12 March 2025, 1 undated"
    )
    assert span_of_days(["2025-03-12", "2025-03-12"]) == "Wednesday 12 March 2025"
    assert span_of_days([None, ""]) == "date not stated"


def test_a_story_is_called_by_the_headline_that_has_most_in_common_with_the_others() -> None:
    heads = (
        None,
        "Our week in pictures",
        "Crane falls at Port Ansel",
        "Crane",
        "Minister sorry as crane falls in Ansel",
    )
    members = [Article(str(n), "x", "", title=head) for n, head in enumerate(heads)]

    assert title(members) == "Crane falls at Port Ansel"
    assert title(members[:1]) == "0"
    assert title(members[:2]) == "Our week in pictures"
    assert title([replace(a, title=None) for a in members]) == "0"


def test_what_most_independent_sides_tell_comes_first_and_of_these_what_most_quote() -> None:
    """The Post's three editions are one side: what they alone have stands behind what two papers have."""
    told = {a: marked("[source Quill] [cue said] [content it rained].", id=a, outlet=a) for a in "pqrst"}
    quoted = {a: marked("[source Quill] [cue said]: [content “It rained.”]", id=a, outlet=a) for a in "uv"}
    every = {**told, **quoted}
    sides = {"y1": ("pqr", (3,)), "y2": ("st", (1, 1)), "y3": ("uv", (1, 1)), "y4": ("ps", (1, 1))}
    sayings = []
    for name, (articles, sizes) in sides.items():
        ids = tuple(every[a][1][0].id for a in articles)
        roots, at = [], 0
        for size in sizes:
            roots.append(Root(ids[at : at + size], ids[at], None, ""))
            at += size
        doubtful = ids[1:] if name == "y4" else ()
        sayings.append(Saying(name, "e", None, ids, doubtful=doubtful, origins=Origins(tuple(roots), len(roots))))
    story = Story("e", tuple(every), tuple(sides))
    trace = Trace(tuple(a for a, _ in every.values()), tuple(t for _, (t,) in every.values()), (story,), tuple(sayings))

    assert [s.id for s in arrange(trace).stories[0].shared] == ["y3", "y2", "y1", "y4"]


@pytest.mark.parametrize(
    ("source", "turn"),
    [
        ("The council in Brenn\n\n[source VESTREY][cue :] [content The berths will be in use from Monday.]", True),
        ("[source Vestrey][cue :] [content Berths in use from Monday]\n\nIt met on Sunday.", False),  # headline
        ("The council met. [source She] [cue said] [content that the berths will be in use].", False),
        ("The council met.\n\n[source VESTREY][cue :] [content “The berths will be in use from Monday.”]", False),
    ],
)
def test_what_a_transcript_has_under_a_name_is_said_to_be_a_turn(source: str, turn: bool) -> None:
    """Its words stand without marks, and are no report all the same."""
    assert (notes.TURN in text.render(trace_of(Beacon=source, Ledger=LEDGER), width=200, color=False)) == turn


def test_where_no_outlet_is_stated_the_text_says_how_to_give_it() -> None:
    named = trace_of(Ledger=LEDGER, Daily=DAILY)
    nameless = replace(named, articles=tuple(replace(a, outlet=None) for a in named.articles))

    assert "--meta FILE.csv gives outlets" in text.render(nameless, width=120, color=False)
    assert "--meta" not in text.render(named, width=120, color=False)


def test_an_outlet_is_called_as_it_is_also_at_the_head_of_a_sentence() -> None:
    """Where no outlet is stated an article goes by its file's name, which has no capital."""
    found = notes.differences(
        [variant(("yet", ["l"]), ("", ["p"]), changes=["silent_cut"])], {"l": "ansel-ledger", "p": "harbour-post"}
    )

    assert found[0].sentence == "harbour-post lacks “yet”, without a mark."


def test_an_article_that_tells_it_twice_is_not_said_to_have_words_and_to_lack_them() -> None:
    names = {"l1": "Ledger", "l2": "Ledger", "l3": "Ledger", "p": "Post"}
    found = notes.differences([variant(("yet", ["l1", "p"]), ("", ["l2", "l3"]), changes=["silent_cut"])], names)
    assert found[0].sentence == "Ledger (2 times) lacks “yet”, without a mark."
    found = notes.differences([variant(("yet", ["l1", "p"]), ("still", ["l2"]), changes=["replacement"])], names)
    assert found[0].sentence == "“yet” (Ledger (once) and Post) / “still” (Ledger (once))."
    days = names | {"l1": "Ledger (27 Sep)", "l2": "Ledger (27 Sep)"}
    found = notes.differences([variant(("yet", ["l1", "p"]), ("still", ["l2"]), changes=["replacement"])], days)
    assert found[0].sentence == "“yet” (Ledger (27 Sep, once) and Post) / “still” (Ledger (27 Sep, once))."


def test_only_the_same_words_are_the_same_words_in_another_order() -> None:
    def said(one: str, other: str) -> str:
        moved = replace(variant((one, ["l"]), (other, ["p"]), changes=["replacement"]), moved=True)
        return notes.differences([moved], {"l": "Ledger", "p": "Post"})[0].said

    assert said("salt and fish", "fish, and salt") == (
        "“salt and fish” (Ledger) / “fish, and salt” (Post): the same words in another order"
    )
    assert said("we go", "go we must").endswith("(Post): words stand at another place")


def test_quotations_that_do_not_overlap_are_not_called_the_same() -> None:
    assert notes.wording("same", 5, 1, ()) == "All 5 quote it in the same words."
    assert notes.wording("same", 5, 2, ()) == "5 quotations; where they overlap, the words are the same."
    assert notes.wording("same", 2, 2, (), overlap=2) == "2 quotations; they share few words, and these are the same."
    assert notes.wording("not comparable", 1, 1, (), surely=False) == "Perhaps quoted by one."
    assert notes.wording("not comparable", 2, 2, ()) == "2 quotations, not comparable."
    assert notes.wording("not comparable", 1, 1, ()) == "Quoted by one only."
    assert notes.wording("not comparable", 0, 0, ()) == "Quoted by none."


def test_a_reading_is_cited_with_the_marks_between_its_words() -> None:
    """Collation compares words; what is shown in quotation marks is as an article prints it."""
    variants = (
        variant(("say it say it now", ["a"]), ("be still", ["b"]), changes=["replacement"]),
        variant(("[and]", ["a"]), ("", ["b"]), changes=["marked_insertion"]),
    )
    contents = {"a": "“We say it, say it now, [and] go,”", "b": "“We be still, go,”"}
    pieces = mark({name: (Span.of(content, 0, len(content)),) for name, content in contents.items()}, variants)
    assert [[r.text for r in v.readings] for v in as_printed(variants, pieces)] == [
        ["say it, say it now", "be still"],
        ["[and]", ""],
    ]


def test_a_reading_is_marked_also_where_its_letters_are_cut_into_other_words() -> None:
    assert shown(
        "“She lied to the F.B.I. again”",
        "“She lied to the FBI again”",
        "“She lied about e-mails again”",
        variants=[variant(("to the F.B.I.", ["a", "b"]), ("about emails", ["c"]), changes=["replacement"])],
    ) == ["“She lied _to the F.B.I_. again”", "“She lied _to the FBI_ again”", "“She lied _about e-mails_ again”"]


def test_words_lacking_without_a_mark_leave_a_visible_place() -> None:
    assert shown(
        "“We do not yet know who will pay”",
        "“We do not know who will pay”",
        variants=[variant(("yet", ["a"]), ("", ["b"]), changes=["silent_cut"])],
    ) == ["“We do not _yet_ know who will pay”", "“We do not __ know who will pay”"]


def test_of_two_places_the_one_with_the_same_words_around_is_marked() -> None:
    """“the” stands three times; only the last is another word in the other telling."""
    assert shown(
        "the crane left the rails of the quay",
        "the crane left the rails of a quay",
        variants=[variant(("the", ["a"]), ("a", ["b"]), changes=["replacement"])],
    ) == ["the crane left the rails of _the_ quay", "the crane left the rails of _a_ quay"]


def test_of_two_places_the_one_that_the_other_telling_lacks_is_marked() -> None:
    assert shown(
        "“We shall moor a barge or a ferry there.”",
        "“We shall moor a barge or ferry there.”",
        variants=[variant(("a", ["a"]), ("", ["b"]), changes=["silent_cut"])],
    ) == ["“We shall moor a barge or _a_ ferry there.”", "“We shall moor a barge or __ ferry there.”"]


def test_a_word_is_not_marked_inside_a_contraction() -> None:
    assert shown(
        "that's dear, and that is late",
        "that’s dear, and it is late",
        variants=[variant(("that", ["a"]), ("it", ["b"]), changes=["replacement"])],
    ) == ["that's dear, and _that_ is late", "that’s dear, and _it_ is late"]


def test_several_differences_are_found_in_order() -> None:
    assert shown(
        "“The crane did not fail. The ground under it moved,”",
        "“The crane was not failing. The soil beneath it shifted,”",
        variants=[
            variant(("did", ["a"]), ("was", ["b"]), changes=["replacement"]),
            variant(("fail", ["a"]), ("failing", ["b"]), changes=["replacement"]),
            variant(("ground under", ["a"]), ("soil beneath", ["b"]), changes=["replacement"]),
            variant(("moved", ["a"]), ("shifted", ["b"]), changes=["replacement"]),
        ],
    ) == [
        "“The crane _did_ not _fail_. The _ground under_ it _moved_,”",
        "“The crane _was_ not _failing_. The _soil beneath_ it _shifted_,”",
    ]


def test_words_that_are_not_in_the_telling_are_never_marked() -> None:
    assert shown(
        "“Nobody will lose pay”",
        "“Nobody will lose a day’s pay”",
        variants=[variant(("invented", ["a"]), ("a day's", ["b"]), changes=["replacement"])],
    ) == ["“Nobody will lose pay”", "“Nobody will lose _a day’s_ pay”"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_pieces_are_the_content_whatever_the_variants_say(data: st.DataObject) -> None:
    content = st.text(alphabet="ab ,_“”", min_size=1, max_size=30)
    tellings = {}
    for name in "ab":
        article = data.draw(content) + "|" + data.draw(content)
        bar = article.index("|")
        tellings[name] = (Span.of(article, 0, bar), Span.of(article, bar + 1, len(article)))
    readings = st.tuples(st.text(alphabet="ab ", max_size=4), st.text(alphabet="ab ", max_size=4))
    variants = [
        variant((a, ["a"]), (b, ["b"]), changes=["replacement"]) for a, b in data.draw(st.lists(readings, max_size=6))
    ]

    for name, pieces in mark(tellings, variants).items():
        spans = tellings[name]
        assert "".join(p.text for p in pieces) == "".join(s.text for s in spans)
        for piece in pieces:
            assert any(s.text[piece.start - s.start : piece.end - s.start] == piece.text for s in spans)
            if piece.mark == "differs":
                assert words(piece.text)


def test_one_article_tells_it_alone_by_speaker_and_the_unresolved_last_with_their_reason() -> None:
    article, found = marked(
        "[source He] [cue said] [content the letters had been answered]. "
        "[source2 Caddock] [cue2 said]: [content2 “I can write letters.”]",
        id="ledger",
        outlet="Ansel Ledger",
    )
    he = replace(found[0], reason="“He” could be Caddock or Faire")
    caddock = Speaker("Per Caddock", "person")
    trace = Trace(
        (article,),
        (he, found[1]),
        (Story("e1", ("ledger",), ("s1", "s2")),),
        (Saying("s1", "e1", None, (he.id,)), Saying("s2", "e1", caddock, (found[1].id,))),
        (Problem("empty.txt", "expected text, got an empty file"),),
    )

    shown = text.render(trace, width=80, color=False)

    assert (
        shown
        == """\
1 article, 1 story, 2 sayings, 1 with no speaker named, 1 problem.
[from-to, 96%]: its characters in the article; how likely it was read right.

================================================================================
STORY 1: ledger
1 article, date not stated: Ansel Ledger, ledger.txt

TOLD BY ONE ARTICLE ONLY

  Per Caddock
  -  “I can write letters.” [53-75, 99%]

  No speaker named
  -  the letters had been answered [8-37, 99%]
     ascribed to “He”; “He” could be Caddock or Faire

PROBLEMS
  empty.txt: expected text, got an empty file
"""
    )


def test_a_doubtful_telling_is_said_to_be_one_and_a_saying_of_nothing_else_stands_last_as_a_perhaps() -> None:
    trace = trace_of(Ledger=LEDGER, Courier=COURIER, Beacon=BEACON)
    (saying,) = trace.sayings
    links = (Link(("Beacon:9", "Ledger:0"), 0.412, ()), Link(("Beacon:9", "Courier:0"), 0.2, ()))
    in_part = replace(trace, sayings=(replace(saying, doubtful=("Beacon:9",), links=links),))
    altogether = replace(trace, sayings=(replace(saying, doubtful=saying.tellings, links=links),))

    shown = text.render(in_part, width=100, color=False)
    assert "1 saying, 1 of them told by more than one article." in shown
    assert "  2 articles, perhaps 3. " in shown
    assert (
        """\
          the same words: Courier [0-57, 99%]
  Perhaps the same statement, too little in common to be sure:
  Beacon  fifteen of the berths would be in use again from Monday [9-64, 99%; belongs here 41%]
"""
        in shown
    )
    assert "PERHAPS" not in shown
    assert "Without quotation marks" not in shown

    shown = text.render(altogether, width=100, color=False)
    assert "1 saying, 1 of them perhaps told by more than one article." in shown
    assert "PERHAPS TOLD BY SEVERAL: too little in common to be sure\n\n1.1 Ilona Vestrey" in shown
    assert "  3 articles, 41% likely to be one. " in shown
    assert "Perhaps the same" not in shown


def test_what_only_perhaps_belongs_is_not_what_a_saying_is_called_by() -> None:
    """Two papers report it; a quotation, which has little in common with that, would stand first by its marks alone."""
    trace = trace_of(Beacon=BEACON, Gazette=BEACON, Daily=DAILY)
    (saying,) = trace.sayings
    (view,) = arrange(replace(trace, sayings=(replace(saying, doubtful=("Daily:0",)),))).stories[0].shared
    assert [[w.label for w in t.witnesses] for t in view.told] == [["Beacon", "Gazette"], ["Daily"]]
    (view,) = arrange(trace).stories[0].shared
    assert [[w.label for w in t.witnesses] for t in view.told] == [["Daily"], ["Beacon", "Gazette"]]


@pytest.mark.parametrize(
    ("doubtful", "wording"),
    [
        ((), "4 quotations; where they overlap, they differ in 2 places: not all of them can be word for word."),
        ((3,), "3 quotations; where they overlap, they differ in 1 place: not all of them can be word for word."),
        ((2,), "3 quotations; where they overlap, they differ in 1 place: not all of them can be word for word."),
        ((2, 3), "4 quotations; where they overlap, they differ in 2 places, if all are one statement."),
    ],
)
def test_a_quotation_that_only_perhaps_belongs_is_not_counted(doubtful: tuple[int, ...], wording: str) -> None:
    """Of four one has “Fifty” and another “may”; each counts with its word or not at all."""
    post = '[content "Fifteen berths on the north quay may reopen on Monday,"] [source Vestrey] [cue said].'
    trace = with_variants(
        trace_of(Ledger=LEDGER, Courier=COURIER, Daily=DAILY, Post=post),
        variant(("Fifteen", ["Ledger:0", "Courier:0", "Post:0"]), ("Fifty", ["Daily:0"]), changes=["replacement"]),
        variant(("will", ["Ledger:0", "Courier:0", "Daily:0"]), ("may", ["Post:0"]), changes=["replacement"]),
    )
    (saying,) = trace.sayings
    saying = replace(saying, doubtful=tuple(saying.tellings[n] for n in doubtful))
    (view,) = arrange(replace(trace, sayings=(saying,))).stories[0].shared
    assert view.wording == wording


def test_what_is_only_perhaps_one_statement_is_not_said_to_contradict_itself() -> None:
    found = notes.differences(
        [variant(("will", ["l"]), ("may", ["p"]), changes=["replacement"], meaning=True)],
        {"l": "Ledger", "p": "Post"},
        ("l", "p"),
    )

    assert [(d.perhaps, d.grave, d.clash) for d in found] == [(True, False, False)]
    assert notes.wording("differs", 2, 2, found) == (
        "2 quotations; where they overlap, they differ in 1 place, if all are one statement."
    )
    saying = replace(trace_of(Ledger=LEDGER, Courier=COURIER).sayings[0], at_odds=(("Ledger:0", "Courier:0"),))
    trace = replace(trace_of(Ledger=LEDGER, Courier=COURIER), sayings=(saying,))
    doubted = replace(trace, sayings=(replace(saying, doubtful=saying.tellings),))
    assert arrange(trace).stories[0].shared[0].at_odds
    assert not arrange(doubted).stories[0].shared[0].at_odds


def test_a_denial_and_a_credit_are_said_beside_the_words() -> None:
    trace = trace_of(Ledger=LEDGER, Courier=COURIER)
    ledger, courier = trace.attributions
    trace = replace(trace, attributions=(replace(ledger, negated=True), replace(courier, via="Meridian Press")))

    shown = text.render(trace, width=80, color=False)

    assert "          the article says that this was not said\n" in shown
    assert "the same words: Courier [0-57, 99%] (via Meridian Press)" in shown


def test_another_speaker_in_one_article_is_said_but_not_a_shorter_name() -> None:
    trace = trace_of(Ledger=LEDGER, Courier=COURIER, Daily=DAILY)
    names = ("Vestrey", "Ilona Vestrey", "Per Caddock")
    speakers = tuple(
        replace(a, speaker=Speaker(n, "person"), source=(Span(0, 7, n),))
        for a, n in zip(trace.attributions, names, strict=True)
    )

    shown = text.render(replace(trace, attributions=speakers), width=80, color=False)

    assert shown.count("here read as words of") == 1
    assert 'reopen on Monday," [0-55, 99%]\n          ! here read as words of Per Caddock\n' in shown


def test_days_that_articles_give_differently_are_both_shown_with_who_gives_them() -> None:
    trace = trace_of(Ledger=LEDGER, Courier=COURIER, Daily=DAILY)
    said_on = ("2025-03-11", "2025-03-11", "2025-03-10")
    dated = tuple(replace(a, said_on=d) for a, d in zip(trace.attributions, said_on, strict=True))

    assert (
        "1.1 Ilona Vestrey, Tuesday 11 March 2025 (Ledger and Courier) or Monday 10 March 2025 (Daily)"
        in text.render(replace(trace, attributions=dated), width=120, color=False)
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[31mred\x1b[0m",
        "\x1b]0;title\x07",
        "\x9b31m",
        "over\x0bwritten",
        "back\x08space",
        "bidi \u202egnp.exe\u202c",
        "isolate \u2066x\u2069",
        "lone \ud800 surrogate",
        "tag \U000e0041",
        "null \x00",
    ],
)
def test_nothing_in_an_article_acts_on_the_terminal(hostile: str) -> None:
    trace = alone(f"it was {hostile} and so on")
    article = replace(trace.articles[0], title=hostile, outlet=hostile, published=hostile, path=hostile)
    saying = replace(trace.sayings[0], speaker=Speaker(hostile, "person"))
    trace = replace(trace, articles=(article,), sayings=(saying,), problems=(Problem(hostile, hostile),))

    shown = text.render(trace, width=80, color=False)

    assert "�" in shown
    assert all(c == "\n" or (c.isprintable() and c not in "\u202e\u2066") for c in shown)
    shown.encode()


def test_a_carriage_return_overwrites_nothing() -> None:
    assert "over written" in text.render(alone("over\rwritten"), width=80, color=False)


def test_color_adds_escapes_but_keeps_the_marks() -> None:
    trace = with_variants(
        trace_of(Ledger=LEDGER, Daily=DAILY),
        variant(("Fifteen", ["Ledger:0"]), ("Fifty", ["Daily:0"]), changes=["replacement"]),
    )

    assert "“\033[1;4m_Fifteen_\033[0m berths" in text.render(trace, width=80, color=True)
    assert "\033" not in text.render(trace, width=80, color=False)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_wide_characters_count_twice(width: int) -> None:
    wide = "港口部长表示北码头十五个泊位将于星期一重新开放" * 6

    shown = text.render(alone(f"{wide} {'x' * 700}"), width=width, color=False)

    assert max(cells(line) for line in shown.splitlines()) <= width
    assert wide in shown.replace("\n", "").replace(" ", "")


def test_a_very_long_telling_says_how_many_words_it_leaves_out() -> None:
    long = " ".join(f"word{n}" for n in range(500))
    shown = text.render(alone(long), width=80, color=False)

    assert "word14 … (470 words more) … word485" in " ".join(shown.split())


def test_time_is_linear_in_hostile_content() -> None:
    content = ("the " * 20_000).strip()
    article = Article("a", "a.txt", content)
    trace = trace_of(a=f"[content {content}]", b=f"[content {content} quay]")
    variants = [variant(("the", [t.id]), ("", [o.id]), changes=["silent_cut"]) for t, o in [trace.attributions] * 100]

    began = process_time()
    text.render(with_variants(trace, *variants), width=80, color=False)
    safe("\x00" * len(article.text))

    assert process_time() - began < 5


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(min_value=0, max_value=300))
def test_every_word_shown_stands_in_the_article(content: str, width: int) -> None:
    shown = text.render(alone(f"[{content}]"), width=width, color=False)

    flat = "".join(safe(content).split())
    assert flat in "".join(shown.split())
