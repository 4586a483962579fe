"""Layout: what each line of an article is for. Articles, people and outlets here are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import in_proportion
from quoth.articles.layout import parts


def table(text: str, title: str | None = None) -> str:
    """The layout as a table: the kind of each part and its words."""
    return "\n".join(f"{p.kind:<9}{' '.join(text[p.start : p.end].split())}" for p in parts(text, title=title))


def test_a_report_with_everything() -> None:
    text = (
        "Harbour bridge will open late, mayor says\r\n\r\nBy Ana Brandt and Tom Okoro, Lindenport Echo\r\n"
        "Published: May 8, 2024\r\n\r\n"
        "LINDENPORT, May 8 (NNB) - The bridge opens in spring, Mayor Ida Holm said.\r\n\r\n"
        "Read more: Bridge costs double, audit finds\r\n\r\n"
        "“We underestimated it,” she added. (With inputs from agencies)\r\n\r\n"
        "Jo Winter contributed to this report.\r\n"
        "© 2024 The Lindenport Echo, Ltd. All rights reserved.\r\nYou May Also Like"
    )
    assert table(text) == (
        "headline Harbour bridge will open late, mayor says\n"
        "byline   By Ana Brandt and Tom Okoro, Lindenport Echo\n"
        "date     Published: May 8, 2024\n"
        "dateline LINDENPORT, May 8 (NNB) -\n"
        "body     The bridge opens in spring, Mayor Ida Holm said.\n"
        "link     Read more: Bridge costs double, audit finds\n"
        "body     “We underestimated it,” she added.\n"
        "credit   (With inputs from agencies)\n"
        "credit   Jo Winter contributed to this report.\n"
        "credit   © 2024 The Lindenport Echo, Ltd. All rights reserved.\n"
        "link     You May Also Like"
    )


def test_a_stray_date_before_a_flattened_report() -> None:
    text = " date 2024-05-08 \n\n\n\nLINDENPORT: The mayor spoke. She was late. (With contribution from agencies)\n"
    assert table(text) == (
        "date     date 2024-05-08\n"
        "dateline LINDENPORT:\n"
        "body     The mayor spoke. She was late.\n"
        "credit   (With contribution from agencies)"
    )


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("It was the Ports Transport Inspectorate (PTI).", None),
        ("It was the Ports Tariff-e-Insaf (PTI).", None),
        ("It was shut. (PTI)", "(PTI)"),
        ("It was the Ports Office, she said (PTI).", "(PTI)."),
        ("Port Tower is shut. (PTI)", "(PTI)"),
    ],
)
def test_an_abbreviation_in_brackets_is_no_credit(line: str, credit: str | None) -> None:
    text = f"Harbour shut\n\n{line}"
    assert [text[p.start : p.end] for p in parts(text) if p.kind == "credit"] == ([credit] if credit else [])


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Mayor denies it",
        "READ MORE:",
        "Also read: Ten bridges to see",
        "RELATED: Bridge costs double",
        "See also: The full report",
        "( Also on THE ECHO: Bridge poll)",
        "SEE ALSO: Holm rejects ‘folly’ charge",
        "( PHOTOS: The bridge in winter)",
        "You May Also Like",
        "Advertisement",
        "ADVERTISEMENT:",
        "Story Continued Below",
        "Click here to get the Echo app",
        "CLICK HERE FOR THE ECHO",
        "Sign up for our newsletter",
        "Sign up for Daily Newsletters Manage Newsletters",
        "Follow @lindenecho",
        "Follow Ana Brandt on Twitter @anab.",
        "Like us on Facebook",
        "Get all the day's stories delivered to your inbox. Sign up here.",
        "Watch a clip of the interview above.",
        "https://echo.example/bridge",
        "Slideshow (12 Images)",
        "Continue reading the main story",
        "Mayor denies ‘folly’ as the bridge opens Read more",
        "More:Is the bridge late? What the mayor says",
        "More On This... Mayor denies ‘folly’",
        "NOW WATCH: ‘Bridge opens at last’",
        "MAYOR DENIES 'FOLLY' AS BRIDGE OPENS",
        "WHO PAYS FOR THE BRIDGE?",
        "(RELATED: Mayor says the bridge is safe)",
        "Enlarge this image toggle caption Ana Brandt/Echo Ana Brandt/Echo",
        "Politics Why The Bridge Is Late Why The Bridge Is Late Listen · 5:16 5:16",
        "Harbour Mayor Denies It All Mayor Denies It All",
        "Secret Tape Shows What The Bridge Cost 3:27",
        "The Echo at night: the harbour, in your inbox. Sign Up With your address you take what the Echo asks of its "
        "readers. You can unsubscribe whenever you like. This form is guarded by reCAPTCHA. " * 2,
    ],
)
def test_link_lines(line: str) -> None:
    text = f"The bridge opens in spring, the mayor said on Monday.\n\n{line}\n\nShe did not say why."
    assert [p.kind for p in parts(text)] == ["body", "link", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more slowly, the teacher told them, and you will hear it.",
        "Related costs were not disclosed, the council said.",
        "More: that is all they ever ask for, she said.",
        "Watch: he will fold by Friday.",
        "Follow the money, the auditor told the council on Monday.",
        "Like many people on Facebook, the mayor had believed the story.",
        "Follow the debate on Twitter and it looks worse, she said.",
        "Sign up for the choir, she told them.",
        "“Click here to win,” the message said, according to the police.",
        "Advertisement spending fell by a third, the Echo reported.",
        "Subscribe to that view and nothing is ever built, he said.",
        "You may also like to know that the mayor voted against it.",
        "Photos: the prosecutor said. He then showed them to the jury.",
        "Trending down, sales reached 40 crowns.",
        "Copyright law is a mess, the minister said.",
        "Local firms contributed to this fund from the start, she said.",
        "By Monday, the bridge was closed.",
        "OPEN THE BRIDGE NOW!",
        "“OPEN THE BRIDGE NOW”",
        "(SOUND OF THE OLD BRIDGE)",
        "THE BRIDGE IS LATE.",
        "VOTES FOR BRIDGES",
        "CLOSE to the bridge a house burned.",
        "@anab",
        "More people will sign up for the bridge than can be signing up for the ferry, the mayor told them.",
        "The mayor said that the newsletter would be in your inbox by noon.",
        "Sent: Thursday, 13 March 2025 17:31",
        "The mayor went to bed at 3:27",
        "Build it build it build it, they sang.",
        "She asked (watch: he may deny it) for a bridge.",
    ],
)
def test_body_lines_that_look_like_something_else(line: str) -> None:
    text = f"The bridge opens in spring, the mayor said on Monday.\n\n{line}\n\nShe did not say why."
    assert [p.kind for p in parts(text)] == ["body", "body", "body"]


def test_in_a_text_of_capitals_nothing_is_a_link() -> None:
    text = "THE BRIDGE OPENS IN SPRING\n\nTHE MAYOR SAID SO ON MONDAY\n\nSHE DID NOT SAY WHY"
    assert "link" not in {p.kind for p in parts(text)}


def test_capitals_below_what_is_no_sentence_head_what_follows() -> None:
    text = "It came today. See below.\n\nSubject: The bridge\n\nSTATEMENT BY THE BRIDGE OFFICE\n\nIt opens late."
    assert {p.kind for p in parts(text)} == {"body"}


def test_a_box_of_links_behind_a_name() -> None:
    """What an outlet lays behind the names of people it has pages about: the name in full, headlines, “MORE”."""
    text = (
        "The bridge is late.\n\nMayor Ida Holm Ida (Idi) Maria HolmMinister sees folly Strike ends: report MORE "
        "(L-Lindenport) told Tom Okoro Tom OkoroEcho wins prize MORE’s paper, and Ana Brandt Ana Lena Brandt Why the "
        "Holms lose MORE, that no MORE was needed."
    )
    assert table(text) == (
        "body     The bridge is late.\n"
        "body     Mayor Ida Holm\n"
        "link     Ida (Idi) Maria HolmMinister sees folly Strike ends: report MORE\n"
        "body     (L-Lindenport) told Tom Okoro\n"
        "link     Tom OkoroEcho wins prize MORE\n"
        "body     ’s paper, and Ana Brandt\n"
        "link     Ana Lena Brandt Why the Holms lose MORE\n"
        "body     , that no MORE was needed."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ida McHolm of McHolm County wants MORE of it.",
        "Ida Holm, Ida Maria Holm and their cousins want MORE.",
        "Holm asked for MORE bridges, and Holmville for none.",
    ],
)
def test_names_said_twice_before_a_more_are_no_box(line: str) -> None:
    assert "link" not in {p.kind for p in parts(f"The bridge is late.\n\n{line}")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CLOSE Mayor Ida Holm says it is late.", ["link CLOSE", "body Mayor Ida Holm says it is late."]),
        ("Story highlights The bridge is late", ["link Story highlights", "body The bridge is late"]),
    ],
)
def test_labels_that_open_a_line(line: str, expected: list[str]) -> None:
    text = f"The bridge is late.\n\nSo it was.\n\n{line}"
    assert [f"{p.kind} {text[p.start : p.end]}" for p in parts(text)[2:]] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Image copyright AFP Image caption The mayor in May", ["link Image copyright AFP Image caption",
                                                                "caption The mayor in May"]),
        ("Media playback is unsupported on your device Media caption Holm: “It is late”",
         ["link Media playback is unsupported on your device Media caption", "caption Holm: “It is late”"]),
        ("FILE PHOTO: Mayor Ida Holm speaks. ECHO/Ana Brandt", ["link FILE PHOTO:",
                                                               "caption Mayor Ida Holm speaks. ECHO/Ana Brandt"]),
        ("Mayor Ida Holm, who denies it, in May. (NNB Photo/Ana Brandt, File)",
         ["caption Mayor Ida Holm, who denies it, in May. (NNB Photo/Ana Brandt, File)"]),
        ("She was told so (by the ministry/Reuters), she said.",
         ["body She was told so (by the ministry/Reuters), she said."]),
        ("It is late, she said. (RELATED: Holm ‘Knew’ It) So it was.",
         ["body It is late, she said.", "link (RELATED: Holm ‘Knew’ It)", "body So it was."]),
    ],
)  # fmt: skip
def test_captions_and_links_within_a_line(line: str, expected: list[str]) -> None:
    text = f"The bridge is late.\n\nSo it was.\n\n{line}"
    assert [f"{p.kind} {text[p.start : p.end]}" for p in parts(text)[2:]] == expected


def test_a_gallery_is_cut_into_its_captions() -> None:
    """Each begins with the gallery's title again; a button stands behind it."""
    text = (
        "The bridge is late.\n\nSo it was.\n\nPhotos: The old bridge “It stood for long,” Holm says. "
        "Hide Caption 1 of 3 Photos: The old bridge Cars in May. Hide Caption 2 of 3 Photos: The "
        "old bridge A ferry. Hide Caption 3 of 3"
    )
    assert table(text).splitlines()[2:] == [
        "link     Photos: The old bridge",
        "caption  “It stood for long,” Holm says.",
        "link     Hide Caption 1 of 3 Photos: The old bridge",
        "caption  Cars in May.",
        "link     Hide Caption 2 of 3 Photos: The old bridge",
        "caption  A ferry.",
        "link     Hide Caption 3 of 3",
    ]


def test_a_caption_above_the_dateline_does_not_hide_it() -> None:
    text = "Mayor Ida Holm. (NNB Photo/Ana Brandt)\n\nLINDENPORT, May 8 (NNB) - It opens.\n\nSo she said."
    assert [p.kind for p in parts(text)] == ["caption", "dateline", "body", "body"]


SAID = "“We never thought that it would be late,” Holm said, and left the hall by the back door.\n\nShe came again."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("We never thought that it would be late", "pullquote"),
        ("“We never thought that it would be late”", "pullquote"),
        ("“We never thought it”", "body"),  # four words
        ("“We never thought that it could be late”", "body"),  # other words
        ("Holm: We never thought that it would be late", "body"),
    ],
)
def test_a_line_that_only_repeats_another_is_a_pull_quote(line: str, kind: str) -> None:
    text = f"The bridge is late. The mayor was sorry.\n\n{line}\n\n{SAID}"
    assert [p.kind for p in parts(text)] == ["body", kind, "body", "body"]


def test_a_name_below_a_pull_quote_belongs_to_it() -> None:
    text = (
        f"The bridge is late. So it was.\n\nWe never thought that it would be late\nIda Holm, mayor of Oxby\n\n{SAID}"
    )
    assert [p.kind for p in parts(text)] == ["body", "pullquote", "pullquote", "body", "body"]


def test_what_is_announced_is_no_pull_quote() -> None:
    text = f"The bridge is late. The mayor wrote:\n\nWe never thought that it would be late\n\n{SAID}"
    assert "pullquote" not in {p.kind for p in parts(text)}


def test_a_headline_printed_twice_is_one() -> None:
    text = "Mayor Holm opens her bridge\n\nMayor Holm opens her bridge\nLINDENPORT (NNB) - It is open. She said so."
    assert [p.kind for p in parts(text)] == ["headline", "pullquote", "dateline", "body"]


def test_of_two_equal_lines_the_first_stays() -> None:
    line = "The bridge, seen from the ferry on a morning in May, stands still."
    text = f"It is late. So it was.\n\n{line}\n\nShe left.\n\n{line}"
    assert [p.kind for p in parts(text)] == ["body", "body", "body", "pullquote"]


def test_headlines_announced_by_a_label_are_links_until_a_sentence_comes() -> None:
    listed = "Related stories\n\nMayor defends the bridge budget\n\nWhy bridges cost so much"
    text = f"The bridge is late.\n\n{listed}\n\nShe left early."
    assert [p.kind for p in parts(text)] == ["body", "link", "link", "link", "body"]


@pytest.mark.parametrize(
    "opening",
    [
        "LINDENPORT:",
        "NEW LINDENPORT (Reuters) -",
        "LINDENPORT, May 3 -",
        "OAK HILL, Vt. —",
        "LINDENPORT, Nov. 19 (UPI) —",
        "LINDENPORT/EKVIK (Reuters) -",
        "Lindenport (CNN)",
        "(CNN) —",
        "Lindenport, May 3 (Xinhua) --",
        "LINDENPORT, Vt. (AP) _",
        "LINDENPORT, Nov. 20, 2026 /NorthWire/ --",
        "LINDENPORT, Vt.--(NORTH WIRE)--",
        "Lindenport (tca/dpa) -",
        "Lindenport, Jan 2 (EFE).-",
        "Jan 30 (NNB) -",
    ],
)
def test_datelines(opening: str) -> None:
    text = f"The bridge will open late\n\n{opening} The mayor spoke on Monday."
    assert table(text).splitlines()[1:] == [f"dateline {opening}", "body     The mayor spoke on Monday."]


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    text = "ANA BRANDT: When will it open?\n\nIDA HOLM: In spring.\n\nANA BRANDT: Which spring?"
    assert {p.kind for p in parts(text)} == {"body"}


def test_points_and_the_byline_may_stand_above_the_dateline() -> None:
    """As an agency writes for terminals: lines that are no sentences, whose text begins below."""
    points = "* Vote on Tuesday\n* Line to sue\n* Quay to open\nBy Oda Merridew\n"
    text = f"{points}Jan 30 (NNB) - It is open. She left.\nJan 31 (NNB) - No."
    assert [p.kind for p in parts(text, title="Council backs quay")] == [
        "body", "body", "body", "byline", "dateline", "body", "body",
    ]  # fmt: skip


# Lines from desk to desk

WIRE = """
BC-Harbor Vote, 2nd Ld-Writethru,0412
ADVISORY: Eds: ADDS quote, UPDATES with count.
HARBOR VOTE (UPDATE 2)
Council backs new quay after late vote
By ODA BRENN
BRANNOCK, Vt. (AP) _ The council voted on Tuesday to build the quay.
``We have waited,'' said Mayor Ansel Varga.
(MORE)
HARBOR VOTE-2
It was late when she left.
-30-
NNB-WF-11-20-26 1403GMT
"""


def test_the_text_of_a_terminal() -> None:
    assert table(WIRE).splitlines() == [
        "link     BC-Harbor Vote, 2nd Ld-Writethru,0412",
        "link     ADVISORY: Eds: ADDS quote, UPDATES with count.",
        "link     HARBOR VOTE (UPDATE 2)",
        "headline Council backs new quay after late vote",
        "byline   By ODA BRENN",
        "dateline BRANNOCK, Vt. (AP) _",
        "body     The council voted on Tuesday to build the quay.",
        "body     ``We have waited,'' said Mayor Ansel Varga.",
        "link     (MORE)",
        "link     HARBOR VOTE-2",
        "body     It was late when she left.",
        "link     -30-",
        "link     NNB-WF-11-20-26 1403GMT",
    ]


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "*** MEDIA ADVISORY ***", "EMBARGOED UNTIL 00:01, 21 NOVEMBER 2026",
     "(Adds quotes, background)",
     "CONTACT: Ida Holm, press@harbour.example", "# # #", "-ENDS-", "Notes to editors:",
     "ecp0007 4 s 850  dpa-tns 0908", "z6715-----", "r z BC-Brannock--Quay 1stLd-Writethru   02-20 0500",
     "211259 Nov 18", "^BC-Brannock--Quay, 1st Ld-Writethru,416<", "NNB Photo BRA105, BRA106",
     'CORRECTION: In the story headlined "Council backs quay", please read "two" for "three".'],
)  # fmt: skip
def test_lines_that_a_desk_writes_for_desks(line: str) -> None:
    text = f"{line}\n\nMayor to open the quay on Monday\n\nThe mayor spoke on Monday.\n\nShe left early."
    shown = " ".join(line.split())
    assert table(text).splitlines()[:2] == [f"link     {shown}", "headline Mayor to open the quay on Monday"]


@pytest.mark.parametrize(
    "line",
    ["More.", "The end", "30", "He died (aged 30) there.",
     "Contact with the ship was lost: nobody knew why it had left.",
     "(Adds to the woes of the town.) She left.", "A correction is due, he said.",
     "Embargo on steel until May is lifted", "Flight ab1234 left", "The following is not so", "NNB photo is late",
     "This is not for publication, she said."],
)  # fmt: skip
def test_lines_like_these_that_are_the_article_s(line: str) -> None:
    assert ("body", line) in [
        (p.kind, WORDS[p.start : p.end]) for WORDS in [f"She came.\n\n{line}\n\nShe left early."] for p in parts(WORDS)
    ]


def test_what_stands_below_the_end_of_what_is_published_is_for_desks() -> None:
    below = "The following information is not intended for publication\n\nEditing by: Ida Holm\n\nShe left."
    text = f"She came.\n\n* * * *\n{below}"
    assert [p.kind for p in parts(text)] == ["body", "body", "link", "link", "link"]


@pytest.mark.parametrize("opening", ["BREAKING:", "EXCLUSIVE —", "Sunday, May 3 -", "THE PLAN -"])
def test_labels_are_no_datelines(opening: str) -> None:
    assert {p.kind for p in parts(f"{opening} The mayor spoke on Monday.\n\nShe left early.")} == {"body"}


def test_tokenised_sentences_a_line_have_one_headline_at_most() -> None:
    text = (
        "Mayor opens bridge in Lindenport\nMAY 8, 2024, 8: 12 PM\nThe mayor opened the bridge .\n"
        "`` It is late , '' she said .\nNobody came\nThe band played on ."
    )
    assert [p.kind for p in parts(text)] == ["headline", "date", "body", "body", "body", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor opened the bridge.\n\nShe was late.",
        "The mayor of the town has said that the new bridge will not\nopen before the spring because of its\ncosts",
        "Story highlights\n\nThe bridge is late.",
        "Ana Brandt\n\nThe bridge is late.",
        "“It is late,” she said\n\nwhich nobody denied.",
        "“The bridge is late.”\n\nSo began the speech.",
        "Only one line of words",
    ],
)
def test_no_headline(text: str) -> None:
    assert "headline" not in [p.kind for p in parts(text)]


def test_with_a_title_only_the_line_that_says_it_is_the_headline() -> None:
    text = "Lindenport Echo front page\n\nBridge ‘late’, says mayor\n\nThe bridge is late."
    assert [p.kind for p in parts(text, title="Bridge 'late', says Mayor")] == ["body", "headline", "body"]
    assert [p.kind for p in parts(text, title="Another")] == ["body", "body", "body"]


def test_a_bare_date_is_a_date_line_only_at_the_top() -> None:
    filler = "\n\n".join(f"Sentence number {n} of the report." for n in range(8))
    assert parts(f"Monday, May 6, 2024\n\n{filler}")[0].kind == "date"
    assert [p.kind for p in parts(f"{filler}\n\nMonday, May 6, 2024\n\nThe end came.")][-2] == "body"


PIECES = st.sampled_from(
    ["Read more: x", "\n", "\n\n", "\r\n", " ", "\t", "\u2028", "\x0b", "\ufeff", "LINDENPORT (NNB) - ",
     "By Ana Brandt", "He said so.", "“No,” ", "(Reuters)", "© 2024 Echo", "Published: May 8, 2024", "date 2024-05-08",
     "Related", "É", "(", "CLOSE A", "Hide Caption 1 of 2", "Photos: The bridge", "(RELATED: a)",
     "(AP Photo/A B)", "Media caption a", "Ida Holm Ida HolmX", " MORE", "HOLM", "12", "—", ":"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join)))
def test_parts_cover_all_words_in_order_without_overlap(text: str) -> None:
    end = int(text.startswith("\ufeff"))
    for part in parts(text):
        assert part.start >= end
        assert not text[end : part.start].strip()
        assert text[part.start : part.end] == text[part.start : part.end].strip() != ""
        end = part.end
    assert not text[end:].strip()


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    """As Windows saves text: the date line is one, and the headline does not begin with the mark."""
    text = "date 2024-05-08\n\nBridge late, says mayor\n\nThe bridge is late, Ada Holm said on Monday."
    marked = parts(f"\ufeff{text}")
    assert marked == tuple(replace(p, start=p.start + 1, end=p.end + 1) for p in parts(text))
    assert [p.kind for p in marked] == ["date", "headline", "body"]


@pytest.mark.parametrize(
    "unit",
    [
        "\na",
        "(",
        "By A and ",
        "photos: ",
        "A. ",
        "OSLO, ",
        "© ",
        "contributed to ",
        "read at ",
        "follow us on ",
        "1/",
        "“",
        " ",
        "A\n",
        "Ida Holm ",
        "Aa Aa",
        "Ab Ab Abc MORE ",
        "CLOSE A",
        "Hide Caption 1 of 2 a ",
        "(RELATED: a",
        "Image copyright a ",
        "1 of 2 A",
        "REUTERS/a ",
        "sign up newsletter ",
        "a b c d e\n",
        "a b c d e f g h i j\na b c d e\n",
    ],
)
def test_time_is_linear_on_hostile_text(unit: str) -> None:
    text = (unit * 160_000)[:160_000]
    in_proportion(lambda: parts(text[:40_000]), lambda: parts(text), 10, spare=0.15)


def test_a_file_of_line_ends_stays_small() -> None:
    found = parts("a\n" * 300_000)
    assert len(found) < 30_000
    assert found[-1].end == 599_999


@pytest.mark.shared
def test_the_founding_reports(shared: Path) -> None:
    """Four links and no other line of the one; date, dateline, body, credit in the other."""
    first, second = (p.read_bytes().decode() for p in sorted((shared / "seeds").glob("*.txt")))
    kinds = [[p.kind for p in parts(t)] for t in (first, second)]
    assert sorted(k.count("link") for k in kinds) == [0, 4]
    assert ["date", "dateline", "body", "credit"] in kinds
    assert [k[:3] for k in kinds if k[0] == "headline"] == [["headline", "dateline", "body"]]
