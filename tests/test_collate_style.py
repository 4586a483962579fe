"""One thing in the styles of two papers is spelled differently; what only looks so says something else."""

from __future__ import annotations

import pytest

from quoth.sayings.collate import collate
from quoth.sayings.words import words
from test_collate import told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("opens at 3 p.m.", "opens at 3pm"),
        ("opens at 3:00 p.m.", "opens at 3 PM"),
        ("opens at 3.30pm", "opens at 3:30 p.m."),
        ("opens at 15:30", "opens at 3:30 p.m."),
        ("opens at 3 p.m.", "opens at three o'clock"),
        ("opens at three a.m.", "opens at 3 a.m."),
        ("opens on May 29th", "opens on May 29"),
        ("opens on Jan. 29", "opens on 29 January"),
        ("opens on the 29th of January", "opens on January 29"),
        ("opens on the twenty-ninth of January", "opens on January the 29th"),
        ("opens in the 1980s", "opens in the eighties"),
        ("opens in the 21st century", "opens in the twenty-first century"),
        ("cost $5 million", "cost US$5m"),
        ("cost $5 million", "cost USD 5 million"),
        ("cost $5 million", "cost 5 million U.S. dollars"),
        ("cost £5 million", "cost five million pounds sterling"),
        ("cost €5 million", "cost 5m euros"),
        ("cost $0.50", "cost 50 cents"),
        ("cost $500,000", "cost half a million dollars"),
        ("cost $1.5 million", "cost one and a half million dollars"),
        ("cost 20 percent", "cost 20pc"),
        ("cost 20 per cent", "cost 20 pct"),
        ("cost $.50", "cost 50 cents"),
        ("cost .5 percent", "cost 0.5 percent"),
        ("took 5 lbs of salt", "took five pounds of salt"),
        ("opens at 3.30", "opens at 3:30"),
        ("opens at 15:30 pm", "opens at 3:30 p.m."),
        ("took 12 boats", "took a dozen boats"),
        ("took 20 to 30 boats", "took 20-30 boats"),
        ("took 5 km", "took five kilometres"),
        ("took 5 mph", "took five miles an hour"),
        ("took Maj. Orrel", "took Major Orrel"),
        ("took Lt. Col. Orrel", "took Lieutenant Colonel Orrel"),
        ("took Sens. Orrel and Quill", "took Senators Orrel and Quill"),
        ("took the Rev. Orrel", "took the Reverend Orrel"),
        ("went up Mt. Orrel", "went up Mount Orrel"),
        ("went to St. Orrel", "went to Saint Orrel"),
        ("went down Quill St. at night", "went down Quill Street at night"),
        ("went to Quill, Calif., at night", "went to Quill, California, at night"),
        ("went to the U.S. at night", "went to the United States at night"),
        ("went to the VHC at night", "went to the Velmark Harbour Council at night"),
        ("went to the European Union at night", "went to the EU at night"),
        ("should have gone", "shoulda gone"),
        ("were gettin' wet", "were getting wet"),
        ("do not know", "dunno"),
        ("sell bulls--t", "sell bullshit"),
    ],
)
def test_styles_of_one_thing(one: str, other: str) -> None:
    sentences = [f"“We know that the boats {said} when the tide comes in”" for said in (one, other)]
    (variant, *more), _ = collate([told("a", sentences[0]), told("b", sentences[1])])
    assert (variant.changes, variant.meaning, more) == (("spelling",), False, [])


@pytest.mark.parametrize(
    ("one", "other", "sense"),
    [
        ("open at 3 p.m.", "open at 3 a.m.", "number"),
        ("open on January 29", "open on January 28", "number"),
        ("open on January 29", "open on 29 June", "number"),
        ("cost half a million crowns", "cost half a billion crowns", "number"),
        ("cost 50 cents", "cost 50 dollars", "number"),
        ("cost $5", "cost A$5", "unit"),
        ("took a dozen boats", "took two dozen boats", "number"),
        ("cost 1.5 million crowns", "cost 15 million crowns", "number"),
        ("cost $1.50", "cost $150", "number"),
        ("cost .5 percent", "cost 5 percent", "number"),
        ("took 10-15 boats", "took 1015 boats", "number"),
        ("took 20 19 boats", "took 2019 boats", "number"),
        ("won 5-4", "won 4-5", "number"),
        ("cost over 5 crowns", "cost 5 crowns", "quantifier"),
        ("lost 5 lbs", "lost £5", "unit"),
        ("open at 20 a.m.", "open at 20 p.m.", "number"),
        ("open at 3 in the morning", "open at 3 in the afternoon", "direction"),
        ("sank in the 80s", "sank in the 1880s", "number"),
        ("sold the third boat", "sold the fourth boat", "number"),
        ("took twice as many boats", "took as many boats", "number"),
        ("sank at minus 5 degrees", "sank at 5 degrees", "number"),
        ("took the northern boats", "took the southern boats", "direction"),
        ("met Tolvin", "met Tolving", "name"),
        ("went to St. Orrel", "went to Orrel Street", "name"),
        ("took five men and five women", "took five men and women", "number"),
        ("did not go. We sell boats or nets", "did not go. We sell boats and not nets", "negation"),
        ("took tens of boats", "took hundreds of boats", "number"),
        ("took millions of boats", "took boats", "number"),
        ("went to the VHC at night", "went to the VHD at night", "name"),
        ("were sent from the council", "were sent to the council", "direction"),
        ("were told by the council", "were told to the council", "direction"),
    ],
)
def test_what_only_looks_like_style(one: str, other: str, sense: str) -> None:
    sentences = [f"“We know that the boats {said} when the tide comes in”" for said in (one, other)]
    variants, _ = collate([told("a", sentences[0]), told("b", sentences[1])])
    assert {b.sense for v in variants for b in v.because} == {sense}


def test_what_one_telling_leaves_open_does_not_make_one_of_two_others() -> None:
    for three in (("3 p.m.", "3:00", "3 a.m."), ("5 lbs", "five pounds", "£5"), ("’20s", "1920s", "2020s")):
        tellings = [told(name, f"“The council took {said} for it.”") for name, said in zip("abc", three, strict=True)]
        assert any(v.meaning for v in collate(tellings)[0]), three


def test_a_full_name_where_the_other_quotation_ends() -> None:
    variants, _ = collate(
        [
            told("a", "“We will bring the boats back to the United States, and then we will rest.”"),
            told("b", "“We will bring the boats back to the U.S.,”"),
        ]
    )
    assert [(v.changes, v.meaning) for v in variants] == [(("spelling",), False)]


def test_a_turned_apostrophe_is_one() -> None:
    assert (
        collate([told("a", "“The council‘s boats are safe.”"), told("b", "“The council’s boats are safe.”")])[0] == ()
    )


def test_what_is_no_date_no_time_and_no_mask() -> None:
    def keys(text: str) -> list[str]:
        return [w.key for w in words(text)]

    assert keys("I for one am proud") == ["i", "for", "1", "am", "proud"]
    assert keys("they may 5 times") == ["they", "may", "5", "times"]
    assert keys("in January 20 percent") == ["in", "january", "%20"]
    assert keys("May 2019") == ["may", "2019"]
    assert keys("mothers—and fathers") == ["mothers", "and", "fathers"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # a list in another order
        ("We will take old boats and old nets from the quay", "We will take old nets and old boats from the quay"),
        # a remark between dashes denies what it denies
        ("No crew — not mine, not yours, none — is as good as this one", "No crew is as good as this one"),
        # a unit of a longer rewording measures nothing
        ("Our boats are sold to the crews", "Our boats help old men get back on their feet"),
        (
            "I have not sold any boats, mended nets or paid crews",
            "I have not sold any boats, and I have not paid crews",
        ),
        # to offer to say it says nothing, also in other words
        ("I will say that as for nets, all of us need them", "As to the nets, all of us need them"),
        # what will have to be done has to be done
        ("You leave tons of debt that you’re going to have to pay", "You leave tons of debts you have to pay"),
        # neither an "all" that only stresses nor an "about" that begins anew counts anything
        ("Their crews have spread all across our bay", "Their crews have spread across our bay"),
        ("I do not mind if they do it about — with every crew", "I do not mind if they do it with every crew"),
    ],
)
def test_a_word_of_a_class_that_says_nothing_there(one: str, other: str) -> None:
    variants, _ = collate([told("a", f"“{one}”"), told("b", f"“{other}”")])
    assert not [v for v in variants if v.meaning]


@pytest.mark.parametrize("counted", ["5", "half of our", "a dozen"])
def test_about_is_a_bound_of_what_is_counted(counted: str) -> None:
    tellings = told("a", f"“They sank about {counted} boats here”"), told("b", f"“They sank {counted} boats here”")
    variants, _ = collate(tellings)
    assert [v.meaning for v in variants] == [True]


def test_a_remark_that_denies_what_nothing_before_it_does_limits_the_sentence() -> None:
    """ "— not always, but often —" is more than a remark; "No crew — not mine —" is one (above)."""
    one, other = "The boats are — not always, but often — safe to sail", "The boats are safe to sail"
    variants, _ = collate([told("a", f"“{one}”"), told("b", f"“{other}”")])
    assert any(v.meaning for v in variants)
