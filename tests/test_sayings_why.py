"""What is told beside a saying: what joined its tellings and would undo it, and which articles were reworded."""

from __future__ import annotations

from quoth.sayings import gather
from quoth.sayings.reworded import reworded
from quoth.sayings.speakers import speaker_names
from quoth.sayings.tellings import prepare
from quoth.sayings.why import explained, render, to_dict
from quoth.types import Speaker, Story
from test_sayings import VARGA, attribution, told

TWO = {
    "wire": (
        "“We will mend the old harbour before the winter comes.”",
        "“Nobody will lose a wage because of the fire.”",
    ),
    "post": (
        "“We will mend the old harbour before the winter comes.”",
        "“Nobody will lose a wage because of the fire.”",
    ),
    "spun": (
        "“We shall repair the old harbour before the winter comes.”",
        "“No one will lose a wage owing to the fire.”",
    ),
}


def test_every_link_says_what_was_weighed_and_what_would_undo_it():
    story, articles, attributions = told()
    saying = next(s for s in gather(story, articles, attributions) if len(s.links) == 1)
    (link,) = explained(saying, articles, attributions)
    assert (link.tellings, link.score) == (saying.links[0].tellings, saying.links[0].score)
    assert link.score > link.needed
    assert link.undone_by and set(link.undone_by) <= {term.reason for term in link.terms}
    assert [abs(t.weighs) for t in link.terms] == sorted((abs(t.weighs) for t in link.terms), reverse=True)
    shown = to_dict(saying, [link])["why"][0]
    assert shown["needed"] == link.needed and len(shown["terms"]) == len(link.terms)
    assert "It would not have been made without: " in render(saying, [link], {a.id: a for a in attributions})


def test_a_lone_statement_has_nothing_to_explain():
    one = attribution("a", "the boilers are old")
    (saying,) = gather(Story("s", ("a",)), {}, [one])
    assert explained(saying, {}, [one]) == ()
    assert "nothing joins it" in render(saying, (), {"a": one})


def tellings(papers: dict[str, tuple[str, str]], speaker: Speaker = VARGA):
    made = [
        attribution(f"{p}:{n}", text, speaker, article=p) for p, both in papers.items() for n, text in enumerate(both)
    ]
    return gather(Story("s", tuple(papers)), {}, made), {a.id: a for a in made}


def test_an_article_whose_quotations_nobody_else_has_was_probably_reworded():
    (found,) = reworded(*tellings(TWO))
    assert found.article == "spun"
    assert found.evidence == (("spun:0", "post:0"), ("spun:1", "post:1"))


def test_of_two_that_differ_nobody_knows_which_was_reworded_and_one_shared_wording_acquits():
    assert reworded(*tellings({k: TWO[k] for k in ("wire", "spun")})) == ()
    assert reworded(*tellings({**TWO, "spun": (TWO["spun"][0], TWO["wire"][1])})) == ()


def test_of_a_speaker_who_has_no_name_no_comma_is_left():
    """“The speaker of one is named near the other: Harbour Board, .”"""
    board, nobody = Speaker("Harbour Board", "organization"), Speaker("", "unknown")
    one, other = (attribution(n, "the boilers are old", s) for n, s in (("a", board), ("b", nobody)))
    assert speaker_names(*prepare([one, other])) == "Harbour Board"
