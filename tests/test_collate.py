"""Tellings of one saying lined up: every test prints the table, rows are tellings and columns places.

`·` is a place that a telling lacks words for, an empty cell one where it does not speak. Readings stand below.
"""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from pace import within
from quoth.sayings.collate import collate, collated, compared
from quoth.sayings.collate.align import LAID, most_told
from quoth.sayings.collate.change import changes
from quoth.sayings.words import words
from quoth.types import Attribution, Kind, Span


def told(name: str, *texts: str, kind: Kind = "direct", between: str = " said Ms Orrel. ") -> Attribution:
    """A telling whose content is `texts`, with `between` in the article between them."""
    text, spans = "", []
    for content in texts:
        spans.append((len(text), len(text) + len(content)))
        text += content + between
    content_spans = tuple(Span.of(text, *span) for span in spans)
    return Attribution(id=name, article=name, kind=kind, source=(), cue=(), content=content_spans, score=1.0)


def printed(*tellings: Attribution) -> str:
    lines = []
    for collation in collated(tellings):
        table = collation.table
        shown = [
            [word.t if word else "·" if covers else "" for word, covers in zip(row, speaks, strict=True)]
            for row, speaks in zip(table.cells, table.covers, strict=True)
        ]
        widths = [max(len(row[j]) for row in shown) for j in range(table.width)]
        names = ["+".join(ids) for ids in collation.tellings]
        for name, row in sorted(zip(names, shown, strict=True)):
            cells = " ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            lines.append(f"{name:{max(map(len, names))}} | {cells}".rstrip())
        for place in collation.places:
            readings = " / ".join(f"{r.text or '·'} ({' '.join(r.tellings)})" for r in place.variant.readings)
            said = ", ".join(f"{m.kind}: {' '.join(m.words)}" for m in place.difference.meanings)
            kinds = " ".join(place.variant.changes) + (", moved" if place.variant.moved else "")
            lines.append(f"  {readings}: {kinds}" + (f" [{said}]" if said else ""))
    return "\n".join([*lines, collate(tellings)[1]])


def check(found: str, expected: str) -> None:
    assert found == dedent(expected).strip()


def test_a_reworded_sentence_keeps_its_shared_words_in_place() -> None:
    check(
        printed(
            told("a", "“Our stance remains consistent, as we take no side in the Velmark vote,”"),
            told("b", "“Our stance is the same: we take no position on the Velmark vote,”"),
        ),
        """
        a | Our stance remains consistent as   we take no side     in the Velmark vote
        b | Our stance is      the        same we take no position on the Velmark vote
          is the same (b) / remains consistent as (a): replacement
          position on (b) / side in (a): replacement
        differs
        """,
    )


def test_contractions_are_spelling_and_a_lost_negation_is_not() -> None:
    check(
        printed(
            told("a", "“We don't want the dam.”"),
            told("b", "“We do not want the dam.”"),
            told("c", "“We do want the dam.”"),
        ),
        """
        a | We do n't want the dam
        b | We do not want the dam
        c | We do ·   want the dam
          don't (a) / do not (b) / do (c): spelling silent_cut [negation: don't, negation: not]
        differs
        """,
    )


def test_what_most_tellings_have_is_cut_and_what_few_have_is_inserted() -> None:
    check(
        printed(
            told("a", "“The old mill will burn again.”"),
            told("b", "“The old mill will burn again.”"),
            told("c", "“The mill will burn again, sadly enough, today.”"),
            told("d", "“The old mill will burn again today.”"),
        ),
        """
        a+b | The old mill will burn again
        c   | The ·   mill will burn again sadly enough today
        d   | The old mill will burn again ·     ·      today
          old (a b d) / · (c): silent_cut
          sadly enough (c) / · (d): silent_cut
        differs
        """,
    )


def test_an_ellipsis_marks_the_cut() -> None:
    check(
        printed(
            told("a", "“We left the village … and never came back.”"),
            told("b", "“We left the village with two carts and a goat and never came back.”"),
            told("c", "“We left the village and never came back.”"),
        ),
        """
        a | We left the village ·    ·   ·     ·   · ·    and never came back
        b | We left the village with two carts and a goat and never came back
        c | We left the village ·    ·   ·     ·   · ·    and never came back
          · (a c) / with two carts and a goat (b): marked_cut silent_insertion
        differs
        """,
    )


def test_a_telling_that_quotes_a_part_is_silent_about_the_rest() -> None:
    check(
        printed(
            told("a", "“The winter was hard, but the bridge will hold until spring.”"),
            told("b", "that “the bridge will hold” for now", kind="mixed"),
        ),
        """
        a | The winter was hard but the bridge will hold until spring
        b |                         the bridge will hold
        same
        """,
    )


def test_a_negation_lost_at_the_edge_is_no_trim() -> None:
    check(
        printed(
            told("a", "“Not all of us agree with them, and we never will.”"),
            told("b", "“All of us agree with them”"),
            told("c", "that “all of us agree” with them", kind="mixed"),
        ),
        """
        a | Not all of us agree with them and we never will
        b | ·   All of us agree with them
        c |     all of us agree
          Not (a) / · (b): silent_cut [negation: Not]
        differs
        """,
    )


def test_swapped_clauses_are_neither_trim_nor_cut() -> None:
    check(
        printed(
            told("a", "“We must leave, because the mill burns”"),
            told("b", "“Because the mill burns, we must leave”"),
        ),
        """
        a | We must leave because the mill burns ·  ·    ·
        b | ·  ·    ·     Because the mill burns we must leave
          Because the mill burns we must leave (b) / We must leave because the mill burns (a): replacement, moved
        differs
        """,
    )
    check(
        printed(told("a", "“Today we sail for the islands.”"), told("b", "“We sail for the islands today.”")),
        """
        a | Today we sail for the islands ·
        b | ·     We sail for the islands today
          Today we sail for the islands (a) / We sail for the islands today (b): replacement, moved
        differs
        """,
    )


def test_a_word_that_moves_may_turn_the_meaning() -> None:
    for one, other, said in [
        ("We also will come to the fair.", "We will also come to the fair.", ""),
        ("Only we know the old road.", "We know only the old road.", "scope: only"),
        ("Salt and fish are all we have.", "Fish and salt are all we have.", ""),
        ("The dog bit the man twice.", "The man bit the dog twice.", "direction: dog man"),
        ("Halvek beat Tarvos at the lake.", "Tarvos beat Halvek at the lake.", "direction: Halvek Tarvos"),
    ]:
        (collation,) = collated([told("a", f"“{one}”"), told("b", f"“{other}”")])
        (place,) = collation.places
        assert place.variant.moved, one
        assert place.variant.changes == ("replacement",), one
        assert sorted(w for b in place.variant.because for w in b.words) == sorted(said.split()[1:]), (one, place)


@pytest.mark.parametrize("before", [("", ""), ("It rained. ", ""), ("", "It rained. ")])
def test_what_changed_places_is_told_alike_wherever_it_stands_in_its_article(before: tuple[str, str]):
    """Pilots and sailors, and never the other way round: what the offsets of two articles are to each other is chance.
    In two copies of one wire report they are the same; the one that a set gave first was another in every process.
    """
    texts = "“Pilots fear sailors at night”", "“Sailors fear pilots at night”"
    tellings = []
    for name, lead, text in zip("ab", before, texts, strict=True):
        span = Span(len(lead), len(lead) + len(text), text)
        tellings.append(replace(told(name, text), content=(span,)))

    [place] = [place for one in collated(tellings) for place in one.places]

    assert place.variant.moved
    assert [b.words for b in place.variant.because] == [("pilots", "sailors")]


def test_a_third_telling_that_quotes_a_part_leaves_two_places() -> None:
    """“we sail” alone does not say where “today” stood, so the order of the others cannot be one place for all."""
    check(
        printed(
            told("a", "“Today we sail for the islands.”"),
            told("b", "“We sail for the islands today.”"),
            told("c", "that “we sail” soon", kind="mixed"),
        ),
        """
        a | Today we sail for the islands ·
        b | ·     We sail for the islands today
        c |       we sail
          Today (a) / · (b): replacement, moved
          today (b) / · (a): replacement, moved
        differs
        """,
    )


def test_a_limit_left_out_is_a_change_of_scope_wherever_it_stood() -> None:
    check(
        printed(
            told("a", "“We will, as far as we have been able to tell, find no more oil.”"),
            told("b", "“We will find no more oil.”"),
        ),
        """
        a | We will as far as we have been able to tell find no more oil
        b | We will ·  ·   ·  ·  ·    ·    ·    ·  ·    find no more oil
          as far as we have been able to tell (a) / · (b): silent_cut [scope: as far as]
        differs
        """,
    )
    check(
        printed(
            told("a", "“If the river rises, we must leave the village.”"),
            told("b", "“We must leave the village unless they mend the dam. We are not afraid.”"),
            told("c", "“We must leave the village.”"),
        ),
        """
        a | If the river rises we must leave the village ·      ·    ·    ·   ·
        b | ·  ·   ·     ·     We must leave the village unless they mend the dam We are not afraid
        c | ·  ·   ·     ·     We must leave the village ·      ·    ·    ·   ·
          · (b c) / If the river rises (a): silent_insertion [scope: If]
          · (a c) / unless they mend the dam (b): silent_insertion [scope: unless]
        differs
        """,
    )


def test_one_reason_stands_once_whichever_reading_it_is_seen_from() -> None:
    readings = ("will mend", "can mend", "will be mending")
    (variant,), _ = collate([told(f"t{n}", f"“The crews {said} every net.”") for n, said in enumerate(readings)])
    assert [sorted(because.words) for because in variant.because] == [["can", "will"]]


def test_what_is_at_odds_and_how_much_was_compared() -> None:
    found = compared(
        [
            told("a", "“We do not want the dam. The river is ours.”"),
            told("b", "“We don't want the dam.”"),
            told("c", "“We want the dam.”"),
            told("d", "that “the river” matters", kind="mixed"),
            told("e", "that “our children will ask” why", kind="mixed"),
            told("f", "that nobody wants the dam", kind="indirect"),
        ]
    )
    assert found.wording == "differs"
    assert found.at_odds == (("a", "c"), ("b", "c"))
    assert [(o.telling, o.quoted, o.compared) for o in found.overlaps] == [
        ("a", 10, 8), ("b", 6, 6), ("c", 4, 4), ("d", 2, 2), ("e", 4, 0),
    ]  # fmt: skip


def test_an_article_that_quotes_a_statement_twice_is_not_at_odds_with_itself() -> None:
    """Its headline has a part in other words; only where another article differs from either is there a variant."""
    body = told("a", "“We will mend the dam before the next winter, I promise you.”")
    headline = replace(told("h", "“We will mend the dam before winter”"), article="a")
    alone = compared([body, headline])
    assert (alone.variants, alone.wording, alone.at_odds) == ((), "not comparable", ())
    assert [(o.telling, o.compared) for o in alone.overlaps] == [("a", 0), ("h", 0)]
    other = told("b", "“We will mend the dam before the next winter, I promise you.”")
    check(
        printed(body, headline, other),
        """
        a+b | We will mend the dam before the next winter I promise you
        h   | We will mend the dam before ·   ·    winter
          the next (a b) / · (h): silent_cut
        differs
        """,
    )
    assert compared([body, headline, other]).at_odds == (("b", "h"),)
    elsewhere = told("b", "“We will mend the dam”")
    assert compared([body, headline, elsewhere]).wording == "same"


def test_with_what_each_goes_on_after_what_they_share_is_not_lacking_in_the_other() -> None:
    check(
        printed(
            told("a", "“The bridge is well past repair. It was wrong. It hurts the valley.”"),
            told("b", "“The bridge is past repair, and old. Our council has slept for a decade.”"),
        ),
        """
        a | The bridge is well past repair ·   ·                                      It was wrong It hurts the valley
        b | The bridge is ·    past repair and old Our council has slept for a decade
          well (a) / · (b): silent_cut
          and old (b) / · (a): silent_cut
        differs
        """,
    )


def test_a_reading_never_begins_or_ends_inside_a_word() -> None:
    """The “that” of b stands with the first of a, and its “’s” with the second."""
    check(
        printed(
            told("a", "“I do not think that that's what the dam is here for.”"),
            told("b", "“I do not think that's what the dam is here for.”"),
        ),
        """
        a | I do not think that that 's what the dam is here for
        b | I do not think that ·    's what the dam is here for
          that that's (a) / that's (b): disfluency
        differs
        """,
    )


def test_a_cue_between_sentences_is_a_seam_and_one_inside_a_sentence_is_not() -> None:
    whole = told("a", "“We saw the smoke, and then we all ran. Nobody screamed. The roof fell in.”")
    check(
        printed(whole, told("b", "“We saw the smoke,”", "“The roof fell in.”")),
        """
        a | We saw the smoke and then we all ran Nobody screamed The roof fell in
        b | We saw the smoke                                     The roof fell in
        same
        """,
    )
    check(
        printed(whole, told("c", "“We saw the smoke,”", "“we all ran.”")),
        """
        a | We saw the smoke and then we all ran Nobody screamed The roof fell in
        c | We saw the smoke ·   ·    we all ran
          and then (a) / · (c): silent_cut
        differs
        """,
    )


def test_square_brackets_are_the_writers_words() -> None:
    check(
        printed(
            told("a", "“I told him that he had to pay.”"),
            told("b", "“I told [Mayor Brisk] that he had to pay.”"),
            told("c", "“[I] told him that he had [not] to pay.”"),
        ),
        """
        a | I   told him    ·      that he had ·     to pay
        b | I   told [Mayor Brisk] that he had ·     to pay
        c | [I] told him    ·      that he had [not] to pay
          I (a b) / [I] (c): marked_insertion
          him (a c) / [Mayor Brisk] (b): marked_insertion
          · (a b) / [not] (c): marked_insertion [negation: [not]]
        differs
        """,
    )


def test_two_sentences_fused_are_a_splice() -> None:
    check(
        printed(
            told("a", "“The time of fear is over. The time of shouting is behind us.”"),
            told("b", "“The time of fear is behind us.”"),
        ),
        """
        a | The time of fear is over The time of shouting is behind us
        b | The time of fear ·  ·    ·   ·    ·  ·        is behind us
          is over The time of shouting (a) / · (b): splice
        differs
        """,
    )


def test_fillers_and_repeated_words_are_disfluency() -> None:
    check(
        printed(
            told("a", "“I, um, I told them that the — the boat was, you know, sinking.”"),
            told("b", "“I told them that the boat was sinking.”"),
        ),
        """
        a | I um I told them that the the boat was you know sinking
        b |      I told them that ·   the boat was ·   ·    sinking
          the (a) / · (b): disfluency
          you know (a) / · (b): disfluency
        differs
        """,
    )


def test_typography_is_no_difference() -> None:
    check(
        printed(
            told("a", "“The well-being of our lower-skilled ﬁshermen – that’s it.”"),
            told("b", '"THE WELLBEING OF OUR LOWER SKILLED FISHERMEN, that\'s it"'),
            told("c", "«The well\u00adbeing of our lower skilled fishermen -- [t]hat's it!»"),
        ),
        """
        a | The well-being of our lower skilled ﬁshermen  that   ’s it
        b | THE WELLBEING  OF OUR LOWER SKILLED FISHERMEN that   's it
        c | The well­being of our lower skilled fishermen [t]hat 's it
        same
        """,
    )


def test_numbers_are_compared_by_value_and_unit() -> None:
    check(
        printed(
            told("a", "“Fifteen boats cost $2m until 7 percent sank.”"),
            told("b", "“15 boats cost 2 million dollars until 7% sank.”"),
            told("c", "“50 boats cost €2m until 7 per cent sank.”"),
        ),
        """
        a | Fifteen boats cost $2m               until 7 percent  sank
        b | 15      boats cost 2 million dollars until 7%         sank
        c | 50      boats cost €2m               until 7 per cent sank
          15 (b) / Fifteen (a) / 50 (c): spelling replacement [number: 15 50, number: Fifteen 50]
          2 million dollars (b) / $2m (a) / €2m (c): spelling replacement [unit: 2 million dollars €2m, unit: $2m €2m]
          7% (b) / 7 per cent (c) / 7 percent (a): spelling
        differs
        """,
    )


def test_tellings_of_two_sentences_are_lined_up_apart() -> None:
    check(
        printed(
            told("a", "“The harbour is closed until May.”"),
            told("b", "“The harbour is closed until June.”"),
            told("c", "“Nobody told the fishermen anything.”"),
            told("d", "“Nobody told our fishermen anything.”"),
        ),
        """
        c | Nobody told the fishermen anything
        d | Nobody told our fishermen anything
          our (d) / the (c): replacement
        a | The harbour is closed until ·    May
        b | The harbour is closed until June ·
          June (b) / May (a): replacement [unit: June, name: June May]
        differs
        """,
    )


def test_where_nothing_is_shared_nothing_is_comparable() -> None:
    one = told("a", "“The harbour is closed until May.”")
    assert collate([one]) == ((), "not comparable")
    assert collate([one, told("b", "“Nobody told the fishermen.”")]) == ((), "not comparable")
    assert collate([one, told("b", "that the harbour is closed until June", kind="indirect")]) == ((), "not comparable")


def test_against_a_record_the_direction_is_known() -> None:
    record = "Well, we will help the people of Tarvos, whatever it cost all ofs us. I — I promise you that."
    for quotation, kinds, meaning in [
        ("We will help the people of Tarvos, whatever it cost all ofs us.", (), False),
        ("We'll help the people of Tarvos", ("spelling",), False),
        ("We will help the people … whatever it cost all ofs us", ("marked_cut",), False),
        ("We will help the people, whatever it cost all ofs us", ("silent_cut",), False),
        ("We will help all the good people of Tarvos", ("silent_insertion",), True),
        ("We will help [all] the people of Tarvos", ("marked_insertion",), False),
        ("We will not help the people of Tarvos", ("silent_insertion",), True),
        ("We can help the people of Tarvos", ("replacement",), True),
        ("whatever it cost all ofs us. I promise you that", ("disfluency",), False),
        ("Well, we are going to help the people of Tarvos", ("replacement",), False),
    ]:
        found = changes(words(record), words(quotation))
        assert (found.changes, bool(found.meanings)) == (kinds, meaning), (quotation, found)


@pytest.mark.parametrize(
    ("one", "other", "sense"),
    [
        ("You paid, every season, for the nets.", "You paid for the nets.", None),  # gone with its noun
        ("We lost many boats in the storm.", "We lost boats in the storm.", "quantifier"),
        ("We saw all the old boats go.", "We saw the old boats go.", "quantifier"),
        ("The quays are as empty today as they were then.", "The quays are as empty as they were then.", None),
        ("They will come today with nets.", "They will come tomorrow with nets.", "unit"),
        ("If so, you will be able to mend it.", "If so, you will have to mend it.", "modal"),
        ("The crews must mend it.", "The crews have to mend it.", None),
        ("We were able to mend it.", "We did mend it.", None),
        ("I said you better mend it.", "I said you'd better mend it.", None),
        ("A net that would better hold is here.", "A net that better holds is here.", "modal"),
        ("I can't help but think that it holds.", "I think that it holds.", None),
        ("I can't help them mend it.", "I can help them mend it.", "negation"),
        ("I don't know that it holds.", "I don't know if it holds.", None),
        ("We go because it holds.", "We go if it holds.", "scope"),
        # "I would say" is what "I will say" is; an offer to tell is none to do
        ("I would say that it holds.", "I will say that it holds.", None),
        ("I can tell you that it holds.", "I'll tell you that it holds.", None),
        ("I will say that it holds.", "I may say that it holds.", "modal"),
        ("I will tell the council.", "I could tell the council.", "modal"),
        ("I will ask the council.", "I would ask the council.", "modal"),
        ("I can promise you that it holds.", "I promise you that it holds.", None),
        ("I would say that it holds.", "I could say that it holds.", "modal"),
        ("We thank all those who mended it.", "We thank everyone who mended it.", None),
        ("We thank all those who mended it.", "We thank someone who mended it.", "quantifier"),
        # an answer that the sentence goes on from
        ("They left. No, I do not think so.", "They left. I do not think so.", None),
        ("They left. No boats were lost.", "They left. Boats were lost.", "negation"),
        ("The crews were all over the bay.", "The crews were over the bay.", None),
        # what costs has one unit, whether it is named or not
        ("They owe us 500 billion a year.", "They owe us $500 billion a year.", None),
        ("The tide rose 5 percent here.", "The tide rose 5 here.", "unit"),
        ("We are going to mend it.", "We are trying to mend it.", "modal"),
        # forms of a word, and of what says the same
        ("It was the greatest storm.", "It was the biggest storm.", None),
        ("It was the greatest storm.", "It was the saddest storm.", "word"),
        ("They mentioned it to us.", "They said it to us.", None),
        # a question that is told sets no condition
        ("Let us know if I am late for the tide.", "Let us know, am I late for the tide?", None),
        ("We will stay if I am late for the tide.", "We will stay, am I late for the tide?", "scope"),
        ("It was going to be a dry season.", "It would be a dry season.", None),
        ("Is it going to hold for a year?", "Will it hold for a year?", None),
        ("It was going to be a dry season.", "It could be a dry season.", "modal"),
        ("They catch more than they can ever sell.", "They catch more than they can ever possibly sell.", None),
        ("They sell more than we thought.", "They possibly sell more than we thought.", "scope"),
        # a word that stands a few words on has not taken another's place
        ("We sail in the winter, the spring and the autumn.", "We sail in the spring and the autumn.", None),
        ("We sail in the spring, the winter and the autumn.", "We sail in the autumn and winter.", None),
        ("We sail in the spring with old nets.", "We sail in the autumn with old nets.", "word"),
        # what "and" carries on need not be said again, unless it denies or counts
        ("We mend all nets and all sails.", "We mend all nets and sails.", None),
        ("I will come and stay there.", "I will come and I will stay there.", None),
        ("We will not mend nets and not sails.", "We will not mend nets and sails.", "negation"),
    ],
)
def test_what_turns_the_meaning_and_what_only_looks_so(one: str, other: str, sense: str | None) -> None:
    assert [m.kind for m in changes(words(one), words(other)).meanings] == ([sense] if sense else [])


def many(tellings: int) -> list[Attribution]:
    """Tellings of one sentence, each with a word of its own at one of four places and a tail that some lack."""
    made = []
    for n in range(tellings):
        words_ = [
            w.t for w in words("we will not open the old harbour before the boilers of the cannery are safe again")
        ]
        words_[(3, 6, 9, 12)[n % 4]] = f"w{chr(97 + n % 26)}{chr(97 + n // 26)}x"
        made.append(told(f"t{n:03}", f"“{' '.join(words_[: 16 - n % 3])}”"))
    return made


def test_of_many_wordings_the_most_told_are_aligned_and_no_other_is_lost() -> None:
    """Beyond LAID, a wording is laid against the table of the others: every telling still has every reading it has."""
    tellings = many(4 * LAID)
    variants, wording = collate(tellings)
    assert wording == "differs"
    assert [v.readings[0].text for v in variants] == ["open", "harbour", "boilers", "cannery"]
    for n, telling in enumerate(tellings):
        mine = {r.text for v in variants for r in v.readings if telling.id in r.tellings}
        assert f"w{chr(97 + n % 26)}{chr(97 + n // 26)}x" in mine
    assert collate(tellings[::-1]) == (variants, wording)


def test_a_word_that_only_a_late_wording_has_gets_a_place_of_its_own() -> None:
    inserted = told("z", "“we will certainly not open the old harbour before the boilers of the cannery are safe”")
    variants, _ = collate([*many(2 * LAID), inserted])
    (place,) = [v for v in variants if any(r.text == "certainly" for r in v.readings)]
    assert place.changes == ("silent_insertion",)
    assert [r.tellings for r in place.readings if r.text == "certainly"] == [("z",)]


def test_the_wordings_aligned_first_are_those_most_told() -> None:
    short, long, often = words("no harbour"), words("no harbour at all"), words("no ship")
    assert most_told([short, long, often], [1, 1, 1]) == [0, 1, 2]
    others = [words(f"no harbour {'at ' * k}") for k in range(2, 2 + LAID)]
    assert 0 not in most_told([short, *others], [1] * (LAID + 1))
    assert 0 in most_told([short, *others], [2] + [1] * LAID)


def test_five_hundred_different_wordings_take_a_second() -> None:
    tellings = many(500)
    with within(4):  # 0.4 s on an idle core
        collate(tellings)
