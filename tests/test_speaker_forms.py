"""The forms in which news copy names who speaks, one invented example each: the name that must come out."""

from __future__ import annotations

import pytest

from marked import marked
from quoth.attributions import speaker
from quoth.attributions.names import read_cast
from quoth.attributions.speaker.issuers import issues_of
from quoth.types import Mention, MentionKind

NAMES: dict[str, MentionKind] = {
    "Ada Quill": "person",
    "Tom Quill": "person",
    "Quill": "person",
    "Ida Moss": "person",
    "Moss": "person",
    "Orlo Vant": "person",
    "Tisp Orlo": "person",
    "Ada May": "person",
    "Bruno Fenwick": "person",
    "Fenwick": "person",
    "Harbour Fund": "organization",
    "Bellport Bank": "organization",
    "Ember House": "organization",
    "Velmont Post": "organization",
    "Ember Radio": "organization",
    "Harbour Party": "organization",
    "Harbour Committee": "organization",
    "Velmonters": "organization",
    "Ostrovia": "location",
}


def said(source: str) -> str:
    """The speakers of a marked article, one a line: type and name, or the reason why none is given."""
    article, attributions = marked(source)
    mentions: list[Mention] = []
    for name in sorted(NAMES, key=len, reverse=True):
        at = article.text.find(name)
        while at >= 0:
            if not any(m.start < at + len(name) and at < m.end for m in mentions):
                mentions.append(Mention(at, at + len(name), NAMES[name]))
            at = article.text.find(name, at + 1)
    found = speaker.resolve(article, attributions, sorted(mentions, key=lambda m: m.start))
    return "\n".join(f"{a.speaker.type} {a.speaker.name}".strip() if a.speaker else f"? {a.reason}" for a in found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # an office of several words without an article
        ("[source Bellport Bank chief of staff Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source Fenwick’s director of communications Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source Counsel to the President Ada Quill] [cue wrote], [content “No.”]", "person Ada Quill"),
        ("[source Ambassador to Ostrovia Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source Vice-Chair at Bellport Bank Ada Quill] [cue said] [content no].", "person Ada Quill"),
        # a verb in -s behind a name is no noun; "himself" is none either
        ("[source Ada Quill] heads west and [cue asked for] [content rain].", "person Ada Quill"),
        ("President Ada Quill left. [source The president herself] [cue denied] [content it].", "person Ada Quill"),
        # a surname that is a month
        ("Ada May left.\n\n[source May] gamely [cue said] [content no].", "person Ada May"),
        # several of them, each with an office
        ("[source Secretary of Tides Ada Quill and Ports Minister Ida Moss] [cue said] [content no].",
         "person Ada Quill and Ida Moss"),
        ("[source Mayor Ada Quill and Secretary of Tides Ida Moss] [cue said] [content no].",
         "person Ada Quill and Ida Moss"),
        ("[source A friend of young Ada Quill] [cue said] [content no].", "unnamed A friend of young Ada Quill"),
        ("[source Lawyer for singer Ada Quill] [cue said] [content no].", "unnamed Lawyer for singer Ada Quill"),
        # a description before the name, in apposition to another
        ("[source One man who agreed to be named, former tide bureau coordinator Ada Quill,] [cue said] [content no].",
         "person Ada Quill"),
        ("[source Fenwick’s grandnephew, state Sen. Ada Quill,] [cue said] [content no].", "person Ada Quill"),
        ("[source The port’s other union, the Harbour Fund,] [cue said] [content no].", "organization Harbour Fund"),
        # members of somebody’s team are some of them
        ("[source 28 members of the women’s rowing team] [cue sued] [content the port].",
         "group 28 members of the women’s rowing team"),
        # the subject of the clause that opens the sentence
        ("Fenwick came. Fenwick ran. Fenwick won. Tom Quill lost.\n\n[source Bruno Fenwick] [cue says] [content so]. "
         "When Quill left, [source2 he] [cue2 said] [content2 no].", "person Bruno Fenwick\nperson Tom Quill"),
        # a panel is a committee
        ("The Harbour Committee met. [source The panel] [cue urged] [content it].", "organization Harbour Committee"),
        # a name that has an article before it only says which memo
        ("Bruno Fenwick came. Tom Quill left. It blew.\n\nFenwick had it right. The Quill memo came and [source he] "
         "[cue said] [content no].", "? “he” could be Tom Quill or Bruno Fenwick"),
        # who speaks in a turn would say "I"
        # … also where words in quotation marks stand in the turn
        ("Ada Quill ran the port.\n\n[source Tisp Orlo][cue :] [content I met “a sea of” fog, and then [source2 she] "
         "[cue2 said] [content2 no]. I left.]", "person Tisp Orlo\nperson Ada Quill"),
        # "he" in a turn is not whose turn it is, also where that was found in pieces
        ("Bruno Fenwick ran the port.\n\n[source Tisp Orlo][cue :] [content It rained.] Then [source2 he] [cue2 said] "
         "[content2 no].", "person Tisp Orlo\nperson Bruno Fenwick"),
        ("Ada Quill ran the port.\n\n[source Tisp Orlo][cue :] [content Well, [source2 she] [cue2 says] [content2 that"
         " it rained]. I asked her.]", "person Tisp Orlo\nperson Ada Quill"),
        # … and whoever asks in another turn is no "they" or "it"
        ("The quay shut.\n\n[source Ember Radio][cue :] [content What did it say?]\n\n[source2 Tisp Orlo][cue2 :] "
         "[content2 [source3 They] [cue3 said] [content3 that it rained]. [source4 It] [cue4 showed] [content4 no].]",
         "organization Ember Radio\nperson Tisp Orlo\n? nobody before “They” fits it\nunknown"),
        # whoever asks does not answer
        ("[source The guards] [cue said] [content no]. It blew. When farmers asked, [source2 they] [cue2 said] "
         "[content2 yes].", "group The guards\ngroup The guards"),
        # words before others that only open a sentence, and two of whom neither did it
        ("[source Almost every guest] [cue said] [content no].", "unnamed Almost every guest"),
        ("[source Multiple guests] [cue said] [content no].", "group Multiple guests"),
        ("Ada Quill and Ida Moss met. [source Neither] [cue said] [content so]. [source2 The two women] [cue2 said] "
         "[content2 no].", "unnamed Neither\nperson Ada Quill and Ida Moss"),
        # callings away from politics; what nobody is called who was only just named
        ("Ada Quill, a pediatrician, ate. Ida Moss left. [source The pediatrician] [cue said] [content no].",
         "person Ada Quill"),
        ("[source Co-author and pediatrician Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("The astronomers came. At first, [source they] [cue thought] [content no].", "group The astronomers"),
        ("Bruno Fenwick spoke of the raid, in which [source the suspected gunman] [cue said] [content no].",
         "unnamed the suspected gunman"),
        # some of a people, and people who do something to somebody
        ("[source Some Velmonters] [cue said] [content no].", "group Some Velmonters"),
        ("[source Many farmers pushing Quill] [cue said] [content no].", "group Many farmers pushing Quill"),
        # whose words they are, without the ending that says so; a name keeps its own
        ("[source The guest’s] [cue answer was] [content no].", "unnamed The guest"),
        ("[source Her family's] [cue statement reads] [content no].", "group Her family"),
        ("[source Friends of Fenwick’s] [cue said] [content no].", "group Friends of Fenwick’s"),
        # the adviser goes on, not whom he advises
        ("[source An adviser to Mr. Fenwick] [cue said] [content no]. [source2 He] [cue2 said] [content2 it rained].",
         "unnamed An adviser to Mr. Fenwick\nunnamed An adviser to Mr. Fenwick"),
        # nobody tells it to himself
        ("Mr. Fenwick met Bruno Moss. Moss left. It rained. [source He] [cue told] Moss [content it was late].",
         "person Fenwick"),
        # people somewhere, and somebody with a description behind a comma, who
        ("Fenwick angered traders around the world, [source who] [cue said] [content it rained].", "group traders"),
        ("It angered Ada Quill, a Fenwick ally, [source who] [cue said] [content it rained].", "person Ada Quill"),
        # a verb that closes the clause of a "who", and one behind words that were said by somebody to its subject
        ("The harbour officer [source2 who] [cue2 told of] [content2 it], and in so doing made a stir, [cue denied] "
         "[content it].", "unnamed The harbour officer\nunnamed The harbour officer"),
        ("Ada Quill was [cue2 ordered] by [source2 Bellport Bank] [content2 to leave], but refused, [cue citing] "
         "[content rain].", "person Ada Quill\norganization Bellport Bank"),
        # one of two who are a subject together is no "he" by himself
        ("Bruno Fenwick came. Tom Quill (H) and Ida Moss wrote for Fenwick, and [source he] [cue said] [content so].",
         "person Bruno Fenwick"),
        # of two whom a pronoun may as well mean, who spoke last; before that, with whom a clause of its sentence begins
        ("Bruno Fenwick came. Tom Quill led. Quill won. Quill rose. Quill sat.\n\nShould Quill win, [content2 it would "
         "rain], [source2 Fenwick] [cue2 said].\n\n[content “If it rains, I am off,”] [source he] [cue said].",
         "person Bruno Fenwick\nperson Bruno Fenwick"),
        ("Bruno Fenwick met Tom Quill. [source2 Fenwick] [cue2 said] [content2 no]. Mr. Quill was no Moss, but "
         "[source he] [cue said] [content so].", "person Tom Quill\nperson Bruno Fenwick"),
        # "who" behind a body or a place is whoever is of it
        ("Ada Quill, now a fellow at the old Ember House, [source who] [cue said] [content no].",
         "person Ada Quill"),
        ("It was Sheriff Ada Quill of Ember County, Ostrovia, [source who] [cue said] [content no].",
         "person Ada Quill"),
        ("It amazed officials at the Ember House, [source who] [cue said] [content no].", "group officials"),
        ("Ada Quill, governor of Ostrovia, ate. The governor of Ostrovia, [source who] [cue said] [content no], left.",
         "person Ada Quill"),
        ("It shut, according to Ember Radio, [source who] [cue said] [content no].", "organization Ember Radio"),
        # … and behind words between dashes, of two where the verb is of several; not whoever owns something before
        ("It came from idle farmers — too late for rain — [source who] [cue refuse] [content it].",
         "group idle farmers"),
        ("It pleased Ada Quill and Ida Moss, [source who] [cue want] [content rain].", "person Ada Quill and Ida Moss"),
        ("It pleased Ada Quill and Ida Moss, [source who] [cue wanted] [content rain].", "person Ida Moss"),
        ("Ada Quill’s plan met the trade community [source who] [cue fear] [content it].",
         "? the words before “who” name nobody"),
        # "they" are the subject of the clause that opens their sentence, and not "whom"
        ("As the harbour guards looked for the seat that Ember House had, [source they] [cue found] [content it].",
         "group the harbour guards"),
        ("Many farmers dislike the guests, whom [source they] [cue blame for] [content it].", "group Many farmers"),
        # people who are a subject behind what a body said; a body that is only named for what it told is not they
        ("[source2 Bellport Bank] [cue2 said] [content2 no]. U.O. farmers left. [source They] [cue said] [content no].",
         "group U.O. farmers\norganization Bellport Bank"),
        ("[source2 Bellport Bank] [cue2 said] [content2 that farmers left]. [source They] [cue said] [content no].",
         "organization Bellport Bank\norganization Bellport Bank"),
        ("Old farmers [content2 left], [cue2 according to] [source2 Quill’s campaign]. [source They] [cue said] "
         "[content no].", "group Old farmers\norganization Quill’s campaign"),
        ("[source2 You] [cue2 blame] [content2 rain]. [source They] [cue said] [content no].",
         "? nobody before “They” fits it\ngroup You"),
        ("It blew. [content2 Farmers are in], [cue2 said] [source2 the tide minority leader]. [source They] [cue said] "
         "[content no].", "group Farmers\nunnamed the tide minority leader"),
        # … whom somebody is doing something to, not "the leading farmers"
        ("Ember House was pushing farmers when [source they] [cue said] [content no].", "group farmers"),
        ("Guards surprised farmers when [source they] [cue said] [content no].", "group farmers"),
        ("It met the leading farmers when [source they] [cue said] [content no].", "group the leading farmers"),
        # two people with an office each, a party in brackets between them
        ("House Leader Ada Quill (H-Velmont) and Minority Leader Ida Moss left. [source They] [cue said] [content no].",
         "person Ada Quill and Ida Moss"),
        # a body to which something was done is not they
        ("Two families called Bellport Bank. [source They] [cue said] [content it was shut].", "group Two families"),
        # … nor one that did something with another
        ("Bellport Bank and the Ostrovian government met. [source They] [cue said] [content no].",
         "? “they” could be more than Bellport Bank"),
        # an outlet tells of people who are "they"
        ("[source Ember Radio] [cue reported] [content that it rained], as angry farmers told Fenwick. "
         "[source2 They] [cue2 said] [content2 it was late].", "organization Ember Radio\ngroup angry farmers"),
        ("Pope Fenwick came. [source The pontiff] [cue said] [content it rained].", "person Fenwick"),
        # titles and apposition
        ("[source Commissioner Ada Quill, who chairs the panel,] [cue said] [content no].", "person Ada Quill"),
        ("[content “No,”] [source Ada Quill, a doctor,] [cue said].", "person Ada Quill"),
        ("[source Trade and industry commissioner Ada Quill] [cue said] [content no].", "person Ada Quill"),
        ("[source Ada Quill (H) and a clutch of others] [cue said] [content no].",
         "group Ada Quill (H) and a clutch of others"),
        ("Ada Quill and Ida Moss came. [source Quill, Moss and other harbour leaders] [cue said] [content no].",
         "group Quill, Moss and other harbour leaders"),
        # whose writing it is together; a lawyer is somebody else
        ("Ada Quill, Ida Moss and Bruno Fenwick left. [source Quill, Moss, and Fenwick’s letter] [cue says] "
         "[content no].",
         "person Ada Quill and Ida Moss and Bruno Fenwick"),
        ("Ada Quill and Ida Moss came. [source Quill and Moss’s lawyer] [cue said] [content no].",
         "group Quill and Moss’s lawyer"),
        ("[source The family, protesters and leaders] [cue said] [content no].",
         "group The family, protesters and leaders"),
        ("[source the experts she asked] [cue said] [content no].", "group the experts she asked"),
        ("[source 38%] [cue said] [content it rained].", "group 38%"),
        ("[source Bellport Bank this month] [cue said] [content no].", "organization Bellport Bank"),
        ("[source The] Quill campaign [cue said] [content no]. Ada Quill left.", "organization Quill campaign"),
        ("[source a report by] Bellport Bank [cue said] [content no].", "organization Bellport Bank"),
        # bodies
        ("[source The Velmont Post] [cue reported] [content that it rained].", "organization Velmont Post"),
        ("[source The county] [cue said] [content no]. It rained.", "unnamed The county"),
        ("Ada Quill ran. [source Her campaign] [cue said] [content no].", "unnamed Her campaign"),
        ("The Quill campaign spent, and Ada Quill ran. [source Her campaign] [cue said] [content no].",
         "organization Quill campaign"),
        ("The Velmont Post asked Ember Radio. [source The paper] [cue said] [content no].",
         "organization Velmont Post"),
        ("The World Harbour Organization (WHO) met. [source WHO] [cue said] [content no].",
         "organization World Harbour Organization"),
        # documents and polls
        ("[source A Bellport Bank poll] [cue found] [content rain]. [source2 The poll] [cue2 showed] [content2 a tie].",
         "organization Bellport Bank\norganization Bellport Bank"),
        ("A report by the Ember House came. [source The study] [cue says] [content no].", "organization Ember House"),
        ("The authors of the report include the Ember House and the Harbour Fund. [source The report] [cue says]"
         " [content no].", "organization Ember House and Harbour Fund"),
        ("A report by the Ember House came. A report came later. [source The report] [cue says] [content no].",
         "unknown"),
        ("A book by the historian Ada Quill, [source which] [cue reported] [content that it rained].",
         "person Ada Quill"),
        ("[source exit polls] [cue said] [content a tie].", "unknown"),
        # the nominee, the senator, who
        ("Ada Quill spoke in Ostrovia. [source The Harbour Party nominee] [cue said] [content no].",
         "person Ada Quill"),
        ("Ada Quill met a lawyer [source who] [cue said] [content no].", "unnamed a lawyer"),
        ("Ada Quill is a lawyer [source who] [cue said] [content no].", "person Ada Quill"),
        ("Ada Quill, the mayor, [source who] [cue said] [content no].", "person Ada Quill"),
    ],
)  # fmt: skip
def test_the_form(source: str, expected: str) -> None:
    assert said(source) == expected


def test_a_surname_called_he_is_not_the_wife_who_alone_is_named_in_full() -> None:
    """Only Ada is named in full; three times a pronoun says that the other Quill is a man."""
    text = (
        "Quill said he would go. Quill added that he was tired. It rained.\n\n"
        "First lady Ada Quill waited.\n\n[source Quill] [cue said] [content no]."
    )
    assert said(text) == "person Quill"


@pytest.mark.parametrize(
    ("introduced", "expected"),
    [
        ("Ada Quill, the president’s daughter-in-law, waited.", "person Quill"),
        ("Ada Quill, his wife, waited.", "person Quill"),
        ("Ada Quill, the widow of Tom Moss, waited.", "person Quill"),
        ("Ada Quill, a mother of two, waited.", "person Ada Quill"),
        ("Ada Quill, the president, waited.", "person Ada Quill"),
        ("President Ada Quill, his wife, waited.", "person Ada Quill"),
    ],
)
@pytest.mark.parametrize("before", ["", "President Quill came late. "])
def test_a_relative_is_not_who_holds_the_office(introduced: str, expected: str, before: str) -> None:
    """Nor is the president’s daughter-in-law the president."""
    text = f"{before}{introduced}\n\n[source President Quill] [cue said] [content no]."
    assert said(text) == expected
    if expected == "person Quill":
        later = text.replace("[source President Quill]", "President Quill came. [source The president]")
        assert said(later) == expected


def test_a_relative_who_speaks_may_be_meant_by_the_surname() -> None:
    """Who is only mentioned as a wife is not meant; who speaks as one may be."""
    text = "Tom Quill came.\n\nIt rained.\n\n{} [source3 Quill] [cue3 said] [content3 no]."
    for introduced, expected in (
        ("Ada Quill, his wife, waited.", "person Tom Quill"),
        ("[source Ada Quill], his wife, [cue said] [content yes].", "person Ada Quill"),
    ):
        article, attributions = marked(text.format(introduced))
        speaker_of = speaker.resolve(article, attributions, ())[-1].speaker
        assert str(speaker_of and f"{speaker_of.type} {speaker_of.name}") == expected


def test_a_surname_is_hers_whom_the_pronouns_call_she() -> None:
    assert (
        said("Ada Quill came. Quill said she would go. [source Quill] [cue said] [content no].") == "person Ada Quill"
    )


def test_mrs_tells_two_of_one_surname_apart() -> None:
    text = "Ada Quill met Tom Quill.\n\nIt rained.\n\nIt blew.\n\n[source Mrs. Quill] [cue said] [content no]."
    assert said(text) == "person Ada Quill"


def test_a_pronoun_behind_a_long_quotation() -> None:
    """Moss speaks in the sentence before; how many sentences Moss's quotation has is no distance."""
    text = (
        "Ada Quill spoke first.\n\nBruno Fenwick disagreed. "
        "[content “It rains. It blows. It pours. Nobody goes out,”] [source he] [cue said]."
    )
    assert said(text) == "person Bruno Fenwick"


def test_whoever_a_sentence_brings_in_is_meant_by_the_next() -> None:
    """Two men; the second is new and the subject of the sentence before."""
    text = (
        "Tom Quill spoke in the hall. He said it rained. He said it blew.\n\n"
        "Bellport Bank chairman Bruno Fenwick was asked about it. [source He] [cue said] [content no]."
    )
    assert said(text) == "person Bruno Fenwick"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Orlo Vant left the hall after", "person Orlo Vant"),
        ("Orlo Vant had a point when", "person Orlo Vant"),
        # behind a comma it may as well be somebody named in between
        ("The guests met Orlo Vant in May, when", "? “he” could be Orlo Vant or Tom Quill"),
    ],
)
def test_whom_the_main_clause_is_about(clause: str, expected: str) -> None:
    """Quill is named and speaks all the time, Vant is the subject of the clause that "he" hangs on."""
    text = "[source2 Tom Quill] [cue2 said] [content2 no]. Quill left. Quill came. Quill ate. Quill slept.\n\n"
    assert said(f"{text}{clause} [source he] [cue refused] [content it].") == f"{expected}\nperson Tom Quill"


def test_somebody_unnamed_goes_on_speaking() -> None:
    text = "[source A witness] [cue said] [content it rained]. [source2 He] [cue2 added] [content2 that it blew]."
    assert said(text) == "unnamed A witness\nunnamed A witness"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ada Quill left. [source She]’[cue ll regret] [content it].", "person Ada Quill"),
        ("Ada Quill left. [source She]’[cue d asked] [content why].", "person Ada Quill"),
        ("[source I]'[cue m not saying] [content that].", "author"),
        ("[source2 Several aides] [cue2 said] [content2 no]. [source They]'[cue re adding] [content that it rained].",
         "group Several aides\ngroup Several aides"),
        ("Ada Quill, [source who]’[cue d warned of] [content rain], left.", "person Ada Quill"),
    ],
)  # fmt: skip
def test_a_verb_run_into_a_pronoun_is_none_of_it(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # whom the words name does not say them,
        ("Bruno Fenwick ran against Tom Quill. [source He] [cue said] [content Fenwick had lost].", "person Tom Quill"),
        ("Tom Quill answered Bruno Fenwick. [content But Fenwick], [source he] [cue added], [content was late].",
         "person Tom Quill"),
        # nor does anybody else in the place of the only one who could be meant,
        ("Bruno Fenwick ran. [source He] [cue said] [content Fenwick had lost].",
         "? nobody named before “He” fits it"),
        # but for the name of a body,
        ("Bruno Fenwick ran. [source He] [cue praised] [content the Fenwick campaign].", "person Bruno Fenwick"),
        # and where the pronoun's clause hangs on the words
        ("[content Bruno Fenwick was accused of it], which [source he] [cue denied].", "person Bruno Fenwick"),
    ],
)  # fmt: skip
def test_nobody_calls_himself_by_his_name(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # whom the brackets behind a label named, also later
        ("[source ada.q (Ada Quill, editor)][cue :] [content It rained.]\n\n[source2 ada.q][cue2 :] [content2 It did.]",
         "person Ada Quill\nperson Ada Quill"),
        # the one person of that name
        ("Ada Quill came.\n\n[source quill][cue :] [content It rained.]", "person Ada Quill"),
        # two have it, or nobody: the name that they write under
        ("Ada Quill met Tom Quill.\n\n[source quill][cue :] [content It rained.]\n\nquill: So.\nquill: Yes.",
         "person quill"),
        ("Ada Quill came.\n\n[source harbour_cat][cue :] [content It rained.]\nharbour_cat: So.\nharbour_cat: Yes.",
         "person harbour_cat"),
        # on a line of their own
        ("Ada Quill came.\n\n[source ada quill]\n\n[content It rained.]\n\n[source2 tom moss]\n\n[content2 It did.]",
         "person Ada Quill\nperson tom moss"),
        # what is no label
        ("Ada Quill came.\n\n[source summary][cue :] [content It rained.]", "unknown"),
        ("Ada Quill came.\n\n[source officials][cue :] [content It rained.]", "group officials"),
        ("Ada Quill and [source she][cue :] [content it rained].", "person Ada Quill"),
    ],
)  # fmt: skip
def test_a_label_in_small_letters(source: str, expected: str) -> None:
    assert said(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # people counted, and a side
        ("[source A lot of voters] [cue said] [content no].", "group A lot of voters"),
        ("[source four in ten voters] [cue think] [content it rained].", "group four in ten voters"),
        ("Ada Quill left, and [source much of the press] [cue said] [content so].", "group much of the press"),
        ("[source The left] [cue said] [content no].", "group The left"),
        ("[source A lot of rain] [cue showed] [content no].", "unknown"),
        # those around somebody, kin, and a body of somebody’s
        ("Ada Quill came. [source Quill’s brain trust] [cue believes] [content no].", "group Quill’s brain trust"),
        ("Tom Quill came. [source His mother-in-law] [cue said] [content no].", "unnamed His mother-in-law"),
        ("[source Ostrovia’s state television] [cue said] [content no].",
         "organization Ostrovia’s state television"),
        ("Ada Quill came. [source Quill’s decision] [cue says] [content no].", "person Ada Quill"),
        # whom a study has its figures from did not make it
        ("A study used data from the Ember House. [source The study] [cue says] [content no].", "unknown"),
        ("A study by the Ember House came. [source The data] [cue show] [content rain].", "organization Ember House"),
        ("There were more guests than farmers, and [source they] [cue said] [content so].", "group farmers"),
        ("The former Harbour Fund contractor, [source who] [cue admitted] [content it], left.",
         "unnamed The former Harbour Fund contractor"),
    ],
)  # fmt: skip
def test_people_and_bodies_that_are_not_named(source: str, expected: str) -> None:
    assert said(source) == expected


def test_a_surname_that_is_a_common_word() -> None:
    """“May” is Ada May where the article has her and the network marks it; "May I" is nobody."""
    text = "Ada May came. May left. May I go?"
    cast = read_cast(text, [Mention(0, 7, "person"), Mention(14, 17, "person")])
    assert [(n.start, cast.entities[n.entity or 0].name) for n in cast.namings] == [(0, "Ada May"), (14, "Ada May")]


@pytest.mark.parametrize(
    ("between", "they"),
    [
        # the subject of the sentence or clause before is meant, where a group spoke further back
        ("It rained. It blew. Local activists fought the wall.", "Local activists"),
        ("It rained. It blew. When teachers saw it,", "teachers"),
        ("It rained. It blew. In Ostrovia, farmers caught up with teachers.", "farmers"),
        # not what is no subject; and who spoke in the sentence before goes on
        ("It rained. It blew. A rise came, pushing people away.", "Several aides"),
        ("It rained. It blew. It rained on teachers.", "Several aides"),
        ("It rained. It blew. She saw the act, a law banning foreign students.", "Several aides"),
        ("When teachers saw it,", "Several aides"),
    ],
)
def test_they_are_a_subject_nearer_than_who_spoke(between: str, they: str) -> None:
    text = f"[source2 Several aides] [cue2 said] [content2 no]. {between} [source They] [cue said] [content no]."
    assert said(text) == f"group {they}\ngroup Several aides"


def test_a_questioner_is_not_who_answers() -> None:
    text = "Tom Quill spoke. [source A reporter] [cue asked] [content why]. [source2 He] [cue2 said] [content2 no]."
    assert said(text) == "unnamed A reporter\nperson Tom Quill"


def test_in_somebodys_words_he_is_somebody_else() -> None:
    """Fenwick would say "I"; "he" in his words is Quill."""
    text = (
        "Tom Quill left. [content “[source2 He] [cue2 told] us, [content2 ‘It will rain,’] and it did,”] "
        "[source Bruno Fenwick] [cue said]."
    )
    assert said(text) == "person Bruno Fenwick\nperson Tom Quill"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a colon before a quotation without a source: the sentence that it ends
        ("It rained. Ada Quill had an answer for them: [content “Buy a coat.”]", "person Ada Quill"),
        # a comma closes it: who speaks comes behind
        ("[source Ida Moss] [cue said] [content2 no].\n\n[content “Buy a coat,”] Ada Quill, of the bank.",
         "person Ada Quill\nperson Ida Moss"),
        # a paragraph of its own: the only one who speaks in the paragraph before
        ("[source2 Ida Moss] [cue2 said] [content2 it rained].\n\n[content “Buy a coat.”]",
         "person Ida Moss\nperson Ida Moss"),
        # and nobody, where two do
        ("[source2 Ida Moss] [cue2 said] [content2 it rained]. [source3 Ada Quill] [cue3 said] [content3 no].\n\n"
         "[content “Buy a coat.”]",
         "? a quotation without a source, and nobody speaks beside it\nperson Ida Moss\nperson Ada Quill"),
    ],
)  # fmt: skip
def test_a_quotation_nobody_is_named_for(source: str, expected: str) -> None:
    source = source.replace("[source Ida Moss] [cue said] [content2", "[source2 Ida Moss] [cue2 said] [content2")
    assert said(source) == expected


def test_the_dots_of_an_acronym_and_a_title_before_a_name() -> None:
    mentions = [Mention(4, 9, "organization"), Mention(21, 37, "person")]
    cast = read_cast("The B.H.F. came with Regent Ada Quill.", mentions)
    assert {e.name for e in cast.entities} == {"B.H.F.", "Ada Quill"}


def test_a_space_that_was_lost_ends_the_name() -> None:
    """“Quill.More” is a name and the next sentence’s first word, as extraction leaves it."""
    cast = read_cast("So says Ada Quill.More came. Quill left.", [Mention(8, 17, "person")])
    assert [e.name for e in cast.entities] == ["Ada Quill"]


def test_who_took_the_picture_is_nobody_of_the_article() -> None:
    cast = read_cast("Ada Quill/Ember Images It rained.", [Mention(0, 9, "person")])
    assert "Ada Quill" not in [e.name for e in cast.entities]


def test_a_place_is_no_issuer_unless_it_owns_the_report() -> None:
    text = "A report from Ostrovia came. Ostrovia’s report came."
    at = text.index("Ostrovia’s")
    cast = read_cast(text, [Mention(14, 22, "location"), Mention(at, at + 8, "location")])
    assert [bool(issue.by) for issue in issues_of(cast)] == [False, True]


def test_of_whom_somebody_quoted_tells_says_nothing_beside_it() -> None:
    """Voices without a name stand side by side; that one tells what Ida Moss says makes none of the others hers."""
    text = (
        "The voices were recorded on the quay.\n\n“[source Ida Moss] [cue says] [content it is over].”\n\n"
        "[content2 “I was seven when we came.”]"
    )
    assert said(text).splitlines()[-1] == NOBODY_BESIDE
    outside = text.replace("“[source", "[source").replace("].”", "].")
    assert said(outside).splitlines()[-1] == "person Ida Moss"


@pytest.mark.parametrize("body", ["Bellport Bank", "A lot of people"])
def test_a_body_does_not_go_on_talking_in_a_paragraph_of_its_own(body: str) -> None:
    """X an office's figures under each quotation of whom it checks; the next one is not the office's."""
    text = f"[source {body}] [cue found] [content it rained].\n\n[content2 “We built it.”]"
    assert said(text).splitlines()[-1] == NOBODY_BESIDE


NOBODY_BESIDE = "? a quotation without a source, and nobody speaks beside it"
