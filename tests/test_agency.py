"""What agencies deliver: NITF, NewsML-G2, NewsML 1 and ninjs, each as a desk gets it, and as nobody should send it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from benchmarks import mutated

import quoth
from pace import in_proportion
from quoth.articles import agency
from quoth.articles.html import NoArticleError
from quoth.types import Article, Problem

SAID = "“We have waited long enough,” said Mayor Ansel Quillfeather."
VOTED = "The council voted 7-2 on Tuesday to build the new quay, ending nine years of argument."

NITF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "http://nitf.example/nitf-3-4.dtd">
<nitf baselang="en-US"><head><title>quay</title><docdata><doc-id id-string="h1" regsrc="NNB"/>
<date.issue norm="20261120T130000Z"/><date.release norm="20261120T140300Z"/><ed-msg info="Eds: CORRECTS a name."/>
<doc.copyright holder="Northern News Board" year="2026"/></docdata></head>
<body><body.head><hedline><hl1>Council backs <em>new</em> quay</hl1><hl2>Mayor says the wait is over</hl2></hedline>
<byline>By <person>Oda Merridew</person><byttl>Harbour Writer</byttl></byline>
<distributor>Northern News Board</distributor>
<dateline><location>BRANNOCK, Ore.</location></dateline><abstract><p>In short, they voted.</p></abstract></body.head>
<body.content><block><p>The council voted <num>7-2</num> on Tuesday to build the new quay, ending nine years of
 argument.</p><p>“We have waited long enough,” said Mayor <person>Ansel Quillfeather</person>.</p>
<media media-type="image"><media-reference source="a.jpg"/><media-object encoding="base64">AAAA</media-object>
<media-caption>The old quay.</media-caption><media-producer>Per Lund</media-producer></media>
<bq><block><p>A gift to the shipping line</p></block><credit>Hedda Brenn</credit></bq>
<p>It took <frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac> an hour.</p></block></body.content>
<body.end><tagline>Per Lund in Oslo contributed to this report.</tagline></body.end></body></nitf>"""


def g2(meta: str, content: str, about: str = '<itemClass qcode="ninat:text"/>', guid: str = "tag:1") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="en">'
        f"<itemMeta>{about}</itemMeta>"
        f"<contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    return f'<?xml version="1.0"?><newsMessage><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'


def xhtml(body: str) -> str:
    return f"<inlineXML><html><head><title>x</title></head><body>{body}</body></html></inlineXML>"


def one(text: str) -> Any:
    [item] = agency.read(text).items
    return agency.article(item)


def labelled(article: Article) -> list[tuple[str, str]]:
    return [(p.kind, article.text[p.start : p.end]) for p in article.parts]


# NITF


def test_an_item_of_nitf_keeps_its_lines_each_as_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "quay.xml").write_text(NITF)
    [article] = quoth.read(tmp_path / "quay.xml")
    assert isinstance(article, Article)
    assert labelled(article) == [
        ("headline", "Council backs new quay"),
        ("body", "Mayor says the wait is over"),
        ("byline", "By Oda Merridew Harbour Writer"),
        ("dateline", "BRANNOCK, Ore."),
        ("body", VOTED),
        ("body", SAID),
        ("caption", "The old quay."),
        ("credit", "Per Lund"),
        ("body", "“A gift to the shipping line”"),
        ("body", "Hedda Brenn"),
        ("body", "It took 1/2 an hour."),
        ("credit", "Per Lund in Oslo contributed to this report."),
    ]


def test_an_item_of_nitf_says_who_wrote_it_where_and_when(tmp_path: Path) -> None:
    """The name of its copyright or its distributor is no name of a paper, so the outlet is inferred."""
    (tmp_path / "quay.xml").write_text(NITF)
    [article] = quoth.read(tmp_path / "quay.xml")
    assert isinstance(article, Article)
    assert (article.id, article.title, article.byline) == ("quay", "Council backs new quay", "Oda Merridew")
    assert (article.outlet, article.published) == ("Northern News Board", "2026-11-20T14:03:00+00:00")
    assert article.inferred == ("outlet",)
    assert [(p.code, p.message) for p in article.problems] == [("editors", "note to editors: Eds: CORRECTS a name.")]


def test_a_dateline_that_the_body_begins_with_stands_once() -> None:
    found = one(NITF.replace("<p>The council", "<p>BRANNOCK, Ore. (NNB) — The council"))
    assert found.text.count("BRANNOCK") == 1


def test_the_name_of_a_paper_is_stated() -> None:
    found = one(NITF.replace("</docdata>", '</docdata><pubdata name="The Brannock Post" date.publication="20261121"/>'))
    assert (found.outlet, found.published, found.inferred) == ("The Brannock Post", "2026-11-21", ())


def test_a_withdrawn_item_is_read_and_said_to_be_one() -> None:
    found = one(NITF.replace("<docdata>", '<docdata management-status="canceled">'))
    assert ("withdrawn", "the agency says of this item: canceled") in [(n.code, n.message) for n in found.notes]


@pytest.mark.parametrize(
    ("name", "encoding"), [("quay", "utf-8"), ("quay.txt", "utf-8"), ("quay.xml", "utf-8"), ("quay.xml", "utf-16")]
)
def test_nitf_is_known_by_its_first_element(tmp_path: Path, name: str, encoding: str) -> None:
    (tmp_path / name).write_bytes(NITF.replace("utf-8", encoding).encode(encoding))
    [article] = quoth.read(tmp_path / name)
    assert isinstance(article, Article) and article.id == "quay" and SAID in article.text


# NewsML


def test_an_item_of_newsml_g2_has_its_headline_byline_dateline_and_date(tmp_path: Path) -> None:
    meta = (
        "<creator><name>Oda Merridew</name></creator><language tag='en-GB'/><headline>Council backs quay</headline>"
        "<dateline>BRANNOCK, Nov 20 (NNB)</dateline><by>By Oda Merridew</by><description>In short.</description>"
    )
    about = (
        '<itemClass qcode="ninat:text"/><provider qcode="p:NNB"><name>Northern News Board</name></provider>'
        "<versionCreated>2026-11-20T15:00:00Z</versionCreated><firstCreated>2026-11-20T14:03:00Z</firstCreated>"
        '<embargoed>2026-11-21T00:00:00Z</embargoed><edNote>Name corrected.</edNote><signal qcode="sig:correction"/>'
    )
    (tmp_path / "quay.xml").write_text(g2(meta, xhtml(f"<p>{VOTED}</p><p>{SAID}</p>"), about))
    [article] = quoth.read(tmp_path / "quay.xml")
    assert isinstance(article, Article)
    assert labelled(article) == [
        ("headline", "Council backs quay"),
        ("byline", "By Oda Merridew"),
        ("dateline", "BRANNOCK, Nov 20 (NNB)"),
        ("body", VOTED),
        ("body", SAID),
    ]
    assert (article.id, article.outlet, article.byline) == ("quay", "Northern News Board", "Oda Merridew")
    assert (article.published, article.inferred) == ("2026-11-20T14:03:00+00:00", ())
    assert [p.code for p in article.problems] == ["editors", "corrected", "embargoed"]


def test_a_message_gives_its_texts_and_counts_what_is_none(tmp_path: Path) -> None:
    """A picture and a package are no articles; a text that has only a summary is set aside."""
    picture = g2("", '<remoteContent href="https://nnb.example/a.jpg"/>', '<itemClass qcode="ninat:picture"/>', "b")
    short = g2("<headline>Later</headline><description>They will vote.</description>", "", guid="c")
    text = g2("<headline>Council backs quay</headline>", xhtml(f"<p>{VOTED}</p>"), guid="a")
    (tmp_path / "all.xml").write_text(message(text, picture, short, '<packageItem guid="d"/>'))
    article, teaser, passed = quoth.read(tmp_path / "all.xml")
    assert isinstance(article, Article) and article.id.startswith("all#") and article.title == "Council backs quay"
    assert isinstance(teaser, Problem) and (teaser.code, teaser.article and teaser.article.title) == ("teaser", "Later")
    assert isinstance(passed, Problem) and passed.of_meta
    assert passed.message == "no articles, passed by: package (1), picture (1)"


@pytest.mark.parametrize(
    "content",
    [
        xhtml(f"<p>{VOTED}</p><p>{SAID}</p>"),
        xhtml(f"<p>{VOTED}</p><p>{SAID}</p>").replace("<", "<x:").replace("<x:/", "</x:"),
        f'<inlineXML><nitf><body><body.content><p>{VOTED}</p><p>{SAID}</p></body.content></body></nitf></inlineXML>',
        f'<inlineData contenttype="text/plain">{VOTED}\n\n{SAID}</inlineData>',
        f'<inlineData contenttype="text/html"><![CDATA[<p>{VOTED}</p><p>{SAID}</p>]]></inlineData>',
    ],
    ids=["xhtml", "prefixed", "nitf", "plain", "html in a string"],
)  # fmt: skip
def test_a_body_may_be_written_in_any_of_these(content: str) -> None:
    assert one(g2("", content)).text == f"{VOTED}\n\n{SAID}"


def test_a_document_inside_may_lack_the_element_around_its_body() -> None:
    content = f"<inlineXML><nitf><body.content><p>{VOTED}</p><p>{SAID}</p></body.content></nitf></inlineXML>"
    assert one(g2("", content)).text == f"{VOTED}\n\n{SAID}"


def test_an_agency_that_calls_itself_the_creator_wrote_no_byline() -> None:
    """Nor is a time for machines a place."""
    meta = '<infoSource literal="NNB"/><creator literal="NNB"/><dateline>2026-11-20 14:03:00 GMT+00:00</dateline>'
    found = one(g2(f"{meta}<headline>Council backs quay</headline>", xhtml(f"<p>{VOTED}</p>")))
    assert (found.byline, found.outlet, found.inferred) == (None, "NNB", ("outlet",))
    assert found.text == f"Council backs quay\n\n{VOTED}"


def test_a_body_without_paragraphs_has_those_of_its_blank_lines() -> None:
    content = (
        f"<inlineXML><html><body dir='ltr'>Nov 20 (NNB) - <b>{VOTED}</b>\n\n\n   {SAID}\n</body></html></inlineXML>"
    )
    assert one(g2("", content)).text == f"Nov 20 (NNB) - {VOTED}\n\n{SAID}"


def test_what_a_document_inside_says_counts_where_the_item_says_nothing() -> None:
    inside = NITF[NITF.index("<nitf") :]
    found = one(g2("<headline>Quay is backed</headline>", f"<inlineXML>{inside}</inlineXML>"))
    assert (found.title, found.byline, found.published) == (
        "Quay is backed",
        "Oda Merridew",
        "2026-11-20T14:03:00+00:00",
    )


def test_a_text_from_a_terminal_in_one_element_has_its_paragraphs() -> None:
    """Lines that are indented begin paragraphs where others are not; where all are, it is the document's manner."""
    told = (
        "(Adds vote)\n    The council voted on Friday to build\nthe new quay.\n    “We waited,” said the mayor.\n\n"
        " (Editing by P. Lund)"
    )
    assert one(g2("", xhtml(f"<p>{told}</p>"))).text.split("\n\n") == [
        "(Adds vote)", "The council voted on Friday to build the new quay.", "“We waited,” said the mayor.",
        "(Editing by P. Lund)",
    ]  # fmt: skip
    assert "\n" not in one(g2("", xhtml("<p>The council voted\n     on Friday to build\n     the quay.</p>"))).text


def test_of_several_texts_in_an_item_the_longest_is_read_and_the_others_told() -> None:
    found = one(g2("", xhtml(f"<p>{VOTED}</p><p>{SAID}</p>") + xhtml(f"<p>{SAID}</p>")))
    assert VOTED in found.text
    assert [n.message for n in found.notes] == [
        "the item holds 1 further text besides the longest, which were left out"
    ]


def test_an_item_of_newsml_1() -> None:
    found = one(
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>nnb.example</ProviderId></NewsIdentifier>"
        "</Identification><NewsManagement><FirstCreated>20261120T125902Z</FirstCreated></NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>Council backs quay</HeadLine><ByLine>By Oda Merridew</ByLine></NewsLines>"
        '<AdministrativeMetadata><Provider><Party FormalName="NNB"/></Provider></AdministrativeMetadata>'
        f"<ContentItem><DataContent><p>{VOTED}</p><p>{SAID}</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )
    assert found.text == f"Council backs quay\n\nBy Oda Merridew\n\n{VOTED}\n\n{SAID}"
    assert (found.byline, found.outlet, found.published) == ("Oda Merridew", "NNB", "2026-11-20T12:59:02+00:00")


def test_an_item_and_a_text_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "quay.xml").write_text(NITF)
    (tmp_path / "quay.txt").write_text(VOTED)
    first, second = (one.id for one in quoth.read(tmp_path) if isinstance(one, Article))
    assert first != second and first.startswith("quay~") and second.startswith("quay~")


# ninjs


def ninjs(**fields: Any) -> dict[str, Any]:
    return {"uri": "urn:nnb:1", "type": "text", "language": "en", "subject": [{"name": "harbours"}], **fields}


@pytest.mark.parametrize(
    "value",
    [
        ninjs(versioncreated="2026-11-20T15:00:00Z", headline="Council backs quay", byline="By Oda Merridew",
              copyrightholder="NNB", place=[{"name": "Brannock"}], body_text="Shorter.",
              body_xhtml=f"<p>{VOTED}</p><p>{SAID}</p>"),
        ninjs(standard={"name": "ninjs", "version": "3.0"}, versionCreated="2026-11-20T15:00:00Z", by="Oda Merridew",
              headlines=[{"role": "main", "value": "Council backs quay"}], infoSources=[{"name": "NNB"}],
              bodies=[{"role": "main", "contentType": "text/html", "value": f"<p>{VOTED}</p><p>{SAID}</p>"}]),
    ],
    ids=["first generation", "third generation"],
)  # fmt: skip
def test_an_item_of_ninjs(tmp_path: Path, value: dict[str, Any]) -> None:
    (tmp_path / "quay.json").write_text(json.dumps(value))
    (tmp_path / "all.jsonl").write_text(json.dumps(value) + "\n" + json.dumps(value))
    of_lines = list(quoth.read(tmp_path / "all.jsonl"))
    [article] = quoth.read(tmp_path / "quay.json")
    assert isinstance(article, Article)
    assert [a.id for a in of_lines if isinstance(a, Article)] == ["all#1", "all#2"]
    assert [text for kind, text in labelled(article) if kind == "body"] == [VOTED, SAID]
    assert labelled(article)[0] == ("headline", "Council backs quay")
    assert (article.title, article.byline, article.outlet) == ("Council backs quay", "Oda Merridew", "NNB")
    assert (article.published, article.inferred) == ("2026-11-20T15:00:00+00:00", ("published", "outlet"))


def test_an_item_of_ninjs_as_an_editorial_system_writes_it(tmp_path: Path) -> None:
    value = ninjs(
        slugline="x", headline="Quay", body_html=f"<p>{VOTED}</p>", source="NNB", authors=[{"name": "Oda Bell"}]
    )
    value["guid"] = value.pop("uri")
    (tmp_path / "a.json").write_text(json.dumps(value))
    [article] = quoth.read(tmp_path)
    assert isinstance(article, Article) and (article.byline, article.outlet) == ("Oda Bell", "NNB")


def test_an_item_of_ninjs_without_a_text_is_a_teaser_or_a_picture(tmp_path: Path) -> None:
    short = ninjs(
        versioncreated="2026-11-20T15:00:00Z", headlines=[{"value": "Later"}], descriptions=[{"value": "A vote."}]
    )
    picture = ninjs(type="picture", standard={"name": "ninjs"}, headlines=[{"value": "A quay"}])
    (tmp_path / "all.json").write_text(json.dumps([short, picture]))
    assert [(p.code, p.message) for p in quoth.read(tmp_path / "all.json") if isinstance(p, Problem)] == [
        ("teaser", "expected an article, found a summary of 2 words in the item"),
        ("no-text", "expected an article, found an item without a text (kind: picture)"),
    ]


def test_a_field_map_says_what_the_text_is_whatever_the_row_looks_like(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ninjs(slugline="x", body_text="Not this.", mine=VOTED)))
    [article] = quoth.read(tmp_path / "a.json", fields={"text": "mine"})
    assert isinstance(article, Article) and article.text == VOTED


def test_a_field_map_says_what_else_of_ninjs_is_the_outlet(tmp_path: Path) -> None:
    value = ninjs(slugline="x", headline="Quay", body_text=VOTED, copyrightholder="NNB", desk={"name": "Coast desk"})
    (tmp_path / "a.json").write_text(json.dumps(value))
    [article] = quoth.read(tmp_path, fields={"outlet": "desk.name"})
    assert isinstance(article, Article)
    assert (article.outlet, article.title, article.inferred) == ("Coast desk", "Quay", ())


# What nobody should send


def test_a_file_of_packages_alone_is_told_to_have_no_text() -> None:
    with pytest.raises(NoArticleError, match=r"an agency's file without a text: package \(2\)"):
        agency.read(message("<packageItem/>", "<packageItem/>"))


def test_a_message_of_too_many_elements_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoth.articles.agency.tree.MOST_ELEMENTS", 30)
    items = (g2(f"<headline>Quay {n}</headline>", xhtml(f"<p>{VOTED}</p>"), guid=str(n)) for n in range(4))
    (tmp_path / "all.xml").write_text(message(*items))
    assert next(p.code for p in quoth.read(tmp_path) if isinstance(p, Problem)) == "too-many-elements"


def test_one_item_that_is_nested_without_end_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    deep = g2("", f"<inlineXML><html><body>{'<div>' * 60_000}x</body></html></inlineXML>", guid="deep")
    (tmp_path / "all.xml").write_text(message(deep, g2("", xhtml(f"<p>{VOTED}</p>"), guid="good")))
    bad, good = quoth.read(tmp_path / "all.xml")
    assert isinstance(bad, Problem) and bad.code == "too-deep"
    assert isinstance(good, Article) and good.text == VOTED


def test_nothing_that_a_document_declares_is_looked_up() -> None:
    declared = '<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
    found = one(
        NITF.replace('<!DOCTYPE nitf SYSTEM "http://nitf.example/nitf-3-4.dtd">', declared).replace("7-2", "&c;")
    )
    assert "root:" not in found.text and "&c;" in found.text


@pytest.mark.parametrize(
    "unit",
    [
        "<block>",
        "<inlineXML><p>x</p>",
        "<headline>x",
        "<newsItem><itemMeta>",
        "<hl2>x</hl2>",
        "<a><b></a></b>",
        "\n  a\nb",
    ],
)
@pytest.mark.parametrize("before", ["<nitf><body><body.content>", "<newsItem><contentMeta><contentSet>"])
def test_an_item_made_to_be_slow_costs_its_length(before: str, unit: str) -> None:
    def read(times: int) -> None:
        try:
            for item in agency.read(before + unit * times).items:
                agency.article(item)
        except NoArticleError:
            pass

    in_proportion(lambda: read(3_000), lambda: read(9_000), 6, least=0.01)


@pytest.mark.parametrize("name", ["quay.xml", "all.xml", "quay.json"])
def test_damaged_items_are_read_or_refused_with_a_code(name: str) -> None:
    whole = {
        "quay.xml": NITF,
        "all.xml": message(g2("<headline>A</headline>", xhtml(f"<p>{VOTED}</p>")), NITF[NITF.index("<nitf") :]),
        "quay.json": json.dumps(ninjs(slugline="x", headline="Council backs quay", body_html=f"<p>{VOTED}</p>")),
    }[name].encode()
    read, draw = mutated.reader(name), Random(3)
    for _ in range(40):
        try:
            read(mutated.mutated(whole, draw))
        except ValueError as error:
            assert getattr(error, "code", None)
