"""What holds for every family of tellings, however it was trimmed, cut, reworded and set."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pace import within
from quoth.sayings.collate import collate, collated
from quoth.sayings.collate.align import Table
from quoth.sayings.collate.order import elsewhere
from quoth.sayings.words import words
from quoth.sayings.words.quoted import quoted
from quoth.sayings.words.spelling import folded
from quoth.types import Attribution
from test_collate import told

VOCABULARY = """the the of and we will not don't can't 15 fifteen percent $2m bridge harbour harbor river Tarvos Halvek
cannot well-being wellbeing well being they're they are [he] [not] old um gonna going to … — ... 3 million"""
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCE = st.lists(WORDS, min_size=1, max_size=14)


@st.composite
def families(draw: st.DrawFn) -> list[Attribution]:
    """Tellings of one sentence: parts of it, with words dropped, put in and changed, in one or two pieces."""
    base = draw(SENTENCE)
    tellings = []
    for k in range(draw(st.integers(1, 5))):
        start, end = sorted((draw(st.integers(0, len(base))), draw(st.integers(0, len(base)))))
        said = list(base if draw(st.booleans()) else base[start:end])
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(said)))
            said[at : at + draw(st.integers(0, 2))] = draw(st.lists(WORDS, max_size=2))
        cut = draw(st.integers(0, len(said)))
        pieces = [" ".join(p) for p in ((said[:cut], said[cut:]) if draw(st.booleans()) else (said,)) if p]
        marks = draw(st.sampled_from(["“”", '""', "«»"]))
        if pieces:
            tellings.append(told(f"t{k}", *(f"{marks[0]}{p}{draw(st.sampled_from(',. '))}{marks[1]}" for p in pieces)))
    return tellings


@settings(max_examples=500, deadline=None)
@given(families(), st.randoms(use_true_random=False))
def test_the_order_of_tellings_changes_nothing(tellings, random) -> None:
    turned = list(tellings)
    random.shuffle(turned)
    assert collate(turned) == collate(tellings)
    assert collated(turned) == collated(tellings)


@settings(max_examples=500, deadline=None)
@given(families())
def test_a_table_rebuilds_every_telling(tellings) -> None:
    """Shared columns and readings, one after the other, are the quoted words of each telling, as they stand in it."""
    contents = {t.id: t for t in tellings}
    for collation in collated(tellings):
        table = collation.table
        for ids, row, covers in zip(collation.tellings, table.cells, table.covers, strict=True):
            words = [w for w in row if w is not None]
            for telling in ids:
                own = quoted(contents[telling])
                assert letters(folded(w.t) for w in words) == letters(folded(w.t) for w in own)
            first = contents[min(ids)]
            for w in words:
                span = next(s for s in first.content if s.start <= w.start < s.end)
                assert span.text[w.start - span.start : w.end - span.start].split() == w.t.split()
            rebuilt, at = "", 0
            for place in [*collation.places, None]:
                end = place.start if place else table.width
                rebuilt += letters(folded(w.t) for w in row[at:end] if w)
                if place:
                    mine = [r for r in place.variant.readings if set(ids) & set(r.tellings)]
                    assert len(mine) == any(covers[place.start : place.end])
                    rebuilt += letters(folded(r.text) for r in mine)
                    at = place.end
            assert rebuilt == letters(folded(w.t) for w in words)


@settings(max_examples=100, deadline=None)
@given(families())
def test_readings_differ_and_every_variant_has_a_kind(tellings) -> None:
    variants, wording = collate(tellings)
    assert (wording == "differs") == bool(variants)
    for variant in variants:
        assert len(variant.readings) > 1
        assert variant.changes
        named = [t for r in variant.readings for t in r.tellings]
        assert len(named) == len(set(named))


@settings(max_examples=50, deadline=None)
@given(SENTENCE, st.integers(2, 4))
def test_identical_tellings_are_the_same(said, count) -> None:
    tellings = [told(f"t{k}", "“" + " ".join(said) + "”") for k in range(count)]
    found = collate(tellings)
    assert found == ((), "same") or (found == ((), "not comparable") and not quoted(tellings[0]))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="aA.…[]()“”\"'‘’$%5, -—\u00ad\n¹½Ǆİß", max_size=40), min_size=1, max_size=4))
def test_any_text_is_read_without_failing(texts) -> None:
    collate([told(f"d{k}", t or " ") for k, t in enumerate(texts)])
    collate([told(f"m{k}", t or " ", kind="mixed") for k, t in enumerate(texts)])


def test_long_and_many_tellings_take_seconds_at_most() -> None:
    words = [f"{a}{b}{c}" for a in "bdfgkl" for b in "aeiou" for c in ("mon", "rip", "sut", "vel")] * 17
    long = [told(f"t{k}", "“" + " ".join(w for i, w in enumerate(words) if i % 97 != k) + "”") for k in range(3)]
    same = [told(f"s{k}", "“" + " ".join(words[:40]) + "”") for k in range(300)]
    with within(20):
        assert collate(long)[1] == "differs"
        assert collate(same) == ((), "same")
        for hostile in ("[", "1,", "… ", "'", "a'", "A.", "the ", "([", "\u00ad"):
            collate([told("x", "“" + hostile * 4000 + "”"), told("y", "“" + hostile * 4001 + "”")])


def test_where_words_stand_elsewhere_is_looked_for_near_by() -> None:
    """Not in all of a speech for each place where two tellings of it differ."""
    speech = words("the ferry stays and the quay goes " * 6_000)
    other = tuple(None if k % 7 < 2 else word for k, word in enumerate(speech))
    table = Table((speech, other), ((True,) * len(speech),) * 2)
    with within(1):  # 0.1 s on an idle core
        assert not any(elsewhere(table, 0, 1, 7 * n, 7 * n + 2) for n in range(1_000))


def letters(ns) -> str:
    return "".join(c for n in ns for c in n if c.isalnum() or c in "$%")
