"""Names of which the network marked a part, each in an invented sentence with the marks that it made: {kind: words}."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import speaker
from quoth.attributions.names.alike import marked_alike
from quoth.attributions.names.cast import Cast
from quoth.attributions.words import sentence_starts, words_of
from quoth.types import Mention, MentionKind


def said(source: str, *names: tuple[str, MentionKind]) -> str:
    """The speakers of a marked article, one a line, where the network marked every place of each of `names`."""
    article, attributions = marked(source)
    found: list[Mention] = []
    for name, kind in names:
        at = article.text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in found):
                found.append(Mention(at, at + len(name), kind))
            at = article.text.find(name, at + len(name))
    out = speaker.resolve(article, attributions, sorted(found, key=lambda m: m.start))
    return "\n".join(f"{a.speaker.type} {a.speaker.name}".strip() if a.speaker else f"? {a.reason}" for a in out)


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        # the first words of a body's name
        ("[cue according to] [source the Tidal Policy Institute], [content it rained].",
         [("Policy Institute", "organization")], "organization Tidal Policy Institute"),
        ("It rained. [source The Velmont County Sheriff's Office] [cue said] [content no].",
         [("Velmont County Sheriff", "organization"), ("s Office", "organization")],
         "organization Velmont County Sheriff's Office"),
        ("But [source the Tidal Judges’ Club, a union,] [cue said] [content no].",
         [("Club", "organization")], "organization Tidal Judges’ Club"),
        ("[source the Tide 52 Project] [cue said] [content no].", [("Project", "organization")],
         "organization Tide 52 Project"),
        # … and the people, the party or the country whose body it is, which is a name of another kind
        ("Then [source the Ostrovian Tide Ministry] [cue said] [content no].",
         [("Ostrovian", "other"), ("Tide Ministry", "organization")], "organization Ostrovian Tide Ministry"),
        ("Then [source the U.O. Tide Service] [cue said] [content no].",
         [("U.O", "location"), (". Tide Service", "organization")], "organization U.O. Tide Service"),
        # … but not of a company, nor where "the U.O." means all of a country
        ("Then [source the Ostrovian Quayworks] [cue said] [content no].",
         [("Ostrovian", "other"), ("Quayworks", "organization")], "organization Quayworks"),
        ("[source The U.O.] [cue said] [content no]. The U.O. Council met.",
         [("U.O", "location"), (". Council", "organization")], "organization U.O."),
        ("It was the Navy. [source The 7th Tide Fleet] [cue said] [content no].", [("Tide Fleet", "organization")],
         "organization 7th Tide Fleet"),
        # … a name with its country and the same without are one body's, by its letters too
        ("The U.S. Tide Court met. [source The Tide Court] [cue said] [content no].",
         [("U.S. Tide Court", "organization"), ("Tide Court", "organization")], "organization U.S. Tide Court"),
        ("The U.S. Tide Court met. [source TC] [cue said] [content no].",
         [("U.S. Tide Court", "organization"), ("TC", "organization")], "organization U.S. Tide Court"),
        ("[source The Tide Court] [cue said] [content no]. The United States Tide Court met.",
         [("United States Tide Court", "organization"), ("Tide Court", "organization")],
         "organization United States Tide Court"),
        # … and what it is for, but not a place or a person; what it is of, behind an article
        ("Then [source the Committee to Mend Quays] [cue said] [content no].",
         [("Committee", "organization"), ("Mend", "organization")], "organization Committee to Mend Quays"),
        ("Then [source the Harbour Center on Tide and Quay Matters] [cue said] [content no].",
         [("Harbour Center", "organization")], "organization Harbour Center on Tide and Quay Matters"),
        ("Then the Harbour Center on Ostrovia met. [source The Harbour Center] [cue said] [content no].",
         [("Harbour Center", "organization"), ("Ostrovia", "location")], "organization Harbour Center"),
        ("Then [source the Tide Court of the United Isles] [cue said] [content no].",
         [("Tide Court of", "organization"), ("United Isles", "location")],
         "organization Tide Court of the United Isles"),
        ("Then [source the Court for the O.U. Circuit] [cue said] [content no].",
         [("Court for", "organization"), ("O.U", "location"), ("Circuit", "organization")],
         "organization Court for the O.U. Circuit"),
        # … as its short form spells it
        ("It met the Bellport Tide, Quay and Shore Service (BTQSS). [source BTQSS] [cue said] [content no].",
         [("Shore Service", "organization"), ("BTQSS", "organization")],
         "organization Bellport Tide, Quay and Shore Service"),
        # marks over letters
        ("President Adém Türel came. [source Turel] [cue said] [content it rained].",
         [("Adém Türel", "person"), ("Turel", "person")], "person Adém Türel"),
        # but no title, no opener of a sentence, nothing that another name has or that is whole by itself
        ("[source Meanwhile Ember Radio] [cue said] [content no].", [("Ember Radio", "organization")],
         "organization Ember Radio"),
        ("Then [source the Harbour-led Senate] [cue voted for] [content it].", [("Senate", "organization")],
         "organization Senate"),
        # of two words the first is marked by itself
        ("It was late and dark. [source Bellport Daily News] [cue reports] [content that it was wet there].",
         [("Bellport", "location"), ("Daily News", "organization")], "organization Bellport Daily News"),
        # a person's given name that is on no list, behind a title; two surnames
        ("It was [source House Speaker Tisp Orlovan] who [cue said] [content it rained].",
         [("Orlovan", "person")], "person Tisp Orlovan"),
        ("[source Ada Quill Orlovan] [cue said] [content it rained].",
         [("Ada Quill", "person"), ("Orlovan", "person")], "person Ada Quill Orlovan"),
        # a name behind the credit of its picture
        ("Courtesy of Bruno Fenwick [source Bruno Fenwick, a runner,] [cue said] [content it rained].",
         [("Bruno Fenwick Bruno Fenwick", "person")], "person Bruno Fenwick"),
        # "Lt. Col." is nobody
        ("[source A port spokeswoman, Lt. Col. Ada Quill,] [cue said] [content no].", [("Ada Quill", "person")],
         "person Ada Quill"),
        # a place is nobody's name
        ("Gov. Ada Quill came to Orlo Island. It rained. [source The governor] [cue said] [content no].",
         [("Ada Quill", "person"), ("Orlo", "person"), ("Island", "location")], "person Ada Quill"),
        # whose name has an article is a body
        ("It was late, [source The Ember] [cue reported], [content and wet]. Ada Ember came.",
         [("Ada Ember", "person"), ("Ember", "person")], "organization Ember"),
        # a surname that comes first, and stands alone for its bearer elsewhere
        ("Dao Reth-vel came. Dao left. It rained, [source Dao] [cue said], [content and snowed].",
         [("Dao Reth-vel", "person"), ("Dao left", "person")], "person Dao Reth-vel"),
        # a body that is called after somebody has no comma in it
        ("The tax had nothing to do with Quill, administration officials said. "
         "[source The administration] [cue said] [content no].", [("Quill", "person")], "unnamed The administration"),
        # a surname that is a given name too, a name cut at its hyphen, at its particle
        ("It rained. [source Carl Bruno] [cue said] [content no].", [("Bruno", "person")], "person Carl Bruno"),
        ("It rained when [source Bo-Dal Thorne] [cue said] [content no].", [("Dal Thorne", "person")],
         "person Bo-Dal Thorne"),
        ("It rained when [source Dao Seo-jin] [cue said] [content no].", [("Dao Seo-", "person")],
         "person Dao Seo-jin"),
        ("[source Ida Le Moss] [cue said] [content no].", [("Ida Le", "person")], "person Ida Le Moss"),
        # an adjective, an office, an age before it
        ("Then [source a visibly angry Quill] [cue said] [content no].", [("visibly angry Quill", "person")],
         "person Quill"),
        ("It rained. [source Mayor of Bellport Ada Quill] [cue said] [content no].",
         [("Mayor", "person"), ("Bellport", "location"), ("Ada Quill", "person")], "person Ada Quill"),
        ("It rained when [source Secretary of State Tisp-Ann Orlovan] [cue said] [content no].",
         [("Ann Orlovan", "person")], "person Tisp-Ann Orlovan"),
        ("On Friday 28-year-old Tisp Orlovan left. [source Orlovan] [cue said] [content no].", [("Orlovan", "person")],
         "person Tisp Orlovan"),
        # whoever is called "Mr." is no body
        ("It rained, [cue said] [source Tisp Orlovan]. Mr. Orlovan left. [content No].",
         [("Tisp Orlovan", "organization"), ("Orlovan", "person")], "person Tisp Orlovan"),
        # an acronym that is a small word, too; an outlet of two words
        ("The Bellport Harbour Order (BHO) left, and bho is a word. [source The BHO’s report] [cue said] [content no].",
         [("Bellport Harbour Order", "organization")], "organization Bellport Harbour Order"),
        ("[cue according to] [source USA Today], [content it rained].", [("USA", "location")],
         "organization USA Today"),
        # a headline's verb parts an office from the name behind it
        ("Bank Chief Just Gave Quill Bad News\n\nChief Ida Moss came. Ada Quill left. [source The chief] [cue said] "
         "[content no].", [("Quill", "person"), ("Ida Moss", "person")], "person Ida Moss"),
    ],
)  # fmt: skip
def test_names(source: str, names: list[tuple[str, MentionKind]], expected: str) -> None:
    assert said(source, *names) == expected


@pytest.mark.parametrize(
    ("text", "cut", "name"),
    [
        # the first time the network saw the whole name, the second time a part of it
        ("It was the Keepers of Harbours. Then [source Keepers of Harbours] [cue said] [content no].", "Harbours",
         "Keepers of Harbours"),
        ("It was Tides for Ostrovia. [source Tides for Ostrovia] [cue said] [content no].", "Ostrovia",
         "Tides for Ostrovia"),
    ],
)  # fmt: skip
def test_a_name_is_whole_where_the_article_has_it_whole_elsewhere(text: str, cut: str, name: str) -> None:
    article, attributions = marked(text)
    places = [(article.text.index(name), name), (article.text.rindex(cut), cut)]
    mentions = [Mention(at, at + len(m), "organization") for at, m in places]
    [found] = speaker.resolve(article, attributions, mentions)
    assert found.speaker is not None
    assert (found.speaker.type, found.speaker.name) == ("organization", name)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        # another name reaches over its end; what it has is none of a name
        ("Tides for Ostrovia left. Tides for Ostrovia Bank", ["Tides for Ostrovia", "Ostrovia Bank"]),
        ("Mayor Quill left. Mayor Quill", ["Mayor Quill", "Quill"]),
        ("Founding Mothers left. Founding Mothers", ["Founding Mothers", "Mothers"]),
    ],
)
def test_a_name_is_left_as_it_is_marked(text: str, marks: list[str]) -> None:
    places = [(text.index(marks[0]), marks[0]), (text.rindex(marks[1]), marks[1])]
    mentions = [Mention(at, at + len(m), "organization") for at, m in places]
    prose = Cast(text, words_of(text), *sentence_starts(text))
    assert marked_alike(prose, mentions) == mentions


@pytest.mark.parametrize(
    ("source", "names", "expected"),
    [
        # a president whose campaign and administration are named more often than he is
        ("The Quill campaign won. The Quill team won. [source Quill] [cue said] [content no].",
         [("Quill", "organization")], "organization Quill"),
        ("The Quill campaign won. The Quill team won. President Quill ate. [source Quill] [cue said] [content no].",
         [("Quill", "organization")], "person Quill"),
        ("President Quill in Ostrovia ate. It rained. [source He] [cue said] [content no].",
         [("Quill", "location")], "person Quill"),
        # a people by its plural is a group; a word that says of what people somebody is names nobody
        ("[source The Ostrovians] [cue said] [content no].", [("Ostrovians", "organization")], "group Ostrovians"),
        ("Later [source MPs] [cue said] [content no].", [("MPs", "organization")], "group MPs"),
        ("[source Ostrovian news reports] [cue said] [content no].", [("Ostrovian", "organization")], "unknown"),
        ("It had the praise of an Ostrovian. [source The company] [cue said] [content no].",
         [("Ostrovian", "organization")], "unnamed The company"),
        # the party and the state behind a name are nobody
        ("[source Sens. Ida Moss, D-Vel., and Tom Vale, R-Mar.,] [cue said] [content no].",
         [("Ida Moss", "person"), ("Tom Vale", "person")], "person Ida Moss and Tom Vale"),
        # two bodies over a hyphen, of which the network saw the first
        ("[source The Ember Press-Orlo poll] [cue found] [content rain].", [("Ember Press", "organization")],
         "organization Ember Press-Orlo"),
        # letters behind a name are none of it, and what follows them is still the bearer's
        ("[source Ada Quill KC] [cue said] [content no].", [("Ada Quill KC", "organization")], "person Ada Quill"),
        ("Ida Moss met Ada Quill OBE, [source who] [cue said] [content no].",
         [("Ida Moss", "person"), ("Ada Quill", "person"), ("OBE", "organization")], "person Ada Quill"),
        ("[source Ada Quill MP, who chairs it,] [cue said] [content no].", [("Ada Quill", "person")],
         "person Ada Quill"),
        # … one word has none, it is a place's member
        ("[source The Bellport MP] [cue said] [content no].", [("Bellport", "location")],
         "unnamed The Bellport MP"),
        # an outlet's name, a body's by what is said behind it, and by its letters: no people, whatever the marks
        ("[source Embernews] [cue said] [content no].", [("Embernews", "person")], "organization Embernews"),
        ("[source Tidewerk, a small trade group,] [cue said] [content no].", [("Tidewerk", "person")],
         "organization Tidewerk"),
        ("[source Tidewerk, a trade group chairman,] [cue said] [content no].", [("Tidewerk", "person")],
         "person Tidewerk"),
        ("The Bellport Tide Fund (BTF) met. [source BTF] [cue said] [content no].",
         [("Bellport Tide Fund", "organization"), ("BTF", "person")], "organization Bellport Tide Fund"),
        # … but for an outlet's name
        ("[source The Guardian] [cue said] [content no].", [("Guardian", "organization")], "organization Guardian"),
    ],
)  # fmt: skip
def test_what_one_word_is_the_name_of(source: str, names: list[tuple[str, MentionKind]], expected: str) -> None:
    assert said(source, *names) == expected
