"""Transcripts read as they are found: who says what, and nothing that nobody said."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace import in_proportion, within
from quoth.records.reading import read, turns
from quoth.records.record import Record, composed, heard
from quoth.types import Problem
from test_html_mail import docx, message, pdf, run


def table(record: Record) -> str:
    """The turns of a record, a line each."""
    return "\n".join(f"{turn.speaker}: {record.text[turn.start : turn.end]}" for turn in record.turns)


def record_of(text: str, path: str = "r.txt") -> Record:
    return composed("r", path, turns(text, path))


def test_names_before_the_words():
    """What runs on without a name goes on with the same person; a heading before the first is nobody's."""
    text = """
    The ferry inquiry, day two

    MR. OSKELL: Good morning. We sit until noon.
    It is warm in here.
    THE WITNESS: I was on deck.
    MR. OSKELL: At six?
    """
    assert table(record_of(text)) == (
        "None: The ferry inquiry, day two\n"
        "MR. OSKELL: Good morning. We sit until noon. It is warm in here.\n"
        "THE WITNESS: I was on deck.\n"
        "MR. OSKELL: At six?"
    )


def test_names_that_are_not_in_capitals_count_when_they_come_twice():
    """“Our position” comes once and is a sentence’s beginning; Ilse Brandt comes twice and is a speaker."""
    text = (
        "Ilse Brandt: We stay.\nOur Position: we stay.\nOda Renn, Chair: No.\nIlse Brandt: Yes.\nOda Renn, Chair: Well."
    )
    assert table(record_of(text)) == (
        "Ilse Brandt: We stay. Our Position: we stay.\nOda Renn, Chair: No.\nIlse Brandt: Yes.\nOda Renn, Chair: Well."
    )


def test_a_full_name_in_small_letters_counts_once_where_people_speak_in_turns():
    """Somebody who asks one question; a heading is made of words that news has."""
    text = (
        "Ilse Brandt: We stay.\nTomas Rieke: No.\nIlse Brandt: Yes.\nNext Steps: we vote.\nOda Renn: Well.\nSo it is."
    )
    assert table(record_of(text)) == (
        "Ilse Brandt: We stay.\nTomas Rieke: No.\nIlse Brandt: Yes. Next Steps: we vote.\nOda Renn: Well. So it is."
    )
    statement = "We stay.\nOda Renn: she is right.\nIt is late.\nSo it is.\nMR. BRANDT: No.\nNobody asked."
    assert "Oda Renn: she" in table(record_of(statement))


@pytest.mark.parametrize("text", ['[{"speaker": "A", "text": "We wait."}, {"spea', '{"duration": 4}', "[1, 2]"])
def test_json_that_breaks_off_or_has_no_words_is_no_statement_of_brackets(tmp_path: Path, text: str) -> None:
    (tmp_path / "talk.json").write_text(text)
    [problem] = read([tmp_path / "talk.json"])
    assert isinstance(problem, Problem) and problem.message.startswith("expected a transcript in JSON")


def test_a_folder_without_records_and_an_address_are_spoken_of_as_records(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"")
    empty, address = read([tmp_path, "https://hall.example/briefing"])
    assert isinstance(empty, Problem) and isinstance(address, Problem)
    assert empty.message == "expected records: the folder has none: 1 file is no article (.png 1)"
    assert address.message == "a record is read from a file: save what stands there, and name that file"


def test_questions_with_a_single_letter():
    text = "MS. HALE:  I have nothing new.\n\nQ\xa0\xa0 Will it open?\n\nMS. HALE:  It will.\n\nQ    When?"
    assert table(record_of(text)) == ("MS. HALE: I have nothing new.\nQ: Will it open?\nMS. HALE: It will.\nQ: When?")


def test_the_record_of_a_parliament_and_of_a_committee():
    """A name in capitals, or an office, with a full stop behind it; whom somebody addresses is no speaker."""
    text = """
                                 {time}  1415
      Mr. VARGA. Mr. Chairman, we have waited long enough, and I thank you,
    Mr. Chairman. I yield.
      The SPEAKER pro tempore (Ms. Holm of Maine). The gentleman is recognized.
    [[Page H212]]
      Ms. BRENN of New Maine. Mr. Varga, you are wrong.
      The Acting CHAIR. Order.
      Ms. McHALE [presiding]. It is late.
    """
    assert table(record_of(text)) == (
        "Mr. VARGA: Mr. Chairman, we have waited long enough, and I thank you, Mr. Chairman. I yield.\n"
        "The SPEAKER pro tempore: The gentleman is recognized.\n"
        "Ms. BRENN: Mr. Varga, you are wrong.\n"
        "The Acting CHAIR: Order.\n"
        "Ms. McHALE: It is late."
    )


def test_names_with_a_full_stop_that_are_not_in_capitals_begin_where_a_sentence_ended():
    """Twice, and not where a line was broken in a sentence that ends with somebody's name."""
    text = (
        "The Chairman. Good morning.\nMr. Varga. Thank you. I came with\nMr. Varga. He is my brother.\n"
        "The Chairman. Go on.\nMr. Varga. I will.\nSenator Holm. Will you?\nMr. Chairman. So he said.\n"
    )
    assert table(record_of(text)) == (
        "The Chairman: Good morning.\nMr. Varga: Thank you. I came with Mr. Varga. He is my brother.\n"
        "The Chairman: Go on.\nMr. Varga: I will. Senator Holm. Will you? Mr. Chairman. So he said."
    )


def test_the_end_of_a_briefing_is_nobody_s_words():
    assert (
        table(record_of("MS. HALE:  It will.\n\nQ    When?\n\n      END    1:20 P.M. EST\n"))
        == "MS. HALE: It will.\nQ: When?"
    )


@pytest.mark.parametrize(
    "text",
    ["[Ilse Brandt] 10:02:11\nWe stay.\n\n[Oda Renn] 10:02:31\nNo.",
     "Ilse Brandt  0:03  \nWe stay.\n\nOda Renn  0:11\nNo."],
)  # fmt: skip
def test_meetings_as_programs_write_them_down(text: str):
    assert table(record_of(text)) == "Ilse Brandt: We stay.\nOda Renn: No."


def test_an_official_report():
    """As Hansard prints it: seats and parties, titles, question numbers, columns, times, and a dash for the colon."""
    text = """
Column 412
2.30 pm
1. Greta Moss (Low Marsh) (Ind): What is the height of the dyke?
The Minister of Works (Aldo Finch): Four metres. [Interruption.]
Mr SPEAKER—Order!
T2. [904311] Greta Moss (Low Marsh) (Ind): And in the north?
"""
    assert table(record_of(text)) == (
        "Greta Moss: What is the height of the dyke?\n"
        "The Minister of Works: Four metres. [Interruption.]\n"
        "Mr SPEAKER: Order!\n"
        "Greta Moss: And in the north?"
    )


def test_a_name_with_a_time_on_a_line_of_its_own():
    text = "Speaker 1 (00:12):\nWe begin.\n\nSpeaker 2 (00:19):\nDo we?\n\nSpeaker 1 (01:02:33):\nWe do."
    assert table(record_of(text)) == "Speaker 1: We begin.\nSpeaker 2: Do we?\nSpeaker 1: We do."


def test_a_prepared_statement_has_one_turn_of_nobody_named():
    text = "Statement on the dyke\n\nThe dyke holds. There is one aim: that it goes on to hold.\n"
    assert table(record_of(text)) == (
        "None: Statement on the dyke The dyke holds. There is one aim: that it goes on to hold."
    )


def test_a_table_without_names_of_columns():
    """Line, speaker, text, a flag: the longest column is the words, quotation marks in it are only marks."""
    text = (
        '1\tHALE\tThe ferry "Anna" sails.\t0\n2\tHALE\tIt sails tonight.\t0\n'
        "3\tOSKELL\tDoes it?\t0\n4\tHALE\tYes, it does.\t1\n"
    )
    assert table(record_of(text)) == (
        'HALE: The ferry "Anna" sails. It sails tonight.\nOSKELL: Does it?\nHALE: Yes, it does.'
    )


def test_the_beginning_of_a_sentence_is_no_speaker():
    """As tables have it that were made of lines cut at their first colon, again in each row that was cut from one."""
    text = (
        "line\tspeaker\ttext\n1\tHALE\tGood evening.\n2\tSo, neighbours, let us agree on this\tThe dyke holds.\n"
        "3\tSo, neighbours, let us agree on this\tIt held.\n4\tOSKELL\tDoes it?\n5\tHALE\tYes.\n"
        "6\tVOICE from the back of the room\tLouder, please.\n"
    )
    assert table(record_of(text)) == (
        "HALE: Good evening. So, neighbours, let us agree on this: The dyke holds. It held.\nOSKELL: Does it?\n"
        "HALE: Yes.\nVOICE from the back of the room: Louder, please."
    )


def test_a_table_with_names_of_columns():
    text = 'time,Speaker,Text\n1,Hale,"The ferry sails, or so I hear."\n2,Oskell,When?\n'
    assert table(record_of(text, "r.csv")) == "Hale: The ferry sails, or so I hear.\nOskell: When?"


def test_a_page_with_its_body_as_a_bytes_literal():
    """The escapes are read, the tags, scripts and line ends of the source are not words."""
    page = (
        "<h1>Briefing on the dyke</h1>\n"
        r"b'<div><p>\n\t10:02 A.M.<br/>\n\tMR. FINCH: \xc2\xa0It\xe2\x80\x99s safe.</p><script>alert(1)</script>"
        r"<p>\n\tQ \xc2\xa0 Is it\n the dyke\'s doing?<br/>\n\tMR. FINCH: Yes &amp; no.</p></div>'"
    )
    assert table(record_of(page)) == (
        "None: Briefing on the dyke\nMR. FINCH: It’s safe.\nQ: Is it the dyke's doing?\nMR. FINCH: Yes & no."
    )


def test_subtitles_that_roll_up_are_read_once():
    text = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ilse Brandt>We had no <i>warning</i>

00:00:03.000 --> 00:00:05.000
<v Ilse Brandt>We had no <i>warning</i>
<v Ilse Brandt>of the flood

00:00:05.000 --> 00:00:06.000
>> Nobody had.
"""
    assert table(record_of(text)) == "Ilse Brandt: We had no warning of the flood\nvoice 1: Nobody had."


def test_captions_that_a_machine_made_say_each_word_once():
    """Each line twice, once with a time for every word, in cues of which one lasts a hundredth of a second."""
    text = (
        "WEBVTT\nKind: captions\n\n00:00:00.160 --> 00:00:02.870 align:start\n \nwe<00:00:00.320><c> have</c>"
        "<00:00:00.480><c> waited</c>\n\n00:00:02.870 --> 00:00:02.880 align:start\nwe have waited\n \n\n"
        "00:00:02.880 --> 00:00:05.110\nwe have waited\nfor<00:00:03.040><c> the</c><00:00:03.200><c> quay</c>\n\n"
        "00:00:05.110 --> 00:00:05.120\nfor the quay\n \n\n00:00:05.120 --> 00:00:07.030\nfor the quay\n"
        "for<00:00:05.300><c> years</c>\n"
    )
    assert record_of(text, "a.vtt").text == "we have waited for the quay for years"


def test_srt_with_numbers_and_names():
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nHALE: We sail\n\n2\n00:00:03,000 --> 00:00:04,000\ntonight.\n\n"
        "3\n00:00:05,000 --> 00:00:06,500\nOSKELL: In this wind?\n"
    )
    assert table(record_of(text)) == "HALE: We sail tonight.\nOSKELL: In this wind?"


@pytest.mark.parametrize(
    "stage", ["[ applause ]", "(LAUGHTER)", "[inaudible]", "(through ?)", "(ph)", "[Begin video clip]"]
)
def test_stage_directions_are_no_words(stage):
    record = composed("r", "r", [("HALE", f"We sail {stage} tonight.")])
    assert [w.t for w in heard(record)] == ["We", "sail", "tonight"]


def test_brackets_with_words_that_were_said_are_words():
    record = composed("r", "r", [("HALE", "We sail (and I hope in good order) tonight.")])
    assert len(heard(record)) == 9


@pytest.mark.parametrize(
    "text",
    ['{"text": "We stay. No.", "segments": [{"id": 0, "text": " We stay.", "speaker": "Ilse"},'
     ' {"text": "No.", "speaker": "Oda"}]}',
     '{"words": [{"text": "We", "speaker": "Ilse"}, {"text": "stay.", "speaker": "Ilse"},'
     ' {"text": "No.", "speaker": "Oda"}], "utterances":'
     ' [{"speaker": "Ilse", "text": "We stay."}, {"speaker": "Oda", "text": "No."}]}',
     '[{"transcript": "We stay.", "speaker": {"name": "Ilse"}}, {"transcript": "No.", "speaker": {"name": "Oda"}}]',
     '{"speaker": "Ilse", "text": "We stay."}\n{"speaker": "Oda", "text": "No."}\n'],
    ids=["segments", "words and utterances", "a list", "lines"],
)  # fmt: skip
def test_transcripts_as_json(text: str):
    assert table(record_of(text)) == "Ilse: We stay.\nOda: No."


@pytest.mark.parametrize("text", ['{"a": 1}', "[" * 9_999, '{"text": "We stay."', "[1, 2]", "[ applause ] We stay."])
def test_what_begins_like_json_and_is_no_transcript_is_a_text(text: str):
    assert record_of(text).text == " ".join(text.split())


HEARING = (
    "The CHAIRMAN. Good morning. We have waited long enough for the quay, and for the wall that stands in the water.",
    "Ms. BRENN [presiding]. I regret it.",
    "Mr. LUND of Oslo. The line was not asked in time.",
)
TURNS = (
    "The CHAIRMAN: Good morning. We have waited long enough for the quay, and for the wall that stands in the water.\n"
    "Ms. BRENN: I regret it.\nMr. LUND: The line was not asked in time."
)


@pytest.mark.parametrize("kind", ["docx", "rtf", "pdf"])
def test_a_transcript_in_a_document(tmp_path: Path, kind: str):
    pytest.importorskip("mammoth")
    pytest.importorskip("pypdfium2")
    made = {
        "docx": docx("".join(f"<w:p>{run(line)}</w:p>" for line in HEARING)),
        "rtf": ("{\\rtf1 " + "\\par ".join(HEARING) + "}").encode(),
        "pdf": pdf([line.replace("wall ", "wall) Tj 0 -14 Td (") for line in HEARING]),
    }
    (tmp_path / f"hearing.{kind}").write_bytes(made[kind])
    [record] = read([tmp_path])
    assert isinstance(record, Record)
    assert (record.id, table(record)) == ("hearing", TURNS)


def test_a_statement_that_is_attached_to_a_mail(tmp_path: Path):
    mail = message("See attached.")
    mail.add_attachment("We regret that the quay stays shut, said the office.", filename="statement.txt")
    (tmp_path / "release.eml").write_bytes(mail.as_bytes())
    cover, statement = read([tmp_path])
    assert isinstance(cover, Record) and isinstance(statement, Record)
    assert (cover.text, statement.id) == ("See attached.", "release#statement.txt")
    assert statement.text == "We regret that the quay stays shut, said the office."


def test_files_that_are_no_records_are_problems(tmp_path: Path):
    (tmp_path / "a.txt").write_text("HALE: We sail.")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.txt").write_text("  \n ")
    found = list(read([tmp_path, tmp_path / "gone.txt"]))
    assert [type(one) for one in found] == [Record, Problem, Problem, Problem]


def test_two_records_of_one_name_are_told_apart(tmp_path: Path):
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "day.txt").write_text("HALE: We sail.")
    names = [one.id for one in read([tmp_path]) if isinstance(one, Record)]
    assert len(set(names)) == 2
    assert all(name.startswith("day~") for name in names)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["HALE: ", "Q  ", "\n", "a word ", "<p>", "-->", "\t", "[1] ", "("])).map("".join)
)
def test_whatever_is_read_the_turns_cover_the_text(text: str):
    """Turns stand in order, one space between two of them, and hold all of the text."""
    record = record_of(text)
    assert " ".join(record.text[t.start : t.end] for t in record.turns) == record.text
    assert record.text == " ".join(record.text.split())
    words = heard(record)
    assert all(record.text[w.start : w.end] == w.t for w in words if "-" not in w.t and " " not in w.t)


@pytest.mark.parametrize("piece", ["<", "<p ", "b'\\x", "(", "[a", "A ", "A: ", "00:00 ", "1\n", "\t", "<script>"])
def test_hostile_records_are_read_in_linear_time(piece):
    """Twenty times the text may take at most some forty times the time, whatever is repeated."""
    small, large = (partial(lambda text: heard(record_of(text)), piece * n) for n in (1_000, 20_000))
    in_proportion(small, large, 60, spare=0.05, least=0.002)


def test_one_long_line_of_a_table_and_a_page_of_blank_lines_are_soon_over():
    """The widest row does not cost every other one its width; a blank line is looked at once."""
    with within(1):
        list(turns("a\tb\n" * 20 + "z\t" * 50_000 + "\n" + "x\ty\n" * 2_000))
    with within(0.3):
        list(turns("<p>" + "\n" * 20_000 + "x"))
