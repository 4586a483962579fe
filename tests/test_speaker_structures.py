"""Whose words they are where grammar or layout says it: passives, relative clauses, turns, words behind and within."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from marked import marked
from quoth.attributions import behind, objects, passives, subjects
from quoth.attributions.layouts import turns
from quoth.attributions.names import read_cast
from quoth.attributions.orphans import claimed
from quoth.attributions.relate import outermost
from quoth.attributions.tag import Tagged, inner
from quoth.attributions.within import claimed_in, nested_in
from quoth.model.network import AFTER, BEFORE, LABELS, Seen
from quoth.quotation import quotations
from quoth.types import Attribution, Mention
from test_speaker import said
from test_speaker_orphans import shown


def told(a: Attribution) -> str:
    return " | ".join(" … ".join(s.text for s in spans) for spans in (a.source, a.cue, a.content))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # the agent in the cue, behind it, behind what is said
        ("When [cue pressed by Moss about] [content the quay], Quill left.", "Moss | pressed | the quay"),
        ("[content The plan] [cue was dismissed] by the Harbour Fund.", "the Harbour Fund | was dismissed | The plan"),
        ("[content It] [cue was called] [content a joke] by Ida Moss.", "Ida Moss | was called | It … a joke"),
        # no agent
        ("[content The plan] [cue was dismissed] by Monday.", " | was dismissed | The plan"),
        ("[content The plan] [cue was dismissed] by then. By Moss’s account it rained.", " | was dismissed | The plan"),
        ("[cue Praised] [content it]: by Moss", " | Praised | it"),
        # at whom words are aimed says none of them
        ("[source Quill] [cue has faced anger at] [content the quay].", " | has faced anger at | the quay"),
        ("[source Quill] [cue voiced criticism of] [content the quay].", "Quill | voiced criticism of | the quay"),
        # nor does whoever is asked
        ("It rained. [cue Asked] [content if it had], [source Quill] said no.", " | Asked | if it had"),
        ("[source Quill] laughed when [cue asked about] [content the quay].", " | asked about | the quay"),
        ("[source Quill] [cue was later asked] [content whether it rained].", " | was later asked | whether it rained"),
        ("[source Quill] [cue was asked about] [content the quay] by Moss.", "Moss | was asked about | the quay"),
        ("[cue Asked] by [source Moss] [content if it rained], Quill left.", "Moss | Asked | if it rained"),
        # but who asks does
        ("[source Quill] once [cue asked] [content if it rained].", "Quill | asked | if it rained"),
        ("[content “Did it rain?”] [cue asked] [source Quill].", "Quill | asked | “Did it rain?”"),
        ("[source Quill] [cue Asked] [content Moss To Leave]", "Quill | Asked | Moss To Leave"),
    ],
)  # fmt: skip
def test_passives(source: str, expected: str) -> None:
    article, [a] = marked(source)
    assert told(passives.put_right(article, a)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The plan, which [source Quill] [cue called] [content a joke], failed.", "Quill | called | which … a joke"),
        ("It was what [source Quill] [cue called] [content a joke].", "Quill | called | what … a joke"),
        ("The year in which [source Quill] [cue called] [content it] a joke.", "Quill | called | it"),
        ("A mayor that [source Quill] [cue so admires].\n\n[content It rained all day.]", "Quill | so admires | that"),
        ("[source Quill] [cue admires Moss].\n\n[content It rained.]", "Quill | admires Moss | It rained."),
        ("[content Quill] on air [cue appeared] [content to blame Moss].", "Quill | appeared to blame | Moss"),
        ("[content Quill] on the air [cue appeared] [content to run].", " | appeared | Quill … to run"),
    ],
)  # fmt: skip
def test_objects_and_their_subjects(source: str, expected: str) -> None:
    article, [a] = marked(source)
    assert told(objects.put_right(article.text, a)) == expected


def test_a_clause_that_was_taken_for_content_as_a_whole_is_parted() -> None:
    """The cue stands in the content with its subject right before it."""
    article, [a] = marked("The quay, [content which she estimates would cost a million].")
    at = article.text.index("estimates")
    a = replace(a, cue=(type(a.content[0]).of(article.text, at, at + 9),))

    assert told(objects.put_right(article.text, a)) == "she | estimates | which … would cost a million"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It rained. The officer [cue said] [content it blew].", "The officer | said | it blew"),
        ("It rained and his lawyer [cue said] [content it blew].", "his lawyer | said | it blew"),
        ("It rained. The weather [cue said] [content it blew].", " | said | it blew"),
        ("[cue Asked] [content why it rained], he left. [source Moss] stayed.", " | Asked | why it rained"),
        ("Hail [source Quill]. The quay, [cue also known as] [content Anchor], shut.", " | also known as | Anchor"),
        ("[source Quill] stayed. She left, [cue saying] [content it rained].", "Quill | saying | it rained"),
        ("Moss left, [cue saying] [content “No.”]\n\nThen [source Quill] said yes.", " | saying | “No.”"),
        ("Moss left, [cue saying] [content “No.”]\n\n— [source Quill], a poet", "Quill | saying | “No.”"),
    ],
)  # fmt: skip
def test_sources_stand_in_the_sentence_of_their_cue(source: str, expected: str) -> None:
    """But for a participle, whose subject may stand in the sentence before."""
    article, [a] = marked(source)
    assert told(subjects.put_right(article, a)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a quotation given to a speaker of another paragraph, though “Moss told me” stands behind it
        ("[content “It blew,”] [source Quill] [cue said].\n\n[content “It has never rained,”] [source2 Ida Moss] "
         "[cue2 told] me.\n\nIt is so -- [content2 “not a drop of it.”]",
         "Quill | said | “It blew,”\nIda Moss | told | “It has never rained,”"),
        # only the last sentence of it was drawn
        ("The fund “[cue only asks] [content that it rain]. [content2 By asking it shows its need],” "
         "[source2 the report] [cue2 says].",
         "the report | says | “only asks that it rain. By asking it shows its need,”"),
        # the next paragraphs of a quotation are its speaker's, not his who speaks behind them
        ("[content “It rained,”] [source Quill] [cue said]. [content “It blew.]\n\n[content2 “It froze.”]\n\n"
         "[source2 Moss] [cue2 disagreed].",
         "Quill | said | “It rained,” | “It blew. | “It froze.”"),
        # nothing to put right
        ("[content “It rained,”] [source Quill] [cue said], [cue2 adding] [content2 that it blew].",
         "Quill | said | “It rained,”\n | adding | that it blew"),
        ("[content “It rained,”] [source Quill] [cue said].\n\n[content2 “It blew,”] [source2 Moss] [cue2 said].",
         "Quill | said | “It rained,”\nMoss | said | “It blew,”"),
    ],
)  # fmt: skip
def test_a_quotation_is_whose_cue_stands_behind_it(source: str, expected: str) -> None:
    article, found = marked(source)
    if "only asks" in source:  # the network has a source before the mark for the cue within it
        found[0] = replace(found[0], source=(type(found[0].cue[0]).of(article.text, 0, 8),))
    found.sort(key=lambda a: a.start)
    right = behind.put_right(article, found, outermost(quotations(article.text)))
    assert shown(right) == expected
    assert [a.start for a in right] == sorted(a.start for a in right)


def test_claims_within_contents() -> None:
    """Whose claim it is that somebody takes up; plans are deeds, and a claim that is somebody's already stays his."""
    article, found = marked(
        "[source The paper] [cue took up] [content Quill’s claim that it rained]. [source2 It] [cue2 praised] "
        "[content2 Moss’s plan that it rain]."
    )
    right = claimed_in(article, found, ())

    assert shown(right) == (
        "The paper | took up | Quill’s claim that it rained\n"
        "Quill’s | claim | that it rained\n"
        "It | praised | Moss’s plan that it rain"
    )
    assert right[1].inside == right[0].id
    assert shown(claimed_in(article, right, ())) == shown(right)


INTERVIEW = (
    "Ember Radio: Why?\n\nAda Quill: [content It rained.]\n\nEmber Radio: And then?\n\n[source Ada Quill][cue :] No."
)


def test_a_turn_is_whose_label_opens_its_line() -> None:
    """The label of another line was taken."""
    article, [a] = marked(INTERVIEW)
    right = turns.put_right(article, a, turns.labels_of(article.text))

    assert (told(right), right.source[0].start) == ("Ada Quill | : | It rained.", article.text.index("Ada"))


@pytest.mark.parametrize(
    "text", ["Ada Quill: It rained.", "Note: It is shut.\n\nUpdate: It is open.", "It rained: all day.\nso: it"]
)
def test_no_turns_where_fewer_than_two_lines_have_a_name(text: str) -> None:
    assert turns.labels_of(text) == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # surnames that two share: an office or a pronoun says which
        ("Judge Ada Quill met Sen. Tom Quill. [source Judge Quill] [cue said] [content it blew].", "person Ada Quill"),
        ("Judge Ada Quill met Sen. Tom Quill. [source Sen. Quill] [cue said] [content it blew].", "person Tom Quill"),
        ("Ada Quill and Tom Quill came. [source Quill] [cue said] [content he had seen it].", "person Tom Quill"),
        # a pronoun before its name
        ("Ida Moss left. At all of his rallies, Tom Quill spoke.\n[content “Who pays?”] [source he] [cue asks].",
         "person Tom Quill"),
        # whoever is named first in somebody's words does not say them
        ("[content “Ida Moss left,”] [source she] [cue said].", "? nobody named before “she” fits it"),
        ("[source Ada Quill’s temporary replacement, Ida Moss,] [cue said] [content it rained].", "person Ida Moss"),
        ("[content “It rained,”] [source Ada Quill] [cue said] with Ida Moss. "
         "[source2 The two] [cue2 said] [content2 no].",
         "person Ada Quill\nperson Ada Quill and Ida Moss"),
        ("[source Ada Quill] [cue said in a filing] [content it rained]. "
         "[source2 The filing] [cue2 says] [content2 no].",
         "person Ada Quill\nperson Ada Quill"),
        ("[source A memo obtained by Bellport Courier] [cue said] [content it rained].", "unknown"),
        ("Ada Quill, talking in Bellport, [cue asked], [content “Why?”]", "person Ada Quill"),
        ("Ada Quill has been under fire since [cue calling] [content it “a farce”] in May.", "person Ada Quill"),
        ("[cue Opening up about] [content his past], Tom Quill wept.", "person Tom Quill"),
        ("It rained. Days went by since [cue calling] [content the strike “a farce”].", "unknown"),
        ("[cue Speaking of] [content the strike], it was a farce.", "unknown"),
        ("[source White Hall] [cue rated] [content one true]. [content2 Two] [cue2 were rated] [content2 false].",
         "organization White Hall\norganization White Hall"),
        ("[source Mr. Quill’s adoring fans] [cue reply], [content “Yes!”] Ada left.", "group Mr. Quill’s adoring fans"),
    ],
)  # fmt: skip
def test_who_is_meant(source: str, expected: str) -> None:
    assert said(source) == expected


def names(text: str, *cut: str, cues: frozenset[int] = frozenset()) -> list[str]:
    mentions = [Mention(text.index(c), text.index(c) + len(c), "person") for c in cut]
    return [e.name for e in read_cast(text, mentions, [(0, len(text))], cues).entities]


def test_names_with_a_hyphen_and_headlines_verbs() -> None:
    """A name that the network cut at its hyphen is whole; a run of capitals ends where a cue begins."""
    assert names("It rained, said Ida Moss-Vale.", "Ida Moss-") == ["Ida Moss-Vale"]
    assert names("Quill Signs Bill", cues=frozenset({6})) == ["Quill"]


def test_the_verb_of_a_headline_is_no_part_of_the_name_behind_it() -> None:
    """Where the text below has the word with a capital, too, it may be a name's."""
    text = "Mayor Calls Quill’s Visit Unfit\nAda Quill, the envoy, came. Ms. Quill spoke."

    def people(text: str) -> list[str]:
        cast = read_cast(text, [Mention(32, 41, "person")], [(6, 17)], heads=[(0, 31)])
        return [e.name for e in cast.entities if e.kind == "person"]

    assert people(text) == ["Ada Quill"]
    assert people(f"{text} So did Ida Calls.")[0] == "Calls Quill"


def test_words_within_words_are_drawn_by_their_own_anchor() -> None:
    """ "he jokes if Moss asks about rain": the anchor "asks" stands in what he jokes."""
    n = 7
    masses = np.zeros((3, 1, BEFORE + AFTER + 1), np.float32)
    for role, word in ((0, 3), (1, 4), (2, 5), (2, 6)):
        masses[role, 0, word - 4 + BEFORE] = 0.9
    anchor = np.zeros(n, np.float32)
    anchor[4] = 0.5
    none = np.zeros((n, 0), np.float32)
    seen = Seen(np.arange(n), np.arange(n) + 1, anchor, np.zeros((n, len(LABELS)), np.float32), (), none, none)
    outer = Tagged(1, 0.9, ((0, 1),), ((1, 2),), ((2, 7),))

    assert inner(seen, np.array([4]), masses, [outer]) == [Tagged(4, 0.5, ((3, 4),), ((4, 5),), ((5, 7),))]
    assert inner(seen, np.array([4]), masses / 2, [outer]) == []
    assert (
        inner(seen, np.array([4]), masses, [replace(outer, cue=((1, 2), (4, 5)))]) == []
    )  # a cue of somebody's already


def meant(text: str, name: str, *cut: str) -> str:
    """Whom the last `name` of `text` names, where the network marks the stretches `cut`, bodies but for the first."""
    mentions = [
        Mention(text.index(c), text.index(c) + len(c), "organization" if k else "person") for k, c in enumerate(cut)
    ]
    cast = read_cast(text, mentions, [(0, len(text))])
    entities = [n.entity for n in cast.within(text.rindex(name), text.rindex(name) + len(name))]
    return ", ".join(cast.entities[e].name for e in entities if e is not None)


def test_short_names_mean_the_full_one() -> None:
    """A nickname on no list, and an acronym that reads like a question."""
    assert meant("Ada “Pim” Quill left. Pim stayed", "Pim", "Ada “Pim” Quill") == "Ada “Pim” Quill"
    text = "So Quill says. The World Harbour Office (WHO) met. The WHO stayed"
    assert meant(text, "WHO", "Quill", "World Harbour Office") == "World Harbour Office"


def test_a_quotation_whose_first_words_were_taken_is_claimed_as_a_whole() -> None:
    """And not reported a second time, under the same id."""
    article, found = marked(
        "[source Quill] would [cue ask]: [content “What? ]Has it rained on the quay all day?” It blew."
    )
    right = claimed(article, 0, found, outermost(quotations(article.text)), len(article.text))

    assert shown(right) == "Quill | ask | “What? Has it rained on the quay all day?”"


def test_words_within_words_need_their_speaker_and_few_words() -> None:
    """Two words in other marks, with a cue that says it was often so."""
    article, found = marked("[content “My mother used to say, ‘Stay dry,’ and left,”] [source Quill] [cue said].")
    quoted = [q for q in quotations(article.text) if q.depth == 1]
    right = nested_in(article, 0, found, quoted, len(article.text))

    assert shown(right).split("\n")[1] == "My mother | say | ‘Stay dry,’"
