"""Results as rows, for spreadsheets and data frames: one an attribution, a telling, a quotation or an outlet.

The row of an *attribution* has the article, then the attribution: ``source``, ``cue`` and ``content`` are the words
(parts that do not adjoin joined by `` [...] ``), and beside each the places of its parts. The row of a *telling* has
before all of these its story, its saying and what is known of that; what tells two sayings has a row in each. Of a
statement that is divided among sayings it is the row of a part, with the id that the part has in JSON, so that rows
and JSON can be joined, and ``part_of`` is the id of the whole (`quoth.types.portions`). The row of a *quotation* has
the article, the quotation and what a record has in its place. An article without any of them has no row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from quoth.records.finding import Checked, Finding
from quoth.records.report import Fidelity
from quoth.tabular import Column, Row, Value
from quoth.types import Article, Attributed, Attribution, Recorded, Saying, Trace, joined
from quoth.types.portions import as_told, divided, inside_of

ATTRIBUTION = (
    *map(Column, ("article", "path", "outlet", "published", "title", "language", "url", "id", "kind")),
    *map(Column, ("speaker", "speaker_type", "via", "said_on")),
    *(Column("score", "number"), Column("negated", "flag")),
    *chain.from_iterable((Column(role), Column(f"{role}_spans", "spans")) for role in ("source", "cue", "content")),
    *(Column("inside"), Column("reason"), Column("hypothetical", "flag")),
)
TEXT = Column("text")

TELLING = (
    *map(Column, ("story", "saying", "said_by", "wording")),
    *(Column("meaning", "flag"), Column("articles", "whole")),
    *(Column("origins", "whole"), Column("origins_least", "whole")),
    *(Column("doubtful", "flag"), Column("voice")),
    *(Column("told"), Column("told_spans", "spans")),
    *map(Column, ("record", "record_words", "verdict")),
    *ATTRIBUTION,
    Column("part_of"),
    *(Column("articles_surely", "whole"), Column("origins_surely", "whole"), Column("meaning_surely", "flag")),
)

QUOTATION = (
    *map(Column, ("article", "path", "outlet", "published", "title", "url")),
    *(Column("start", "whole"), Column("end", "whole"), Column("quotation")),
    *map(Column, ("speaker", "speaker_type", "verdict")),
    *(Column("meaning", "flag"), Column("changes"), Column("differs")),
    *(Column("record"), Column("record_speaker"), Column("another_speaker", "flag")),
    *(Column("record_start", "whole"), Column("record_end", "whole"), Column("record_text"), Column("perhaps", "flag")),
)

OUTLET = (
    *(Column("outlet"), Column("articles", "whole"), Column("quotations", "whole"), Column("found", "whole")),
    *(Column("verbatim", "whole"), Column("changed", "whole"), Column("unmarked", "whole"), Column("meaning", "whole")),
    *(Column("share_least", "number"), Column("share_most", "number"), Column("few", "flag")),
    *(Column("noise_least", "number"), Column("noise_most", "number")),
    *(Column("compared", "whole"), Column("disputed", "whole"), Column("perhaps", "whole")),
)


def attributions(attributed: Iterable[Attributed], *, with_text: bool = False) -> Iterator[Row]:
    """The values of `ATTRIBUTION`, and of `TEXT` where that is asked for, of every attribution, in order."""
    for one in attributed:
        for attribution in one.attributions:
            row = _attribution(one.article, attribution)
            yield [*row, one.article.text] if with_text else row


def tellings(trace: Trace, *, shared: bool = False) -> Iterator[Row]:
    """The values of `TELLING` of every telling, saying after saying; with `shared` of sayings of several articles."""
    articles = {article.id: article for article in trace.articles}
    told = {attribution.id: attribution for attribution in trace.attributions}
    apart = divided(trace.sayings)
    for saying in trace.sayings:
        several = {told[name].article for name in saying.tellings}
        surely = _surely(saying, len({told[name].article for name in saying.tellings if name not in saying.doubtful}))
        if shared and len(several) < 2:
            continue
        before = _saying(saying, len(several))
        for name in saying.tellings:
            whole = told[name]
            a = replace(as_told(saying, whole), inside=inside_of(whole, apart))
            part_of = None if a.id == name else name
            yield [*before, *_telling(saying, name, a), *_attribution(articles[a.article], a), part_of, *surely]


def _saying(saying: Saying, articles: int) -> Row:
    by, origins = saying.speaker, saying.origins
    counts = (None, None) if origins is None else (origins.count, origins.least)
    meaning = any(variant.meaning for variant in saying.variants)
    return saying.story, saying.id, by.name if by else None, saying.wording, meaning, articles, *counts


def _surely(saying: Saying, articles: int) -> Row:
    """What stays of `articles`, `origins` and `meaning` without the tellings that only perhaps belong."""
    doubtful = set(saying.doubtful)
    origins = sum(not doubtful.issuperset(root.tellings) for root in saying.origins.roots) if saying.origins else None
    readings = ([r for r in v.readings if not doubtful.issuperset(r.tellings)] for v in saying.variants if v.meaning)
    return articles, origins, any(len(left) > 1 for left in readings)


def _telling(saying: Saying, whole: str, told: Attribution) -> Row:
    """What `saying` has of the statement with the id `whole`: `told`, all of it or a part."""
    voice = next((v.how for v in saying.voices if v.telling == whole), None)
    return whole in saying.doubtful, voice, joined(told.content), told.content, *_beside(saying.record, whole)


def _beside(record: Recorded | None, telling: str) -> Row:
    if record is None:
        return None, None, None
    return record.record, record.text, next((b.verdict for b in record.tellings if b.telling == telling), None)


def _attribution(article: Article, attribution: Attribution) -> Row:
    by = attribution.speaker
    spoken: Row = (by.name if by else None, by.type if by else None, attribution.via, attribution.said_on)
    roles = (attribution.source, attribution.cue, attribution.content)
    words: Iterator[Value] = chain.from_iterable((joined(spans), spans) for spans in roles)
    return [
        *(article.id, article.path, article.outlet, article.published, article.title, article.language, article.url),
        *(attribution.id, attribution.kind),
        *spoken,
        *(round(attribution.score, 4), attribution.negated),
        *words,
        *(attribution.inside, attribution.reason, attribution.hypothetical),
    ]


def quotations(checked: Iterable[Checked]) -> Iterator[Row]:
    """The values of `QUOTATION` of every quotation of five words or more, in order."""
    for one in checked:
        article = one.article
        for finding in one.quotations:
            yield [
                *(article.id, article.path, article.outlet, article.published, article.title, article.url),
                *_quotation(finding),
            ]


def _quotation(finding: Finding) -> Row:
    """What stands in the article, then what the best record has; nothing where none has it."""
    by, span = finding.speaker, finding.span
    said = (span.start, span.end, span.text, by.name if by else None, by.type if by else None, finding.verdict)
    if not finding.heard:
        return *said, False, None, None, None, None, False, None, None, None, False
    heard = finding.heard[0]
    differs = "; ".join(f"{d.text or '-'} / {d.record_text or '-'}" for d in heard.departures)
    return (
        *(*said, finding.meaning, " ".join(finding.changes) or None, differs or None),
        *(heard.record, heard.speaker, finding.another, heard.start, heard.end, heard.text, heard.perhaps),
    )


def outlets(reports: Iterable[Fidelity]) -> Iterator[Row]:
    """The values of `OUTLET`: the counts of ``quoth check --report``."""
    for one in reports:
        least, most = one.interval or (None, None)
        yield [
            *(one.name, one.articles, one.quotations, one.found),
            *(one.verbatim, one.changed, one.unmarked, one.meaning),
            *(least and round(least, 4), most and round(most, 4), one.few),
            *(round(one.noise[0], 2), round(one.noise[1], 2), one.compared, one.disputed, one.perhaps),
        ]
