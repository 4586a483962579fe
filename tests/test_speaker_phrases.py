"""Where the noun of a source ends and who owns it: what a phrase says of people, papers and offices without a name."""

from __future__ import annotations

import pytest

from test_speaker import said


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a word behind the noun is none of it
        ("Officials there", "group Officials there"),
        ("Everyone here", "group Everyone here"),
        ("Those present", "group Those present"),
        ("A senator closely allied with Bellport Bank", "unnamed A senator closely allied with Bellport Bank"),
        ("Lawmakers up for re-election", "group Lawmakers up for re-election"),
        ("A judge on November 2", "unnamed A judge"),
        ("Bellport Bank early today", "organization Bellport Bank"),
        # a people whose word has no plural
        ("The Tidanese", "group The Tidanese"),
        ("The Orlish", "group The Orlish"),
        ("The Orlish bank", "organization Orlish bank"),
        # adjectives before a comma have their noun behind it
        ("Even doubtful, learned analysts like Ada Quill", "group Even doubtful, learned analysts like Ada Quill"),
        ("a four-page, Bellport Bank report", "organization Bellport Bank"),
        ("a thoughtful, quiet member of the council, Ada Quill", "person Ada Quill"),
        ("He and his wife, Rhoda,", "group He and his wife, Rhoda"),
        # nouns whose plural is their only form
        ("statistics", "unknown"),
        ("Ostrovia troops", "group Ostrovia troops"),
        # counted
        ("Only 13% of Democrats", "group Only 13% of Democrats"),
        ("Another 9 percent", "group Another 9 percent"),
        ("Some 20 of the camp’s detainees", "group Some 20 of the camp’s detainees"),
        # somebody beside somebody else
        ("Three other Democrats besides Ada Quill", "group Three other Democrats besides Ada Quill"),
        # "those" are people where the words go on
        ("those who left", "group those"),
        ("those", "unknown"),
        # people who come together; bodies that do; a body that is told of by what it has is one
        ("A group of 12 senators", "group A group of 12 senators"),
        ("a broader coalition of unions", "group a broader coalition of unions"),
        ("a group of islands", "unnamed a group of islands"),
        ("A court of judges", "unnamed A court of judges"),
        # two people of two places
        ("Sens. Ada Quill of Ostrovia and Bruno Fenwick of Ostrovia", "person Ada Quill and Bruno Fenwick"),
        ("Ada Quill of Ostrovia and others", "person Ada Quill"),
    ],
)  # fmt: skip
def test_a_phrase(source: str, expected: str) -> None:
    assert said(f"It was late when [source {source}] [cue said] [content that it rained].") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # two nouns under one article are one person where one of them is a calling or past
        ("The senator and former judge", "person Ada Quill"),
        ("The senator and harbour hero", "person Ada Quill"),
        ("The senator and governor", "group The senator and governor"),
        ("The senator and the activist", "group The senator and the activist"),
        # who owns what cannot speak
        ("The senator’s latest plan", "person Ada Quill"),
        ("The senator’s memo", "person Ada Quill"),
        ("The bank’s report", "organization Bellport Bank"),
        ("The lawyer’s memo", "unknown"),
        # "they" with a word beside it
        ("They together", "group Several visitors"),
    ],
)
def test_a_description(source: str, expected: str) -> None:
    before = "Sen. Ada Quill came. Bellport Bank closed. [source2 Several visitors] [cue2 said] [content2 no]."
    assert said(f"{before} [source {source}] [cue said] [content that it rained].").splitlines()[0] == expected


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("President Ada Quill came.", "Ostrovia’s president", "unnamed Ostrovia’s president"),
        ("The Ostrovian President Ada Quill came.", "Ostrovia’s president", "person Ada Quill"),
        ("Mayor Ada Quill came.", "Ostrovia’s mayor", "person Ada Quill"),
        ("President Ada Quill came.", "The Ostrovian president", "unnamed The Ostrovian president"),
        ("President Ada Quill met the Ostrovian President Ida Moss.", "The Ostrovian president", "person Ida Moss"),
        ("President Ada Quill came.", "Her associates", "group Her associates"),
        ("The chief of staff Ada Quill came.", "their boss", "unnamed their boss"),
    ],
)
def test_an_office_of_a_place(before: str, source: str, expected: str) -> None:
    assert said(f"{before} It was dark.\n\nIt was wet.\n\nSo [source {source}] [cue said] [content no].") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those, and parts of all
        ("Ada Quill spoke of those [source who] [cue said] [content no].", "group those"),
        ("Ada Quill spoke of those on the right [source who] [cue said] [content no].", "group those"),
        ("Ada Quill lost, with 40 percent [source who] [cue said] [content no].", "group 40 percent"),
        ("It fell to 5 percent, [source who] [cue thinks] [content so]?", "? the words before “who” name nobody"),
        ("Ada Quill (H-Bellport), an early endorser, [source who] [cue said] [content no].", "person Ada Quill"),
        ("Ida Moss, 24, [source who] [cue said] [content no], left.", "person Ida Moss"),
        # somebody by whatever noun
        ("Ada Quill met one glassblower [source who] [cue said] [content no].", "unnamed one glassblower"),
        ("Ada Quill spoke to his glazier, [source who] [cue said] [content no].", "unnamed his glazier"),
        ("Ada Quill is here. She is a truther, [source who] [cue says] [content no].", "person Ada Quill"),
        ("Ada Quill came. She was the one [source who] [cue said] [content no].", "person Ada Quill"),
        ("Ada Quill led the bank of Ostrovia, a shark [source who] [cue said] [content no].", "person Ada Quill"),
        # people of a body
        ("Democrats on the port committee, [source who] [cue said] [content no], left.", "group Democrats"),
        ("It came to one of the paper’s editors, [source who] [cue said] [content no].",
         "unnamed one of the paper’s editors"),
        ("It came from one of the few editors [source who] [cue say] [content no].", "group few editors"),
        ("Voters — notably readers of the Bellport Courier — [source who] [cue said] [content no] left.",
         "group Voters"),
        # a body without a name, and one whose name stands before what it is
        ("It came to the government, [source which] [cue denied] [content it].", "unnamed the government"),
        ("It was told by an angry pressure group [source that] [cue wants] [content rain].",
         "unnamed an angry pressure group"),
        ("It was told by Bellport Bank, a small company [source that] [cue wants] [content rain].",
         "organization Bellport Bank"),
        ("It rained on the loud, wet company [source that] [cue wants] [content rain].", "unknown"),
        # a source that begins with it
        ("Ada Quill, [source who prizes her quiet,] [cue said] [content no].", "person Ada Quill"),
    ],
)  # fmt: skip
def test_who(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # nobody is "it" that is said or seems
        ("The Bellport Bank closed. [source It] [cue can be said] [content that it rained].", "unknown"),
        ("The Bellport Bank closed. [source It] [cue was previously reported] [content that it rained].", "unknown"),
        ("The Bellport Bank closed. [source It] [cue was accused of] [content greed].", "organization Bellport Bank"),
        # what a post is by, not where it stands
        ("[source a Bellport Courier post by Ada Quill] [cue said] [content no].", "person Ada Quill"),
        # an indictment is by nobody whose it is
        ("Quill’s indictment came. Ada Quill left. [source The indictment] [cue said] [content no].", "unknown"),
    ],
)
def test_what_is_written(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("group", "they", "expected"),
    [
        ("These onlookers", "[source3 They]", "group These onlookers"),
        ("These onlookers", "Rain, [source3 they]", "? nobody before “they” fits it"),
        ("The challenges facing voters", "[source3 They]", "? nobody before “They” fits it"),
    ],
)
def test_they_are_the_people_who_spoke_before_one_of_them(group: str, they: str, expected: str) -> None:
    before = f"[source {group}] [cue said] [content no]. [content2 “It rained,”] [cue2 said] [source2 Ida Moss].\n\n"
    assert said(f"{before}{they} [cue3 said] [content3 it was dark].").splitlines()[2] == expected
