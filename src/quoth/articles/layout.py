"""Layout: which stretch of an article is headline, dateline, byline, date, credit, link line, or body.

`parts` goes through the text once, a line at a time. It marks what it is sure of and calls everything else body:
nothing is ever attributed from a link line, so a body line taken for a link loses a statement, while a link line taken
for body only adds noise. What each pattern accepts and a case that it gets wrong stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quoth.articles.dates import date_line
from quoth.types import Part, PartKind

MOST_PARTS = 20_000
"""After so many parts the rest of a text is one body part: a file of line ends must not fill the memory."""

HEAD = 6
"""Lines in which a byline, a bare date and a dateline are looked for, counted without blank ones."""

SHORT = 220
"""No longer line is a link, a headline or a credit. The longest real one in the 3,578 texts here has 214 characters."""

LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?:;,][\"”’'»)\]]*$|''$")
_SENTENCE_STOP = re.compile(r"[.!?][\"”’']* +[\"“‘A-Z]")
_DECORATION = " \t\xa0*•·>»|–—-=_[({"

# Labels that open a link line whatever follows, up to `SHORT` and one sentence: "Read more: Mayor denies it".
# Wrong on "Related: a sister of the accused was in court", a sentence that begins so in a list.
_LABEL = (
    r"(?:also )?read(?: (?:more|also|next|this|here|full (?:story|text|article)|the (?:full|original) [\w ]{1,20}))?(?: (?:at|from|on|about) [^:]{1,40})?"
    r"|see also|see more|also see|also on [\w .]{1,30}|must[ -](?:read|watch|see)|more (?:on|from|about|in) [^:.,]{1,40}|more(?: stories| news| coverage)?"
    r"|related(?: (?:story|stories|article|articles|coverage|content|news|video|videos|link|links|reading|topics|posts?))?"
    r"|recommended(?: (?:for you|reading|stories))?|trending(?: now)?|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|don['’]t miss|in case you missed it|editor['’]?s['’]? picks?|full coverage|special coverage|special report"
    r"|photos?|pictures|in pictures|gallery|photo gallery|slideshow|video|videos|watch(?: (?:now|live|this|below|the (?:full )?\w{1,12}|more))?"
    r"|listen(?: (?:now|here|live))?|podcast|click here|vote now|graphic"
)
_LABELLED = re.compile(rf"(?P<label>{_LABEL})\s*:\s*(?P<rest>.*)$", re.IGNORECASE)
_WEAK = re.compile(
    r"(?:read|more|photos?|pictures|video|videos|watch(?: (?:this|now))?|listen|podcast|graphic|gallery"
    r"|trending|recommended|special report|related)$",
    re.IGNORECASE,
)

# Lines that are nothing but furniture, wholly matched.
_FURNITURE = re.compile(
    r"(?:advertise?ment(?:s)?|sponsored(?: content)?|promoted(?: content)?|paid post|story continued below|close|loading"
    r"|(?:advertisement )?(?:story|article) continues(?: below)?(?: (?:the )?advertisement)?|article continues after (?:ad|advertisement|sponsor message)"
    r"|(?:advertisement )?continue reading(?: (?:the main|below|this) ?(?:story)?)?|(?:keep|continue) reading(?: below)?"
    r"|scroll (?:down )?(?:for more|to continue(?: reading)?)|skip advertisement|newsletter sign[ -]?up"
    r"|you (?:may|might) (?:also )?(?:like|be interested in)(?: this| these)?|(?:most|more) (?:read|popular|viewed)(?: stories)?"
    r"|related(?: (?:story|stories|articles?|coverage|content|news|videos?|links?|reading|topics|posts?|to this (?:story|article)))?"
    r"|read (?:more|also|next|this next)(?: here)?|also read|see also|see more|read more from [\w .’']{1,40}|read more (?:on|about) [\w .’']{1,40}"
    r"|more (?:on|from) (?:this(?: story| topic)?|[A-Z][\w.’']*(?: [A-Z][\w.’']*){0,3})|more stories|recommended(?: (?:for you|stories|reading))?"
    r"|trending(?: now)?|editor['’]?s['’]? picks?|from the web|around the web|sponsored links|view comments|leave a comment|comments"
    r"|share(?: this)?(?: (?:article|story|page))?(?: (?:share|tweet|post|email|on facebook|on twitter|print)){0,6}"
    r"|listen to article(?: [\d:]+)?(?: share this article)?(?: (?:share|tweet|post|email)){0,5}"
    r"|share all sharing options for:.{1,160}|print|tweet|email|facebook|twitter|whatsapp|subscribe(?: now)?|sign up|log ?in"
    r"|slideshow \(\d+ images\)|hide caption|toggle caption|replay(?: more videos)?|just watched .{1,180}"
    r"|(?:photos: .{1,80}){2,}hide caption.*|https?://\S+|www\.\S+)[\s.:!…>»)\]*|]*$",
    re.IGNORECASE,
)

# Imperatives that ask the reader to do something on the page. Each needs its second half: "Follow the money" and
# "Sign up for the army, he told them" stay body. Wrong on a how-to column that tells its readers to subscribe.
_ASK = re.compile(
    r"(?:(?:please )?(?:click|tap|press) (?:here|below|on the link|through)\b.*|click for (?:more|the)\b.*"
    r"|(?:please )?sign ?up (?:here|now|today|(?:for|to)\b.*\b(?:newsletters?|alerts?|emails?|updates|inbox|briefing|digest|notifications)\b.*)"
    r"|subscribe (?:here|now|today|(?:to|for)\b.*\b(?:newsletters?|podcasts?|channel|feed|magazine|inbox|app|itunes|youtube|digital|updates)\b.*)"
    r"|(?:to |and |you can |please )?(?:follow|find|like|join) (?:us|him|her|me|them|the authors?|@\w+|[\w .,’'&-]{1,60}?)"
    r"(?: (?:\bon|at|via|@))? ?(?:@\w+|(?:on |at )?(?:twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|google\+|tiktok)\b).{0,120}"
    r"|follow @?\w{1,30}|(?:twitter|facebook|instagram|e-?mail): ?@?[\w.@/]{2,50}"
    r"|download (?:the|our|[A-Z]\w+['’]s) .{0,40}\bapps?\b.{0,80}|get (?:the|our|a|more|all|daily|breaking)\b.{0,100}\b(?:newsletters?|inbox|alerts|app)\b.{0,80}"
    r"|want .{0,80}\b(?:newsletter|inbox)\b.{0,60}|do you support .{0,40}\? like the page"
    r"|scroll down (?:for|to)\b.*|watch (?:the|a|our|more)\b.{0,30}\b(?:video|clip|interview|report|segment|debate)s?\b(?: of the [\w ]{1,20})?(?: (?:above|below|here))"
    r"|watch the latest video\b.*|visit .{1,40}\b(?:homepage|website)\b for more.*|view (?:the )?(?:full )?(?:gallery|slideshow|photos|comments)"
    r"|join the conversation\b.{0,80}|send (?:us )?(?:your )?(?:tips|questions)\b.{0,60}|have a (?:news )?tip\?.{0,80}"
    r"|don['’]t see the (?:graphic|video|poll|map)[^.]{0,20}\? click here|(?:read|see|find) more (?:stories )?(?:at|from|on) \S+\.(?:com|org|net|co)\S*)"
    r"[\s.!…>»)\]*|]*$",
    re.IGNORECASE,
)
# Labels after which short unfinished lines are the headlines they announce.
_ANNOUNCES = re.compile(
    r"(?:read more|read also|also read|see also|related(?: \w+)?|recommended(?: \w+)*|you (?:may|might)\b.*"
    r"|more (?:on|from) .*|more stories|trending(?: now)?|most (?:read|popular|viewed)(?: stories)?|editor['’]?s['’]? picks?)[\s.:…]*$",
    re.IGNORECASE,
)
ANNOUNCED = 8
"""At most so many headlines follow such a label; the longest such list in the texts here has 7."""

_NAME = r"[A-Z][\w.’'-]*"
_PERSON = rf"{_NAME}(?: (?:de|van|von|der|den|la|al|bin|du|el|{_NAME})){{1,4}}"
_ROLE = (
    r"(?:staff|senior|chief|special|political|national|foreign|associated press|ap|reuters|afp|cnn|news|usa today|contributing)? ?"
    r"(?:staff )?(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|bureau chief)"
)
# "By Jane Roe and John Doe, Morning Echo" with nothing after it; "Jane Roe, Staff Writer".
# Wrong on a one-line subheading such as "By Royal Appointment".
_BYLINE = re.compile(
    rf"(?:BYLINE: .{{2,120}}|(?:[Bb]y|BY|Written by|Posted by|Story by) (?:the )?{_NAME}(?:[ ,|&/]+(?:and|of|for|the|in|at|de|van|von|{_NAME}))*"
    rf"|{_PERSON}(?:,? (?:and|&) {_PERSON}|, {_PERSON})*\s*[,|–—-]\s*(?i:{_ROLE})(?:[ ,]+{_NAME}){{0,4}})\.?$"
)
_BY_DAY = re.compile(r"by (?:mon|tues|wednes|thurs|fri|satur|sun)day|by (?:january|february|march|april|may|june|july|august"
                     r"|september|october|november|december)\b", re.IGNORECASE)  # fmt: skip

_AGENCY = (
    r"Reuters|Thomson Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|UPI|PTI|ANI|IANS|dpa|DPA|ANSA|EFE|Xinhua|TASS"
    r"|Bloomberg|CNN|Kyodo|Anadolu|KUNA|WAM|APP|PA|NBC News|ABC News|CBS News"
)
_INLINE_CREDIT = re.compile(
    rf"\((?:{_AGENCY}|[Ww]ith (?:\w+ )?(?:contributions?|inputs?|reporting|additional reporting)\b[^()]{{0,80}}"
    r"|(?:Additional )?[Rr]eporting by [^()]{2,300}|[Ee]diting by [^()]{2,200}|Agencies|AGENCIES)[.]?\)[.]?$"
)
# A whole line that says where the words come from. Wrong on "Jane Roe contributed to this report, which found …" only
# where the line ends there.
_CREDIT = re.compile(
    rf"(?:[\s—–*(-]*(?:with )?(?:additional )?(?:reporting|writing|editing|compiled|edited) by [^.?!]{{2,200}}[.)]*"
    r"|[^\"“”?!]{2,200}\bcontribut(?:ed|ing)(?: additional)?(?: reporting)?(?: to| from)?(?: (?:this|the) (?:report|article|story|piece|post))?(?: from [\w ,.]{2,40})?[.)]*"
    r"|(?:©|&copy;|(?:copyright|\(c\))\s*(?:©|\(c\)|(?=\d{4}\b)))[^?!]{0,200}"
    r"|all rights reserved\.?|(?:image |photo )?(?:copyright|credit|source): [^'\"‘“]{2,60}|image copyright [\w/ .]{2,40}"
    rf"|\(?(?:{_AGENCY}|getty images|agencies)\)?\.?)$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"contribut(?:ed|ing)\b", re.IGNORECASE)
_CONTRIBUTED_TO = re.compile(
    r"contribut(?:ed|ing) (?:additional )?(?:reporting|to this|this|to the (?:report|article|story))\b", re.IGNORECASE
)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)"
_UPPER_PLACE = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'/-]*){0,4}"
_REGION = r"(?: ?, ?[A-Z][\w.]*(?: [A-Z][\w.]*)?)"
_WHEN = rf"(?: ?, ?{_MONTH}\.? \d{{1,2}}(?: ?, ?\d{{4}})?)"
_BY_AGENCY = r"(?: ?\( ?[A-Z][\w. ]{1,25}?(?:/[A-Z][\w. ]{1,25})? ?\))"
_DASH = r"(?:\s*(?:—|–|―|--)\s*|\s+-\s+)"
# Capitals and a dash ("AUGUSTA, Me. —"), capitals or a capitalised place with an agency ("Oslo (NNB) -"), an agency
# alone ("(NNB) -"), a place with a day, and capitals with a colon, which a transcript's speakers have too: see `_dateline`.
_DATELINE = re.compile(
    rf"(?:{_UPPER_PLACE}{_REGION}?{_WHEN}?{_BY_AGENCY}?{_DASH}"
    rf"|[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){{0,3}}(?:{_REGION}?{_WHEN}?{_BY_AGENCY}(?:{_DASH}|\s*:\s+)|{_REGION}? ?\( ?(?:{_AGENCY}) ?\)\s+(?=[A-Z“\"])|{_REGION}?{_WHEN}{_DASH})"
    rf"|\( ?(?:{_AGENCY}) ?\)(?:{_DASH}|\s+(?=[A-Z“\"])))"
)
_COLON_DATELINE = re.compile(rf"{_UPPER_PLACE}{_REGION}?{_WHEN}?{_BY_AGENCY}?\s*:\s+")
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATE|UPDATED|ANALYSIS|OPINION|EDITORIAL|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|NOTE|EDITOR|EDITORS|CORRECTION|CORRECTED|FILE|Q|A|READ|MORE|RELATED"
    r"|SEE|ALSO|FACT|VERDICT|CLAIM|QUESTION|ANSWER|LIVE|POLL|REPORT|HOST|INTERVIEWER|MODERATOR|UNIDENTIFIED|NCAA|NFL|NBA|DATE|SUBJECT|TO|FROM|RE|MUST|PRESIDENT"
    r"|MR|MRS|MS|DR|SEN|REP|GOV|AP|AFP|UPI|PTI|CNN|BBC|NPR|IN|ON|THE|THIS|HOW|WHY|WHAT|WHO|(?i:mon|tues|wednes|thurs|fri|satur|sun)(?:day|DAY))\b",
)
_SPEAKER_LABEL = re.compile(r"[A-Z][A-Z.’' -]{2,40}:")


def parts(text: str, *, title: str | None = None) -> tuple[Part, ...]:
    """The layout of `text`: parts in order that do not overlap and between which only white space stands.

    With `title`, the headline is the line that says the same and no other. Linear in the length of `text`.
    """
    found: list[Part] = []
    lines = list(_lines(text))
    seen = 0  # lines of the head: headline, byline, date and body alike
    body_seen = headline_seen = announced = 0
    wanted = _folded(title) if title else None
    for i, (start, end) in enumerate(lines):
        if len(found) >= MOST_PARTS:
            found.append(Part("body", start, max(start + 1, _last(text, start))))
            break
        line = text[start : min(end, start + SHORT + 1)]
        short = end - start <= SHORT
        kind: PartKind = "body"
        if short and wanted and not headline_seen and seen < HEAD and _folded(line) == wanted:
            kind = "headline"
        elif (short and not _continues(text, lines, i) and is_link(line) and (seen or wanted or not _may_head(line))) or (short and announced and _announced(line)):
            kind = "link"
        elif short and (dates := date_line(line)) and (seen < HEAD or any(s.label != "bare" for s in dates)):
            kind = "date"
        elif short and is_credit(line):
            kind = "credit"
        elif short and seen < HEAD and body_seen < 2 and is_byline(line):
            kind = "byline"
        elif short and not wanted and not headline_seen and not body_seen and _is_headline(text, lines, i):
            kind = "headline"
        announced = (
            ANNOUNCED if kind == "link" and _ANNOUNCES.match(line.lstrip(_DECORATION)) else max(0, announced - 1)
        )
        if kind != "link":
            seen += 1
            announced = 0 if kind in ("body", "headline") else announced
        headline_seen += kind == "headline"
        if kind == "body":
            found += _body(text, start, end, opening=body_seen < 2, lines=lines)
            body_seen += 1
        else:
            found.append(Part(kind, start, end))
    return tuple(found)


def is_link(line: str) -> bool:
    """Whether a short line leads away from the article: to another one, a video, a newsletter, an advertisement."""
    words = line.strip().lstrip(_DECORATION).rstrip(" *|")
    if _FURNITURE.match(words) or _ASK.match(words):
        return not _SENTENCE_STOP.search(words) or not words.endswith((".", "”", '"')) or len(words) < 160
    m = _LABELLED.match(words)
    if not m or _SENTENCE_STOP.search(m["rest"]):
        return False
    return not (_WEAK.match(m["label"]) and _reads_as_sentence(m["label"], m["rest"]))


def is_credit(line: str) -> bool:
    """Whether a short line names who else wrote or owns the article and says nothing more."""
    words = line.strip()
    if not _CREDIT.match(words):
        return False
    return not _CONTRIBUTED.search(words) or bool(_CONTRIBUTED_TO.search(words))


def is_byline(line: str) -> bool:
    """Whether a short line names the authors and says nothing more."""
    words = line.strip()
    return len(words) <= 140 and not _BY_DAY.match(words) and bool(_BYLINE.match(words))


def _reads_as_sentence(label: str, rest: str) -> bool:
    """After a weak label ("Watch: …"): a sentence of running text, or nothing but a label of the article's own."""
    if not rest:
        return label[0].islower()
    return rest[0].islower() or (rest.endswith((".", '."', ".”")) and not label.isupper())


def _may_head(line: str) -> bool:
    """Whether a line with a weak label ("Watch: …") could be the headline, were it the first line of its article."""
    m = _LABELLED.match(line)
    return bool(m and m["rest"] and _WEAK.match(m["label"]))


def _body(text: str, start: int, end: int, *, opening: bool, lines: list[tuple[int, int]]) -> Iterator[Part]:
    """A body line: its dateline apart when it opens the article, and a credit in brackets at its end apart."""
    if opening and (cut := _dateline(text, start, end, lines)):
        yield Part("dateline", start, _rstrip(text, start, cut))
        start = cut
    tail = text.rfind("(", max(start, end - 400), end)
    if tail > start and _INLINE_CREDIT.match(text[tail:end]):
        yield Part("body", start, _rstrip(text, start, tail))
        yield Part("credit", tail, end)
    else:
        yield Part("body", start, end)


def _dateline(text: str, start: int, end: int, lines: list[tuple[int, int]]) -> int | None:
    """Where the sentence behind a dateline begins; None when the line has none.

    A place in capitals with a colon is a dateline only where no other line opens with capitals and a colon: else
    these are speakers.
    """
    opening = text[start : min(end, start + 120)]
    if _NO_PLACE.match(opening):
        return None
    m = _DATELINE.match(opening)
    if m is None:
        m = _COLON_DATELINE.match(opening)
        if m and sum(bool(_SPEAKER_LABEL.match(text, a, min(b, a + 45))) for a, b in lines[:200]) > 1:
            return None
    return start + m.end() if m and start + m.end() < end else None


def _is_headline(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """Whether the first line that is not a date, byline, credit or link stands above the text and not in it.

    It has three words or more, no full stop at its end (or one, when it is In Title Case with a blank line below), and
    a blank line, a date, a byline or a whole sentence follows. Wrong on a text that opens with a verse.
    """
    start, end = lines[i]
    line = text[start:end]
    if i + 1 == len(lines) or len(line.split()) < 3 or line[0].islower() or line.endswith((":", ",", ";", "-", "—")):
        return line.endswith(";") and i + 1 < len(lines) and _gap(text, lines, i) > 1 and len(line.split()) > 2
    following = text[lines[i + 1][0] : lines[i + 1][1]]
    blank = _gap(text, lines, i) > 1
    if line.endswith(".") and not line.endswith("..."):
        return blank and (_title_case(line) or _abbreviated(line)) and not _SENTENCE_STOP.search(line)
    if _ENDS_SENTENCE.search(line) and line[-1] not in "?!" and line[-1] not in "’'”\")]":
        return False
    if re.search(r"[.,][”\"’']+$|''$", line):
        return False
    if blank or len(following) > SHORT:
        return not following[0].islower()
    below = text[lines[i + 1][0] : min(lines[i + 1][1], lines[i + 1][0] + SHORT)]
    return bool(date_line(below)) or is_byline(below) or bool(_ENDS_SENTENCE.search(below) and not below[0].islower())


def _title_case(line: str) -> bool:
    """Whether nine in ten of the words longer than three letters begin with a capital."""
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line) if len(w) > 3]
    return len(long) > 2 and sum(w[0].isupper() for w in long) >= 0.9 * len(long)


def _abbreviated(line: str) -> bool:
    return bool(re.search(r"\b[A-Z]\.[A-Z]\.$", line))


def _announced(line: str) -> bool:
    """Whether a line under "Related" is a headline of that list: short, with no end of a sentence, no quotation."""
    return 20 <= len(line) <= 130 and line[0] not in "“\"‘'(" and not re.search(r"[.,:;][”\"’']*$|[.,!?][”\"]", line)


def _continues(text: str, lines: list[tuple[int, int]], i: int) -> bool:
    """Whether a line goes on with the sentence of the one before, in a text broken at a fixed width."""
    if not i or _gap(text, lines, i - 1) > 1 or not text[lines[i][0]].islower():
        return False
    return not _ENDS_SENTENCE.search(text[max(lines[i - 1][0], lines[i - 1][1] - 5) : lines[i - 1][1]])


def _gap(text: str, lines: list[tuple[int, int]], i: int) -> int:
    """How many line ends stand between line `i` and the next; capped at 3."""
    between = text[lines[i][1] : min(lines[i + 1][0], lines[i][1] + 200)].replace("\r\n", "\n")
    return min(3, sum(c in "\r\n\u2029" for c in between))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` begin and end, without the white space round them and without blank ones."""
    for count, m in enumerate(LINE.finditer(text)):
        if count > 4 * MOST_PARTS:
            if m.start() < (end := _last(text, m.start())):
                start = m.start()
                while text[start].isspace():
                    start += 1
                yield start, end
            return
        line = m.group()
        left = len(line) - len(line.lstrip())
        if left < len(line):
            yield m.start() + left, m.start() + len(line.rstrip())


def _last(text: str, start: int) -> int:
    """Where the last word of `text` ends, not before `start`."""
    end = len(text)
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _folded(line: str) -> str:
    """A headline for comparison: letters and digits alone."""
    return "".join(c for c in line.casefold() if c.isalnum())
