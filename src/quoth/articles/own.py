"""What quoth itself wrote is no article: a synopsis that was kept beside the articles would be read as one of them, and
each statement in it would be told once more.

A file is known by how it begins, whatever it is called; nobody else's file begins so. A case it gets wrong: what an
older release wrote that began otherwise.
"""

from __future__ import annotations

import os
import re
import stat

REMARK = "quoth wrote this file: it is no article"
_HEAD = 2_000  # bytes by which a file is known
_FOOTER = 65_536  # bytes at the end of a Parquet file in which its columns are named
_ENDINGS = frozenset(
    {".txt", ".md", ".csv", ".json", ".jsonl", ".ndjson", ".html", ".htm", ".parquet", ".xlsx", ".log", ""}
)
_N = rb"[\d,]+"
_BEGINS = re.compile(
    rb"|".join((
        rb"%b articles?, %b stor(?:y|ies), %b sayings?" % (_N, _N, _N),  # trace
        rb"={60,}\n[\s\S]{0,900}?(?:word for word as in the record|differs in \d+ place|ot found in the record"
        rb"|No quotation of five words or more)",  # check
        rb"%b articles?, %b quotations? of five words or more: " % (_N, _N),  # check, of nothing
        rb"Quotations of five words or more, held against the record\n",  # check --report
        rb"y[0-9a-f]{10}: [\s\S]{0,300}?\n  [\s\S]{0,300}?:\d+(?:/[\d+-]+)?\s",  # why
        rb"%b tellings? in %b sayings?" % (_N, _N),  # who
        rb"%b articles? with %b attributions? in .*; .* found %b\n" % (_N, _N, _N),  # evaluate
        rb"\d{4}-\d\d-\d\dT[\d:]+\+00:00  (?:NEW|OTHER WORDS|EDITED|STORY|RECORD) ",  # watch
        rb'\{\s*"format": "quoth/',
        rb'\{"article": \{"id": "(?:[^"\\]|\\.)*", "path": "',  # attributions and check
        rb'\{"name": "(?:[^"\\]|\\.)*", "articles": \d+, "quotations": ',  # check --report
        rb'\{"news":"\w+","id":"n',  # watch
        rb'\{"(?:where|finished)": .*"set_aside": ',  # what was set aside
        rb'\{\s*"gold": "(?:[^"\\]|\\.)*",\s*"articles": \d',  # evaluate
        rb"article,path,outlet,published,title,(?:language,url,id,kind|url,start,end)",
        rb"story,saying,said_by,wording,|outlet,articles,quotations,found,",
        rb"PK\x03\x04[\s\S]{26}docProps/core.xml<\?xml[^?]*\?>\n<cp:coreProperties[^>]*><dc:creator>quoth<",
        rb'<!doctype html>\s<html lang="en">\s<head>\s<meta charset="utf-8">\s<meta http-equiv="Content-Security-'
        rb"Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">"
        rb"[\s\S]{0,200}<title>Who said what: ",
    ))
)  # fmt: skip
"""How the outputs of the commands begin: as text, as JSON, as rows, as a page."""


def is_own(path: str) -> bool:
    """Whether the regular file at `path` is one that quoth wrote; False where it cannot be read."""
    if os.path.splitext(path)[1].lower() not in _ENDINGS:  # noqa: PTH122
        return False
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - a pipe would wait
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            begins = file.read(_HEAD)
            if begins.startswith(b"PAR1"):
                file.seek(-min(os.path.getsize(path), _FOOTER), os.SEEK_END)  # noqa: PTH202
                end = file.read()
                return b"source_spans" in end or b"record_speaker" in end or b"share_least" in end
    except (OSError, ValueError):
        return False
    return _BEGINS.match(begins) is not None
