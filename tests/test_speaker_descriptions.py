"""Whom a description means: the one whose introduction agrees with it, and nobody whom it speaks against."""

from __future__ import annotations

import pytest

from quoth.types import MentionKind
from test_speaker import cast_of, said


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        # a vice president is no president, an attorney general no general
        ("Vice President Ada Quill came.", "The president", "unnamed The president"),
        ("Vice President Ada Quill came.", "The vice president", "person Ada Quill"),
        ("Prime Minister Ada Quill came.", "The first minister", "unnamed The first minister"),
        ("Lt. Gov. Ada Quill came with Gov. Ida Moss.", "The governor", "person Ida Moss"),
        ("Attorney General Ada Quill met Gen. Ida Moss.", "The general", "person Ida Moss"),
        ("Former Rep. Ada Quill came.", "The ex-congresswoman", "person Ada Quill"),
        # sex
        ("First lady Ida Moss came. President Bruno Fenwick left.", "The first lady", "person Ida Moss"),
        ("Rep. Bruno Fenwick came.", "The congresswoman", "unnamed The congresswoman"),
        # party, by the introduction and by brackets; but whom somebody meets is not of his party
        ("Democratic nominee Ida Moss came.", "The Republican nominee", "unnamed The Republican nominee"),
        ("Sen. Ada Quill (R-Bellport) met Sen. Ida Moss (D-Tidal).", "The Democratic senator", "person Ida Moss"),
        ("Meeting Democratic leaders, President Ada Quill left.", "The Republican president", "person Ada Quill"),
        # of what body
        ("Chairwoman Ada Quill, head of Bellport Bank, came.", "The chairwoman of the tide council",
         "unnamed The chairwoman of the tide council"),
        ("Committee chairwoman Ada Quill came.", "The chairwoman of the tide committee", "person Ada Quill"),
        ("Chairwoman Ada Quill, head of the Port Committee, came.", "The chairwoman of the tide committee",
         "unnamed The chairwoman of the tide committee"),
        ("Rep. Ada Quill, a Democrat from Ostrovia, came.", "The Senate’s top Democrat",
         "unnamed The Senate’s top Democrat"),
        ("President Ada Quill came.", "The student council president", "unnamed The student council president"),
        ("President Ada Quill came.", "The president of the United States", "person Ada Quill"),
        ("White Hall spokesman Lev Orlo came.", "A spokesman for Moss", "unnamed A spokesman for Moss"),
        # a word that fits most people needs more
        ("The union official Ada Quill came.", "The harbour official", "unnamed The harbour official"),
        ("The harbour official Ada Quill came.", "The harbour official", "person Ada Quill"),
        # the name stands in it
        ("Moss came.", "Ada Quill the former Ostrovia candidate", "person Ada Quill"),
        # nobody in particular, or somebody else
        ("Sen. Ada Quill came.", "Almost no senator", "unnamed Almost no senator"),
        ("Sen. Ada Quill came.", "The senator’s fellow senator", "unnamed The senator’s fellow senator"),
        # who stands behind a name and a comma introduces it where he owns what follows, and is somebody else where not
        ("Ada Quill, President Bruno Fenwick’s security adviser, came.", "The security adviser", "person Ada Quill"),
        ("Ada Quill, a lawyer, came.", "Quill’s own lawyer", "unnamed Quill’s own lawyer"),
        ("Ida Moss, Sen. Ada Quill, a doctor, came.", "Ms. Moss, the doctor", "person Ida Moss"),
        # a calling: who interviews a politician is none
        ("Bellport Courier’s Ida Moss asked.", "The Ostrovia lawmaker", "unnamed The Ostrovia lawmaker"),
    ],
)  # fmt: skip
def test_people(before: str, source: str, expected: str) -> None:
    assert (
        said(f"{before} It rained. It was late.\n\nIt was dark.\n\nThen:\n\n[source {source}] [cue said] [content no].")
        == expected
    )


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Bellport Bank met.", "The company", "organization Bellport Bank"),
        ("Bellport Bank met.", "The party", "unnamed The party"),
        ("Harbour Party of Bellport met.", "The party", "organization Harbour Party of Bellport"),
        ("The Bellport Courier came.", "The group", "unnamed The group"),
        ("The Senate met.", "The company", "unnamed The company"),
        ("Bellport Bank met.", "The group of sailors", "unnamed The group of sailors"),
        ("The Bellport Courier came.", "The agency", "unnamed The agency"),
    ],
)
def test_bodies(before: str, source: str, expected: str) -> None:
    assert said(f"{before} [source {source}] [cue said] [content no].") == expected


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Ada Quill filed a lawsuit on Monday.", "The lawsuit", "person Ada Quill"),
        ("Bellport Bank has also released a new report.", "The report", "organization Bellport Bank"),
        ("Ada Quill and Ida Moss wrote a letter.", "The letter", "person Ada Quill and Ida Moss"),
        ("Sailors in Ostrovia filed a lawsuit.", "The lawsuit", "unknown "),
        ("Bruno Fenwick, Ada Quill and Ida Moss wrote a letter.", "The letter", "unknown "),
        ("She read it. The Courier Report came.", "Survey after survey", "unknown "),
        ("Bellport Bank did a poll.", "The latest polls", "unknown "),
        ("It rained.", "An indictment of Ada Quill", "unknown "),
        ("It rained.", "A statement from Senate leader Ada Quill", "person Ada Quill"),
        ("It rained.", "The book, titled Of Ada Quill", "unknown "),
        ("It rained.", "A transcript of it published by Bellport Bank", "organization Bellport Bank"),
        ("It rained.", "A report of Bellport Bank", "organization Bellport Bank"),
    ],
)
def test_what_is_written_speaks_for_whoever_made_it(before: str, source: str, expected: str) -> None:
    assert (
        said(f"{before} [source {source}] [cue says] [content it rained].").split("(")[0].rstrip() == expected.rstrip()
    )


@pytest.mark.parametrize(
    ("text", "cut", "expected"),
    [
        ("On Monday Ada B. Thorne left.", ["Ada B.", "Thorne"], "Ada B. Thorne"),
        ("On Monday Ada van der Reed left.", ["Ada van der", "Reed"], "Ada van der Reed"),
        ("On Monday Reed & Vale left.", ["Vale"], "Reed & Vale"),
        ("The Tide and Quay Service (TQS) left.", ["Quay Service"], "Tide and Quay Service"),
        ("On Monday Bruno King Jr. left, and Bruno King stayed.", ["Bruno King"], "Bruno King Jr."),
    ],
)
def test_names_that_go_on(text: str, cut: list[str], expected: str) -> None:
    kind: MentionKind = "organization" if cut in (["Vale"], ["Quay Service"]) else "person"
    assert f"{kind} {expected}" in cast_of(text, *((c, kind) for c in cut))


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Quill left.", "The 47-year-old", "person Ada Quill"),
        ("Quill left.", "the Bellport Courier piece", "organization Bellport Courier"),
        ("Quill left.", "An article in the Bellport Courier", "organization Bellport Courier"),
        ("Quill left.", "A statement put out by Bellport Bank", "organization Bellport Bank"),
        ("Quill left.", "The latest estimates Monday from Bellport Bank", "organization Bellport Bank"),
        ("Quill left.", "Bellport Bank itself", "organization Bellport Bank"),
        ("Quill left.", "Bellport Bank figures", "organization Bellport Bank"),
        ("Quill left.", "Leading figures", "group Leading figures"),
        ("Quill left.", "The rules issued Thursday", "unknown "),
        ("Quill left.", "Dock advocates", "group Dock advocates"),
        ("Quill left.", "Nine states, including Ostrovia", "group Nine states, including Ostrovia"),
        ("Quill left.", "A town jury", "unnamed A town jury"),
    ],
)
def test_other_nouns(before: str, source: str, expected: str) -> None:
    assert said(f"Ada Quill came. {before} [source {source}] [cue said] [content it rained].").startswith(
        expected.strip()
    )


def test_a_body_of_a_place_has_it_in_its_name() -> None:
    bee: tuple[tuple[str, MentionKind], ...] = (("Ostrovia", "location"), ("Bee", "organization"))
    assert cast_of("She read the Ostrovia Bee today.", *bee) == ["organization Ostrovia Bee"]
    assert "organization Ostrovia Bee" not in cast_of("Quill Reads Ostrovia Bee Sued Again", *bee), "a headline"


def test_a_heading_is_no_part_of_the_name_below_it() -> None:
    text = "ADA QUILL\n\nQuill was tired. Ida Moss was not."
    assert cast_of(text, ("ADA QUILL\n\nQuill", "person"), ("Ida Moss", "person")) == [
        "person ADA QUILL",
        "person Ida Moss",
    ]


def test_a_name_that_lost_its_o() -> None:
    assert said("Ada O’Fenwick came. [source Fenwick] [cue said] [content no].") == "person Ada O’Fenwick"


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("Just as Ada Quill left, the mayor Ida Moss spoke. [source She] [cue said] [content no].", "person Ida Moss"),
        (
            "While the fog lasted, Ida Moss left as Ada Quill spoke. [source She] [cue said] [content no].",
            "person Ida Moss",
        ),
    ],
)
def test_who_is_named_in_a_clause_that_opens_a_sentence_is_not_what_it_is_about(article: str, expected: str) -> None:
    assert said(article) == expected


def test_a_headline_introduces_nobody_across_its_verb() -> None:
    assert said(
        "Harbour Aide Calls Bruno Fenwick Late\n\nIt rained. Then:\n\n[source The aide] [cue said] [content no]."
    ) == ("unnamed The aide")


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("So said Ida Moss, who [cue called] [content it a joke].", "person Ida Moss"),
        ("So said Ida Moss, who [cue faced criticism for] [content the quay].", "unknown"),
        ("[source Moss] [cue said] [content no] — not least to Quill — and Orlo moved, [cue2 citing] [content2 rain].",
         "person Moss\nperson Orlo"),
        ("[source Moss] [cue praised] [content it], [cue2 mocked] [content2 the crane], and laughed.",
         "person Moss\nperson Moss"),
        ("[source Moss] [cue praised] [content it] and repeatedly [cue2 mocked] [content2 the crane].",
         "person Moss\nperson Moss"),
    ],
)  # fmt: skip
def test_subjects_that_are_shared(article: str, expected: str) -> None:
    assert (
        "\n".join(
            line.split(" no ")[0].replace("? no source was found", "unknown") for line in said(article).split("\n")
        )
        == expected
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the place, the calling, the age of whom he or she would be, whatever they are elsewhere
        ("Majority Leader Ada Quill ran. [source The Ostrovia Democrat] [cue said] [content no].", "person Ada Quill"),
        ("Ada Quill spoke. [source The retired teacher] [cue said] [content no].", "person Ada Quill"),
        ("Ada Quill spoke. [source The five-term senator from Ostrovia] [cue said] [content no].", "person Ada Quill"),
        ("Ada Quill spoke. [source The former defense secretary] [cue said] [content no].", "person Ada Quill"),
        # but who holds another office, is of another body, or is seldom named
        ("Gov. Ada Quill spoke. [source The Ostrovian senator] [cue said] [content no].",
         "unnamed The Ostrovian senator"),
        ("Ada Quill spoke. [source The Tide Department inspector] [cue said] [content no].",
         "unnamed The Tide Department inspector"),
        ("Ada Quill spoke. [source The senior source] [cue said] [content no].", "unnamed The senior source"),
        ("Ada Quill spoke. [source Neither author] [cue said] [content no].", "unnamed Neither author"),
        ("Mayor Ada Quill spoke. [source The writer] [cue said] [content no].", "unnamed The writer"),
        ("Ada Quill spoke. [source The lead investigator] [cue said] [content no].", "unnamed The lead investigator"),
        ("Ida Moss ran. Ada Quill spoke. [source The Quill-supporting congresswoman] [cue said] [content no].",
         "person Ida Moss"),
        # one of many senators is rather whom the paragraph is about
        ("Ada Quill won. [source The Bellport senator] [cue said] [content no]. Then came Senator Ida Moss.",
         "person Ada Quill"),
        # the president who needs no country; and nobody speaks of himself so
        ("President Ada Quill met Ostrovian President Tom Vale in May. It rained. [source The president] [cue said] "
         "[content no].", "person Ada Quill"),
        ("President Ada Quill met President Tom Vale. [content “I told Mr. Vale,”] [source the president] [cue said].",
         "person Ada Quill"),
        # what stands before a possessive is its owner's
        ("President Ada Quill’s adviser, Tom Vale, came. [source The president] [cue said] [content no].",
         "person Ada Quill"),
        # an office of several words, a description of a name or of several
        ("[source Harbour Chief of Staff General Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source former Ambassador to Ostrovia Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source Ms. Moss’s husband, Harbour Leader Tom Vale] [cue said] [content no].", "person Tom Vale"),
        ("[source two senators, Ada Quill and Ida Moss] [cue said] [content no].", "person Ada Quill and Ida Moss"),
        # an office of which the article says nothing is that of whom it is about, not of whoever is named beside it
        (f"{'Ada Quill ran. ' * 6} Ida Moss ran. [source The former governor] [cue said] [content no].",
         "person Ada Quill"),
        (f"{'Ada Quill ran. ' * 6}{'It rained. ' * 9} Ida Moss ran. [source The former governor] [cue said] "
         "[content no].", "unnamed The former governor"),
        # one of several
        ("[source One of the owners, the harbour leader Ada Quill,] [cue said] [content no].", "person Ada Quill"),
        ("[source One of them, Mayor Ada Quill, a former teacher,] [cue said] [content no].", "person Ada Quill"),
        ("[source One of the party’s founders, writer and host Ada Quill,] [cue said] [content no].",
         "person Ada Quill"),
        ("[source One of the owners, who met Ada Quill,] [cue said] [content no].", "group One of the owners"),
        ("[source One of the owners, representing Ada Quill,] [cue said] [content no].",
         "group One of the owners, representing Ada Quill"),
        ("[source One of Ostrovia’s books, Moss on the Sea,] [cue said] [content no].",
         "group One of Ostrovia’s books, Moss on the Sea"),
        # who
        ("Ada Quill met Ida Moss, the bank’s lawyer, [source who] [cue said] [content no].", "person Ida Moss"),
        ("It rained. Conservatives, [source who] [cue said] [content no].", "group Conservatives"),
        ("Moss shot down far-right voters [source who] [cue said] [content no].", "group far-right voters"),
        ("It wouldn’t even alarm voters [source who] [cue said] [content no].", "group voters"),
        ("Ada Quill praised voters [source who] [cue said] [content no].", "group voters"),
        ("It rained on the elected officials [source who] [cue said] [content no].", "group the elected officials"),
    ],
)  # fmt: skip
def test_whom_he_or_she_would_mean(text: str, expected: str) -> None:
    assert said(text) == expected


def test_a_body_that_spoke_is_no_he() -> None:
    text = "Ada Quill spoke before the panel. [source2 The panel on tides] [cue2 said] [content2 no]. "
    assert said(f"{text}[source She] [cue said] [content yes].").splitlines()[0] == "person Ada Quill"


def test_who_is_named_in_her_words_is_not_she() -> None:
    hers = "“Orlo knew,” she wrote. It rained. It was late. " * 3
    assert said(f"{hers}Orlo left at noon. [content “It rained,”] [source he] [cue said].") == "person Orlo"


def test_a_word_that_only_opens_sentences_is_no_name() -> None:
    assert said("Ada Quill came. [source Proponents] [cue said] [content no].") == "group Proponents"
    assert said("Ada Quill came. [source Reuters] [cue said] [content no].") == "organization Reuters"


@pytest.mark.parametrize(
    ("source", "below", "expected"),
    [
        ("Ostrovia’s top law enforcement official", "Attorney General Ada Quill met the press.", "person Ada Quill"),
        ("The city’s top cop", "Police Commissioner Bruno Moss met the press.", "person Bruno Moss"),
        ("The county’s top prosecutor", "District Attorney Ida Vale met the press.", "person Ida Vale"),
        ("The Senate’s top Democrat", "Sen. Ada Quill of Ostrovia, the Senate majority leader, sat.",
         "person Ada Quill"),
        ("The top Republican on the committee", "Rep. Tom Quill of Ostrovia, the ranking member, sat.",
         "person Tom Quill"),
        # neither of two, nor somebody of another party, or whose post is not the highest of its calling
        ("The county’s top prosecutor", "District Attorney Ida Moss met Attorney General Ada Quill.",
         "unnamed The county’s top prosecutor"),
        ("The Senate’s top Republican", "Sen. Ada Quill (D-Ostrovia), the Senate majority leader, sat.",
         "unnamed The Senate’s top Republican"),
        ("The city’s top cop", "Police Sergeant Bruno Moss met the press.", "unnamed The city’s top cop"),
        ("A top prosecutor", "District Attorney Ida Vale met the press.", "unnamed A top prosecutor"),
    ],
)  # fmt: skip
def test_whoever_holds_the_highest_post_of_a_calling(source: str, below: str, expected: str) -> None:
    assert said(f"[source {source}] [cue said] [content it rained].\n{below}") == expected


def test_of_two_in_one_post_it_is_the_one_of_the_place() -> None:
    article = "[source Ostrovia’s top prosecutor] [cue said] [content no].\n{} Attorney General Ada Quill left."
    both = article.format("Tidal Attorney General Ida Moss came. {}")
    assert said(article.format("The")) == said(both.format("Ostrovia")) == "person Ada Quill"
    assert said(both.format("The")) == "unnamed Ostrovia’s top prosecutor"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # whom a description tells something,
        ("Ada Quill, a lawyer, came. It rained.\n\nIt blew.\n\n[source The lawyer] [cue told] Quill [content “Go.”]",
         "unnamed The lawyer"),
        # and whom its words name: behind it in any, before it in marks
        ("Ada Quill, a lawyer, came. It rained.\n\nIt blew.\n\n[source The lawyer] [cue said] [content Quill left].",
         "unnamed The lawyer"),
        ("Ada Quill, a lawyer, came. It rained.\n\nIt blew.\n\n[content “Quill was late,”] [source the lawyer] "
         "[cue said].", "unnamed the lawyer"),
        ("Ada Quill, a lawyer, came. It rained.\n\nIt blew.\n\n[content Quill had come late], [source the lawyer] "
         "[cue said].", "person Ada Quill"),
        # but for the name of a body, and a name that was taken for said
        ("Ada Quill, a lawyer, came. It rained.\n\nIt blew.\n\n[source The lawyer] [cue said] "
         "[content that the Quill campaign was late].", "person Ada Quill"),
        # nor does a description hold for whom the next sentence begins with
        ("It was told by a harbour official. Ada Quill came.\n\nIt blew.\n\n[source The official] [cue said] "
         "[content no].", "unnamed The official"),
    ],
)  # fmt: skip
def test_who_is_told_or_told_of_is_somebody_else(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Bruno Fenwick, meanwhile, saw Lev Orlo.", "person Bruno Fenwick"),
        ("Fenwick saw Orlo.", "person Bruno Fenwick"),
        # … not where somebody else begins another clause, or may
        ("Fenwick came, but Orlo left.", "? “he” could be Lev Orlo or Bruno Fenwick"),
        ("Fenwick met Bellport Bank and Orlo.", "? “he” could be Lev Orlo or Bruno Fenwick"),
    ],
)
def test_he_is_with_whom_the_sentence_before_begins(before: str, expected: str) -> None:
    """Two men whom nothing else tells apart."""
    text = f"Bruno Fenwick came. Lev Orlo came. Orlo sat. Orlo won. Orlo ate.\n\nIt rained.\n\n{before} At one point"
    assert said(f"{text} [source he] [cue denied] [content it].") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[source One] [cue might argue] [content that it rained].", "unknown"),
        ("[source You] [cue might think] [content that it rained].", "group You"),  # all who read
        ("“What do [source you] [cue think of] [content the rain]?” she asked.", "unknown"),
        ("[source ADA QUILL][cue :] [content What do [source2 you] [cue2 think of] [content2 the rain]?]",
         "person ADA QUILL\nunknown"),
    ],
)  # fmt: skip
def test_one_is_nobody_and_you_are_who_is_spoken_to(source: str, expected: str) -> None:
    assert said(source) == expected
