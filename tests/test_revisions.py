"""Quotations that were edited: which, how, and that they are shown with their words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import SMALL
from marked import marked
from pace import within
from quoth import cli
from quoth.revisions import announced, edited, of_one_address, revised
from quoth.store import Store
from quoth.store.revisions import edits, revised_articles, versions
from quoth.types import Article, Attributed, Edit, Problem, Speaker

FERRY = "Brenn said “We will not sell the ferry before the spring, and nobody loses a berth”."


def version(text: str, id: str = "a", **facts: str) -> Attributed:
    return SMALL.attribute(Article(id, f"{id}.txt", text, **facts))


def shown(before: str, after: str) -> str:
    """One line an edit: its kind, the words before and after, the kinds of change."""
    lines = []
    for e in edited(version(before), version(after)):
        words = " > ".join(span.text if span else "-" for span in (e.before, e.after))
        lines.append(f"{e.kind}: {words}" + f" [{', '.join(e.changes)}]" * bool(e.changes) + "!" * e.meaning)
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (FERRY, ""),
        (FERRY.replace("“", '"').replace("”", '"'), ""),
        ("New first line.\n\n" + FERRY + " More was said.", ""),
        (
            FERRY.replace("will not sell", "will sell"),
            "changed: We will not sell the ferry before the spring, and nobody loses a berth > "
            "We will sell the ferry before the spring, and nobody loses a berth [silent_cut]!",
        ),
        (
            FERRY.replace(", and nobody loses a berth", ""),
            "changed: We will not sell the ferry before the spring, and nobody loses a berth > "
            "We will not sell the ferry before the spring [silent_cut]!",
        ),
        (
            FERRY.replace("before the spring", "before [the end of] the spring"),
            "changed: We will not sell the ferry before the spring, and nobody loses a berth > "
            "We will not sell the ferry before [the end of] the spring, and nobody loses a berth [marked_insertion]",
        ),
        (
            "Brenn spoke of the ferry.",
            "removed: We will not sell the ferry before the spring, and nobody loses a berth > -",
        ),
        (
            "Brenn said we will not sell the ferry before the spring, and nobody loses a berth.",
            "unmarked: We will not sell the ferry before the spring, and nobody loses a berth > -",
        ),
        (
            FERRY + " “Ask me in April,” she said.",
            "added: - > Ask me in April,",
        ),
    ],
)
def test_what_was_edited_is_told_with_its_words(after, expected):
    assert shown(FERRY, after) == expected


def test_quotations_that_only_change_places_are_the_same():
    two = "“It is far too early to say,” Oda said. “We never saw the letter,” Per said."
    assert shown(two, "“We never saw the letter,” Per said. “It is far too early to say,” Oda said.") == ""


def test_what_front_matter_has_in_marks_is_no_quotation():
    above = '---\ntitle: "The ferry stays until the spring"\ndate: 2026-03-04\n---\n\n' + FERRY
    assert shown(above, above.replace("until the spring", "for another year")) == ""


def test_of_several_quotations_each_finds_its_own():
    before = "Oda said “the bridge will be open by May at the latest”. Per said “the bridge cost nine million crowns”."
    after = "Per said “the bridge cost ten million crowns”. Oda said “the bridge will be open by June at the latest”."
    found = list(edited(version(before), version(after)))
    assert [(e.before.text, e.after.text, e.speaker.name) for e in found] == [
        ("the bridge cost nine million crowns", "the bridge cost ten million crowns", "Per"),
        ("the bridge will be open by May at the latest", "the bridge will be open by June at the latest", "Oda"),
    ]
    assert all(e.changes == ("replacement",) and e.meaning for e in found)


WHOLE = "“We will wait for the survey, and then the harbour board decides,” Oda said."
CUT = "“We will wait for the survey,” Oda said, “and then the harbour board decides.”"


@pytest.mark.parametrize(("before", "after"), [(WHOLE, CUT), (CUT, WHOLE)])
def test_a_quotation_that_is_interrupted_for_its_speaker_is_not_edited(before, after):
    assert shown(before, after) == ""


def test_of_an_interrupted_quotation_the_edited_piece_is_told():
    assert shown(WHOLE, CUT.replace("decides", "votes")) == (
        "changed: and then the harbour board decides, > and then the harbour board votes. [replacement]!"
    )
    assert shown(CUT.replace("the survey", "a new survey"), WHOLE) == (
        "changed: We will wait for a new survey, > We will wait for the survey, [silent_cut, replacement]"
    )


def test_a_short_piece_of_an_interrupted_quotation_is_no_cut():
    assert shown("“Look, the survey is not in yet,” Oda said.", "“Look,” Oda said, “the survey is not in yet.”") == ""


def test_words_that_are_quoted_once_more_are_not_put_into_marks():
    pulled = "\n\n“Then the harbour board decides”\n"
    assert shown(WHOLE, WHOLE + pulled) == shown(WHOLE + pulled, WHOLE) == ""


def test_a_quotation_of_which_a_third_is_left_was_cut():
    assert shown(WHOLE, "Oda said: “We will wait for the survey.”") == (
        "changed: We will wait for the survey, and then the harbour board decides, > We will wait for the survey."
        " [silent_cut]"
    )


LETTER = "[content “We never saw the letter,”] [source Brenn] said."
SURVEY = "[content “We will wait for the survey,”] [source Brenn] said, [content “and then the harbour board decides.”]"
SURVEY_WHOLE = "[content “We will wait for the survey, and then the harbour board decides,”] [source Oda] said."


def said_by(source: str, **names: str) -> Attributed:
    """A version whose statements are marked, with who says each: `s` the first, `s2` the second."""
    speakers = {k[1:]: Speaker(name, "person") for k, name in names.items()}
    article, attributions = marked(source, speakers=speakers)
    return Attributed(article, tuple(attributions))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            said_by(LETTER, s="Ada Brenn"),
            said_by(LETTER.replace("Brenn", "Oda"), s="Oda"),
            "speaker: Oda, not Ada Brenn",
        ),
        (
            said_by(LETTER, s="Ada Brenn"),
            said_by(LETTER.replace("Brenn", "Oda").replace("saw", "read"), s="Oda"),
            "changed: Oda, not Ada Brenn",
        ),
        (
            said_by(SURVEY, s="Ada Brenn"),
            said_by(SURVEY_WHOLE, s="Oda"),
            "speaker: Oda, not Ada Brenn\nspeaker: Oda, not Ada Brenn",
        ),
        (said_by(LETTER, s="Ada Brenn"), said_by(LETTER.replace("Brenn", "Mrs Brenn"), s="Mrs Brenn"), ""),
        # Whom "she" and "the mayor" mean quoth may read otherwise where nothing was edited.
        (said_by(LETTER, s="Ada Brenn"), said_by(LETTER.replace("Brenn", "she"), s="Oda"), ""),
        (said_by(LETTER, s="Ada Brenn"), said_by(LETTER.replace("Brenn", "the mayor"), s="Oda"), ""),
        (said_by(LETTER, s="Ada Brenn"), said_by(LETTER), ""),
        # Still hers, too.
        (
            said_by(LETTER, s="Ada Brenn"),
            said_by(f"{LETTER} [content2 “We never saw the letter,”] [source2 Oda] said.", s="Ada Brenn", s2="Oda"),
            "",
        ),
        # Both stand beside the words in both versions: what differs is who quoth takes to have said it.
        (
            said_by(f"{LETTER} Oda had.", s="Ada Brenn"),
            said_by("[content “We never saw the letter,”] Brenn said. [source Oda] had.", s="Oda"),
            "",
        ),
        (
            said_by("[content “No,”] [source Oda] said.", s="Oda"),
            said_by("[content “No,”] [source Per] said.", s="Per"),
            "",
        ),
    ],
)
def test_words_that_are_given_to_somebody_else_are_edited(before, after, expected):
    found = edited(before, after)
    assert "\n".join(f"{e.kind}: {e.speaker.name}, not {e.speaker_before.name}" for e in found) == expected


def test_who_said_it_before_is_shown_and_is_data(folder, capsys):
    line = "Ferry. Brenn said “We will not sell the ferry this year”."
    Path("news/ledger.txt").write_text(line, encoding="utf-8")
    run("trace", "news")
    Path("news/ledger.txt").write_text(line.replace("Brenn", "Oda"), encoding="utf-8")
    capsys.readouterr()
    run("trace", "news")
    shown = capsys.readouterr().out
    assert "Oda, said by Brenn before:\n      now     “We will not sell the ferry this year”" in shown
    run("trace", "news", "--format", "json")
    (found,) = json.loads(capsys.readouterr().out)["revisions"]
    assert found["edits"][0]["kind"] == "speaker"
    assert found["edits"][0]["speaker_before"] == {"name": "Brenn", "type": "person"}


@pytest.mark.parametrize(
    "note",
    [
        "Correction: the ferry has two decks.",
        "Corrections and clarifications: the ferry has two decks.",
        "(This version of the story corrects the number of decks.)",
        "CORRECTS number of decks in second paragraph.",
        "UPDATE: Adds comment of the harbour board.",
        "Updated at 18:15 to add comment of the harbour board.",
        "This article was amended on Friday.",
        "This post has been updated with comment of the harbour board.",
        "An earlier version said that the ferry had three decks.",
        "A previous headline gave another number of decks.",
        "Due to an editing error, the ferry was given three decks.",
        "A quotation was removed from this article.",
        "Editors’ note: The number of decks has been corrected.",
    ],
)
def test_an_article_that_says_that_it_was_changed_did_not_do_it_silently(note):
    assert announced(FERRY, f"{FERRY}\n\n{note}")
    assert not announced(f"{FERRY}\n\n{note}", f"{note}\n\n{FERRY}")
    assert not announced(FERRY, FERRY)


@pytest.mark.parametrize(
    "line",
    [
        "The board amended the plan on Friday, and Oda corrected a number in it.",
        "“This article must be corrected,” Oda said.",
        "An earlier report of the auditors said that the ferry leaks.",
        "Editor’s note: Ada Quill lives in Fen.",
        "This piece originally appeared in the Bellport Courier.",
        "Last updated on Friday, 18:15",
    ],
)
def test_news_of_a_correction_is_no_note_of_one(line):
    assert not announced(FERRY, f"{FERRY}\n\n{line}")


def test_articles_of_one_address_are_versions_and_a_home_page_is_nobodys():
    url = "https://ledger.example/ferry"
    monday = version(FERRY, "monday", url=url, published="2026-11-16")
    tuesday = version(
        FERRY.replace("not ", ""), "tuesday", url="http://www.ledger.example/ferry/?ref=x#top", published="2026-11-17"
    )
    other = version("The council met in Fen on Friday to vote.", "other", url=url)
    home = [version(t, str(n), url="https://ledger.example/") for n, t in enumerate((FERRY, FERRY + " So."))]
    (found,) = of_one_address([tuesday, monday, *home])
    assert (found.earlier, found.article, len(found.edits)) == ("monday", "tuesday", 1)
    assert of_one_address([other, monday]) == ()
    assert of_one_address([monday, version(FERRY, "again", url=url)]) == ()


@given(
    st.lists(st.sampled_from(["“", "”", '"', "we will not", "the ferry", "said", ".", "\n\n", "’", "ten"]), max_size=30)
)
def test_every_edit_stands_where_it_says(pieces):
    before, after = " ".join(pieces), " ".join(reversed(pieces))
    for edit in edited(version(before), version(after)):
        for span, text in ((edit.before, before), (edit.after, after)):
            assert span is None or text[span.start : span.end] == span.text
        assert (edit.before is None) == (edit.kind in ("added", "marked"))
        assert (edit.after is None) == (edit.kind in ("removed", "unmarked"))
    assert list(edited(version(before), version(before))) == []


@pytest.mark.parametrize("text", ["“we will go there " * 500, "“a b c” " * 1000, "“one two three four” said. " * 500])
def test_hostile_articles_take_no_longer_than_their_length(text):
    with within(4):
        revised(version(text), version(text.replace("we", "they").replace("one", "two").replace("a b", "b a")))


def run(*args: str) -> int:
    return cli.main([*args], engine=SMALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    return tmp_path


def write(words: str) -> None:
    Path("news/ledger.txt").write_text(f"Ferry. Brenn said “{words}”.", encoding="utf-8")


def test_trace_shows_a_quotation_that_was_edited_silently(folder, capsys):
    write("We will not sell the ferry this year")
    assert run("trace", "news", "--format", "json") == 0
    assert "revisions" not in json.loads(capsys.readouterr().out)
    write("We will sell the ferry this year")
    for _ in range(2):  # the same however often it is read
        assert run("trace", "news", "--format", "json") == 0
        (found,) = json.loads(capsys.readouterr().out)["revisions"]
        assert (found["article"], found["earlier"], found["announced"]) == ("ledger", "ledger", False)
        (edit,) = found["edits"]
        assert edit["before"]["text"] == "We will not sell the ferry this year"
        assert edit["after"]["text"] == "We will sell the ferry this year"
        assert (edit["changes"], edit["meaning"], edit["speaker"]["name"]) == (["silent_cut"], True, "Brenn")
        assert found["seen"] <= found["at"]


def test_the_text_and_the_page_show_it_too(folder, capsys):
    write("We will not sell <b>the ferry</b> this year")
    run("trace", "news")
    write("We will sell <b>the ferry</b> this year")
    capsys.readouterr()
    assert run("trace", "news") == 0
    text = capsys.readouterr().out
    assert re.search(r"EDITED SINCE\n\n  ledger: edited (between .* UTC and|within the minute of) 20", text)
    assert "the article does not say so" in " ".join(text.split()), "the words before it may be longer"
    assert "Brenn, words cut without a mark; the meaning may differ:" in text
    assert "before  “We will not sell <b>the ferry</b> this year”" in text
    assert "now     “We will sell <b>the ferry</b> this year”" in text
    assert run("trace", "news", "--format", "html") == 0
    page = capsys.readouterr().out
    assert "<del>“We will not sell &lt;b&gt;the ferry&lt;/b&gt; this year”</del>" in page


def test_a_store_keeps_every_version_and_when_it_was_first_read(folder, capsys):
    for words in ("one two three", "one two four", "one two three"):
        write(words)
        run("trace", "news")
    run("trace", "news")
    with Store.open("quoth.db", write=False) as store:
        found = versions(store, "ledger")
        assert [v.read.article.text.partition("“")[2] for v in found] == [
            "one two three”.",
            "one two four”.",
            "one two three”.",
        ]
        assert [v.number for v in found] == [1, 2, 3]
        assert revised_articles(store) == {"ledger"}
        assert [[e.kind for e in r.edits] for r in edits(store, ["ledger", "none"])] == [["changed"], ["changed"]]
        assert versions(store, "none") == ()


def test_a_damaged_version_is_left_out_and_said_to_be(folder, capsys):
    for words in ("one two three", "one two four"):
        write(words)
        run("trace", "news")
    with Store.open("quoth.db") as store:
        store.connection.execute("UPDATE revisions SET text = 'x' WHERE number = 1")
    with Store.open("quoth.db", write=False) as store:
        assert isinstance(versions(store, "ledger")[0].read, Problem)
        (problem,) = edits(store, ["ledger"])
        assert problem == Problem("quoth.db: ledger", "its revision 1 is damaged: what was edited then cannot be told")
    capsys.readouterr()
    run("trace", "news", "--format", "json")
    assert problem.to_dict() in json.loads(capsys.readouterr().out)["problems"]


def test_what_is_shown_is_data_for_programs():
    found = revised(version(FERRY), version(FERRY.replace("not ", "")), seen="2026-11-21T10:00:00+00:00")
    assert set(found.to_dict()) == {"article", "earlier", "seen", "at", "announced", "edits"}
    assert isinstance(found.edits[0], Edit)
    assert set(found.edits[0].to_dict()) == {"kind", "before", "after", "speaker", "changes", "meaning", "because"}
