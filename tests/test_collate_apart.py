"""Tellings that share words without being an answer to each other, and what stands at their edges: printed tables."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from pace import in_proportion
from quoth.sayings.collate import collate, compared
from quoth.sayings.collate.answers import Sentence, answer
from quoth.sayings.words import words
from test_collate import check, printed, told


def test_sentences_that_share_a_phrase_alone_are_not_compared() -> None:
    check(
        printed(
            told("a", "“It is not covered by the harbour act because of the words subject to the right of passage.”"),
            told("b", "“All ships bought in Tarvos and subject to the right of passage are ships of the town.”"),
        ),
        "not comparable",
    )
    check(printed(told("a", "“Take down the picture.”"), told("b", "“The picture is too sad.”")), "not comparable")


def test_beside_sentences_that_answer_the_others_stand_apart() -> None:
    """Both speak of a summary and of the tide; only what they say of the tide is one statement."""
    check(
        printed(
            told("a", "“I don't want a summary! No one, and least of all this mayor, is above the tide.”"),
            told("b", "“Print the clerk's summary now. No one is above the tide.”"),
        ),
        """
        a | I do n't want a summary                                No one and least of all this mayor is above the tide
        b |                         Print the clerk 's summary now No one ·   ·     ·  ·   ·    ·     is above the tide
          and least of all this mayor (a) / · (b): silent_cut
        differs
        """,
    )


def test_two_statements_that_share_a_fragment_with_a_third_are_not_compared() -> None:
    """Each has the fragment's words; “He has gone” and “The price went” are no readings of one place."""
    check(
        printed(
            told("b", "“all the way up,”", kind="mixed"),
            told("c", "“He has gone all the way up the hill,”"),
            told("d", "“The price went all the way up in May.”"),
        ),
        """
        b |                            all the way up
        c | He has gone                all the way up the hill
        d |             The price went all the way up          in May
        same
        """,
    )


def test_a_fragment_that_begins_inside_the_sentence_has_its_own_words_in_the_place_of_as_many() -> None:
    """What leads to them is not in the fragment, and it denies none of that."""
    check(
        printed(
            told("b", "“tens of crowns a boat”", kind="mixed"),
            told("c", "“I do not believe that they can go on paying, really, hundreds of crowns a boat.”"),
        ),
        """
        b |                                                    ·        tens of crowns a boat
        c | I do not believe that they can go on paying really hundreds ·    of crowns a boat
          hundreds (c) / tens (b): replacement [number: hundreds tens]
        differs
        """,
    )


def test_small_words_amid_longer_changes_hold_nothing_together() -> None:
    """“what” and “the” stand in both; what differs is one change."""
    check(
        printed(
            told("a", "“We need to know what she did with the ledger and when she did it.”"),
            told("b", "“We need to know what the clerk did and when she did it.”"),
        ),
        """
        a | We need to know what she did with the ledger ·     ·   and when she did it
        b | We need to know what the ·   ·    ·   ·      clerk did and when she did it
          she did with the ledger (a) / the clerk did (b): replacement
        differs
        """,
    )


def test_a_sentence_that_goes_on_otherwise_is_another_reading() -> None:
    check(
        printed(
            told("a", "“The levy is a magnet for smugglers, out of step with the whole coast,”"),
            told("b", "a “magnet for smugglers in these times.”", kind="mixed"),
        ),
        """
        a | The levy is a magnet for smugglers out of step with the whole coast ·  ·     ·
        b |               magnet for smugglers ·   ·  ·    ·    ·   ·     ·     in these times
          out of step with the whole coast (a) / in these times (b): silent_cut replacement
        differs
        """,
    )


def test_a_short_sentence_behind_the_same_words_that_ends_otherwise_is_another_reading() -> None:
    """A day of the month is one word, so that the two share "Merry" alone; what stands before them says where."""
    variants, wording = collate(
        [
            told("a", "“Well, who is there? Merry Fourth of July!”"),
            told("b", "“Well, who is there? Merry Fourth of Brenn!”"),
        ]
    )

    assert wording == "differs"
    assert [(v.changes, v.meaning) for v in variants] == [(("replacement",), True)]


def test_two_that_agree_on_either_side_speak_alike() -> None:
    """`a` says more than `b` before it; at “As” it speaks all the same."""
    check(
        printed(
            told("a", "“With respect to that story, I think the mayor knows that the words come out wrong.”"),
            told("b", "“I think the mayor knows that the words come out wrong.”"),
            told("c", "“As the mayor knows … the words come out wrong.”"),
        ),
        """
        a | With respect to that story I think ·  the mayor knows that the words come out wrong
        b |                            I think ·  the mayor knows that the words come out wrong
        c |                            · ·     As the mayor knows ·    the words come out wrong
          I think (a b) / As (c): silent_cut replacement
          that (a b) / · (c): marked_cut
        differs
        """,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“My friend's talking about the tide.”", "“my friend”"),  # the fragment ends inside the contraction
        ("“Learn to wait, it is not hard.”", "“Learn to wait. Count to ten.”"),  # a comma, or a full stop
        ("“Well, Tarvos first! I will fight for every boat.”", "“I will fight for every boat. Tarvos will win.”"),
        ("“I feel very ill for the captain.”", "“I feel very ill for the captain. I feel ill.”"),
        ("“You do not — the council rules the port.”", "“The council rules the port.”"),
        ("“These (local) wardens have power.”", "“These wardens have power.”"),
        ("“Too much d***ed power for them.”", "“Too much damned power for them.”"),
        ("“It costs millions and millions of crowns.”", "“It costs millions of crowns.”"),
    ],
)
def test_none_of_these_says_another_thing(one: str, other: str) -> None:
    variants, _ = collate([told("a", one), told("b", other, kind="mixed" if other == "“my friend”" else "direct")])
    assert not [v for v in variants if v.meaning]
    assert not [v for v in variants if "replacement" in v.changes or "silent_insertion" in v.changes], variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fifteen people died there", "Fifty people died there"),
        ("Will he sign it by May?", "Will he sign it by June?"),
        ("It will never happen", "It will always happen"),
        ("The dog bit the man twice", "The man bit the dog twice"),
        ("Our stance is the same, as we said: we take no side", "Our stance remains one, as we take no side"),
    ],
)
def test_an_answer_may_be_short_turned_or_reworded(one: str, other: str) -> None:
    found, wording = collate([told("a", f"“{one}”"), told("b", f"“{other}”")])
    assert wording == "differs"
    assert found


def test_an_answer_is_the_same_from_either_side() -> None:
    said = "all the way up the hill", "the price went all the way up"
    one, other = (Sentence(w.key for w in words(text)) for text in said)
    shared = [w.key for w in words("all the way up")]
    assert answer(shared, one, other)
    assert answer(shared, other, one)
    assert not answer(shared[:1], one, other)


def test_a_word_with_asterisks_may_be_any_that_fits() -> None:
    (masked,), (dashed,), (plain,), (other,) = (words(t) for t in ("d***ed", "d---d", "damned", "dusty"))
    assert masked.alike(plain)
    assert plain.alike(dashed)
    assert masked.alike(dashed)
    assert not masked.alike(other)
    assert [w.t for w in words("so **bold** and *loud*")] == ["so", "bold", "and", "loud"]
    assert [w.t for w in words("plan B—we go")] == ["plan", "B", "we", "go"]


def test_what_answers_to_nothing_takes_linear_time() -> None:
    def laid(n: int) -> None:
        sides = ("the bramon holds. " * n, "bramon the kilted " * n)
        collate([told(name, f"“{text}”") for name, text in zip("ab", sides, strict=True)])

    in_proportion(partial(laid, 400), partial(laid, 1600), 10, least=0.05)


def test_who_ends_where_another_goes_on_and_who_cuts_the_middle_do_not_contradict_each_other() -> None:
    """“c” stops before the second half, “d” has it and lacks the first: “a” has both, so nobody denies either."""
    check(
        printed(
            told("a", "“The quay is safe as far as we could look, and I would not send anybody back otherwise,”"),
            told("c", "“The quay is safe as far as we could look,”"),
            told("d", "“The quay is safe, and I would not send anybody back otherwise,”"),
        ),
        """
        a | The quay is safe as far as we could look and I would not send anybody back otherwise
        c | The quay is safe as far as we could look
        d | The quay is safe ·  ·   ·  ·  ·     ·    and I would not send anybody back otherwise
          as far as we could look (a c) / · (d): silent_cut [scope: as far as]
        differs
        """,
    )


def test_two_statements_that_several_articles_have_are_no_readings_of_one_place() -> None:
    """Each paper quotes both sentences; that they share an ending makes of them no two versions of one."""
    glad, hard = "“I am so glad to be leading the council of this town again.”", "“It's hard leading the council.”"
    both = [replace(told(f"{paper}{n}", said), article=paper) for paper in "ab" for n, said in enumerate((glad, hard))]
    assert compared([*both, told("c", glad)]).variants == ()
    (variant,) = compared([both[0], both[3]]).variants
    assert [r.text for r in variant.readings] == ["I am so glad to be", "It's hard"]


def test_that_several_articles_have_both_readings_hides_no_change_of_meaning() -> None:
    yes, no = "“We will open the harbour in spring.”", "“We will not open the harbour in spring.”"
    both = [replace(told(f"{paper}{n}", said), article=paper) for paper in "ab" for n, said in enumerate((yes, no))]
    assert [v.meaning for v in compared(both).variants] == [True]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        # the negation is of the sentence before, or of what comes after
        ("“Will it hold? I think not. We would mend the old quay first.”", "“We would mend the old quay first.”"),
        ("“He is a captain who sailed the long way, never came home.”", "“He is a captain who sailed the long way”"),
        # the condition belongs to what "but" sets aside
        ("“If you have a net, mend it, but you will not find the old boats.”", "“You will not find the old boats.”"),
    ],
)
def test_what_stands_beside_a_part_does_not_turn_it(whole: str, part: str) -> None:
    asked = told("c", "“Will it hold? I think not.”")
    assert not [v for v in collate([told("a", whole), told("b", part), asked])[0] if v.meaning]


def test_a_small_word_makes_no_answer_of_a_neighbour() -> None:
    check(
        printed(
            told("a", "“The old quay came down in the storm. Recall that?”"),
            told("b", "“The old quay came down … That is not keeping us dry.”"),
        ),
        """
        a | The old quay came down in the storm                            Recall that
        b | The old quay came down              That is not keeping us dry
        same
        """,
    )


def test_clauses_in_another_order_and_in_slightly_other_words_are_moved() -> None:
    one = "“We said that we will sell no boats to crews of the north, and we burn old nets if they are torn at sea.”"
    other = "“We said that we burn old nets if it is torn at sea, and we will sell no boats to crews of the north.”"
    (variant, *more), _ = collate([told("a", one), told("b", other)])
    assert (variant.changes, variant.moved, variant.meaning, more) == (("replacement",), True, False, [])


def test_a_clause_that_moved_and_lost_its_negation_says_something_else() -> None:
    one = "“We mend boats for the crews from the north, and we do not sell old nets to any of the crews.”"
    other = "“We do sell old nets to any of the crews, and we mend boats for the crews from the north.”"
    variants, _ = collate([told("a", one), told("b", other)])
    assert "negation" in {b.sense for v in variants for b in v.because}
