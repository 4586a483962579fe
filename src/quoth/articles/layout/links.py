"""Link lines: which short lines lead away from the article, to another one, a newsletter, an advertisement.

Nothing is ever attributed from a link line, so each pattern is made to let a body line through rather than take it:
it matches the whole line, of at most `lines.SHORT` characters, and of labels that also open sentences ("Watch: …",
"More: …") it asks that what follows does not read like one. Built from the 2,000 link lines of 3,578 articles of 2009
to 2020, read by eye; docs/method/articles.md has the counts.
"""

from __future__ import annotations

import re

ANNOUNCED = 8
"""At most so many headlines follow a label such as "Related"; the longest such list in the texts here has 7."""

_DECORATION = " \t\xa0*•·>»|–—-=_[({"
_END = r"[\s.!…:>»)\]*|]*$"


def _any(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_RELATED = r"related(?: (?:story|stories|articles?|coverage|content|news|videos?|links?|reading|topics|posts?))?"
_LIKE = r"you (?:may|might) (?:also )?(?:like|be interested in)(?: this| these)?"
_PICKS = r"editor['’]?s['’]? picks?"
_RECOMMENDED = r"recommended(?: (?:for you|stories|reading))?"
_NETWORKS = r"(?:twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|google\+|tiktok)\b"

# "Read more: Mayor denies it all": a label, a colon, and at most one sentence.
# Wrong on "Related: a sister of the accused was in court", a sentence that opens so in a list of notes.
_LABELLED = re.compile(
    r"(?P<label>"
    + _any(
        r"(?:also )?read(?: (?:more|also|next|this|here|full (?:story|text|article)))?"
        r"(?: (?:at|from|on|about) [^:]{1,40})?",
        r"read the (?:full|original) [\w ]{1,20}",
        r"see also|see more|also see|also on [\w .]{1,30}|must[ -](?:read|watch|see)",
        r"more (?:on|from|about|in) [^:.,]{1,40}|more(?: stories| news| coverage)?",
        _RELATED,
        _RECOMMENDED,
        _LIKE,
        _PICKS,
        r"trending(?: now)?|don['’]t miss|in case you missed it|full coverage|special coverage|special report",
        r"photos?|pictures|in pictures|gallery|photo gallery|slideshow|graphic|podcast|videos?",
        r"watch(?: (?:now|live|this|below|more|the (?:full )?\w{1,12}))?|listen(?: (?:now|here|live))?",
        r"click here|vote now",
    )
    + r")\s*:\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
# "Mayor denies it all Read more"; "More:Mayor denies it all", which no space parts; "More On This... Mayor denies it".
_ENDS = re.compile(r".{15,}\S Read more$")
_GLUED = re.compile(
    r"(?:(?:more|related|watch|read more):|now watch: ?|more on this\.\.\. ?)(?=(?-i:[A-Z])|[\"“'‘])", re.IGNORECASE
)
_WEAK = re.compile(
    r"(?:read|more|photos?|pictures|videos?|watch(?: (?:this|now))?|must[ -]see|listen|podcast|graphic|gallery|trending"
    r"|recommended|special report|related)$",
    re.IGNORECASE,
)

# Lines that are nothing but furniture. Wrong on a one-word reply ("Close.") printed as its own paragraph.
_FURNITURE = re.compile(
    _any(
        r"advertise?ments?|sponsored(?: content| links)?|promoted(?: content)?|paid post|skip advertisement",
        r"story continued below|(?:story|article) continues(?: below)?(?: (?:the )?advertisement)?",
        r"(?:advertisement )?(?:story|article) continues below.{0,20}",
        r"article continues after (?:ad|advertisement|sponsor message)",
        r"(?:advertisement )?(?:continue|keep) reading(?: below| (?:the main|this) story)?",
        r"scroll (?:down )?(?:for more|to continue(?: reading)?)|newsletter sign[ -]?up|close|loading",
        _LIKE,
        _RELATED + r"|related to this (?:story|article)",
        r"(?:most|more) (?:read|popular|viewed)(?: stories)?|more stories|trending(?: now)?|(?:from|around) the web",
        r"read (?:more|also|next|this next)(?: here)?|also read|see also|see more",
        r"read more (?:from|on|about) [\w .’']{1,40}",
        r"more (?:on|from) (?:this(?: story| topic)?|(?-i:[A-Z])[\w.’']*(?: (?-i:[A-Z])[\w.’']*){0,3})",
        _RECOMMENDED,
        _PICKS,
        r"(?:view|read|open|see) (?:this (?:e-?mail|message|newsletter|issue)|it|online)? ?(?:in|on) (?:your|a|the)"
        r" (?:web )?browser",
        r"read (?:the )?(?:full|whole) (?:story|article|post|interview)|(?:after|skip past) newsletter promotion",
        r"view comments|leave a comment|comments|print|tweet|e-?mail|facebook|twitter|whatsapp|sign up|log ?in",
        r"subscribe(?: now)?|share(?: this)?(?: (?:article|story|page))?"
        r"(?: (?:share|tweet|post|email|print|on facebook|on twitter)){0,6}",
        r"listen to article(?: [\d:]+)?(?: share this article)?(?: (?:share|tweet|post|email)){0,5}",
        r"enlarge this image(?: toggle caption)?(?: [^.!?\"“”]{1,90})?|toggle caption [^.!?\"“”]{1,90}",
        r"media playback is (?:un|not )supported on (?:your|this) device",
        r"share all sharing options for:.{1,160}|slideshow \(\d+ images\)|hide caption|toggle caption",
        r"replay(?: more videos)?|just watched .{1,180}",
        r"https?://\S+|www\.\S+",
    )
    + _END,
    re.IGNORECASE,
)

# Imperatives that ask the reader to do something on the page. Each needs its second half: "Follow the money" and "Sign
# up for the choir, she told them" stay body. Wrong on a how-to column that tells its readers to subscribe.
_ASK = re.compile(
    _any(
        r"(?:please )?(?:click|tap|press) (?:here|below|on the link|through)\b.*|click for (?:more|the)\b.*",
        r"(?:please )?sign ?up (?:here|now|today)",
        r"(?:please )?sign ?up (?:for|to)\b.*\b(?:newsletters?|alerts?|emails?|updates|inbox|briefing|digest)\b.*",
        r"subscribe (?:here|now|today)",
        r"subscribe (?:to|for)\b.*\b(?:newsletters?|podcasts?|channel|feed|inbox|app|itunes|youtube|updates)\b.*",
        r"(?:please |to )?(?:follow [\w .,’'&-]{1,60}?|(?:find|like|join) (?:us|him|her|me|them))"
        r" (?:on |at |via )?(?:@\w+|" + _NETWORKS + r")(?!.*\b(?:said|says|told)\b)[^\"“”]{0,90}",
        r"follow @\w{1,30}.{0,60}|(?:twitter|facebook|instagram|e-?mail): ?@?[\w.@/]{2,50}",
        r"download (?:the|our|(?-i:[A-Z])\w+['’]s) .{0,40}\bapps?\b.{0,80}",
        r"get (?:the|our|a|more|all|daily|breaking)\b.{0,100}\b(?:newsletters?|inbox|alerts|app)\b.{0,80}",
        r"want .{0,80}\b(?:newsletter|inbox)\b.{0,60}|do you support .{0,40}\? like the page",
        r"scroll down (?:for|to)\b.*|watch the latest video\b.*|join the conversation\b.{0,80}",
        r"watch (?:the|a|our|more)\b.{0,30}\b(?:video|clip|interview|report|segment|debate)s?\b"
        r"(?: of the [\w ]{1,20})? (?:above|below|here)",
        r"visit .{1,40}\b(?:homepage|website)\b for more.*|view (?:the )?(?:full )?(?:gallery|slideshow|photos)",
        r"(?:was this|has this|this was) (?:e-?mail |newsletter )?forwarded to you\b.{0,120}",
        r"you(?:['’]re| are) (?:receiving|getting) this (?:e-?mail|message|newsletter)\b.{0,140}",
        r"want to change how you (?:receive|get)\b.{0,140}",
        r"(?:you can )?unsubscribe (?:from this list|at any ?time|here)\b.{0,40}",
        r"(?:what do you think\?? ?)?(?:have your say|let us know what you think)\b.{0,160}",
        r"join the (?:debate|discussion)\b.{0,160}",
        r"our standards: .{1,60}",
        r"send (?:us )?(?:your )?(?:tips|questions)\b.{0,60}|have a (?:news )?tip\?.{0,80}",
        r"don['’]t see the (?:graphic|video|poll|map)[^.]{0,20}\? click here",
        r"(?:read|see|find) more (?:stories )?(?:at|from|on) \S+\.(?:com|org|net|co)\S*",
    )
    + _END,
    re.IGNORECASE,
)

# Labels whose next lines are the headlines that they announce.
_ANNOUNCES = re.compile(
    _any(
        r"read more|read also|also read|see also|more (?:on|from) .{1,40}|more stories|trending(?: now)?",
        r"(?:most|more) (?:read|popular|viewed)(?: stories)?",
        _RELATED,
        _RECOMMENDED,
        _LIKE,
        _PICKS,
    )
    + r"[\s.:…]*$",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?P<up>\bsign(?:ing)? up\b)"
    r"|(?P<off>\byou (?:can|may) unsubscribe|\bthank you for subscribing|\bpromotional offers)"
    r"|(?P<terms>\bagree to (?:our|the|receive)\b|\bprivacy (?:policy|notice)|\bterms of (?:service|use)\b)"
    r"|(?P<robot>\bre-?CAPTCHA\b|\b(?:not|aren[’']t) a robot)|(?P<address>\b(?:in)?valid e-?mail|\be-?mail address)"
    r"|(?P<box>\b(?:in|to) your inbox)|(?P<letter>\bnewsletters?\b)",
    re.IGNORECASE,
)
_STEMS = ("sign up", "signing up", "inbox", "newsletter", "unsubscribe")  # one of which each form here has
_SAID = re.compile(r"\b(?:said|says|told|according to)\b")
_OPENING = 160  # code points in which such a line begins to speak of it
_LONGEST_FORM = 900  # code points; the longest here has 640
_PLAYS = re.compile(r"(?: (?:listen|watch|play|download)(?: ·)?)?(?: \d{1,2}:\d\d){1,2}$", re.IGNORECASE)
_TWICE = 4  # words of a headline that stands twice
_SENTENCE_STOP = re.compile(r"[.!?][\"”’']* +[\"“‘A-Z]")


def is_link(line: str) -> bool:
    """Whether a short line leads away from the article."""
    words = _bare(line)
    if _FURNITURE.match(words) or _is_teaser(words):
        return True
    if _ASK.match(words):
        return len(words) < 160 or not _SENTENCE_STOP.search(words)
    if _ENDS.match(words) or _GLUED.match(words):
        return True
    m = _LABELLED.match(words)
    if not m or _SENTENCE_STOP.search(m["rest"]):
        return False
    return not (_WEAK.match(m["label"]) and _reads_as_sentence(m["label"], m["rest"]))


def may_head(line: str) -> bool:
    """Whether a link line with a weak label ("Watch: …") could be the headline, were it an article's first line."""
    m = _LABELLED.match(line)
    return bool(m and m["rest"] and _WEAK.match(m["label"]))


def announces(line: str) -> bool:
    """Whether a link line is a label such as "Related", under which other articles' headlines follow."""
    return bool(_ANNOUNCES.match(_bare(line)))


def is_announced(line: str) -> bool:
    """Whether a line under such a label is a headline of its list: short, no sentence's end, no quotation."""
    return 20 <= len(line) <= 130 and line[0] not in "“\"‘'(" and not re.search(r"[.,:;][”\"’']*$|[.,!?][”\"]", line)


def is_form(line: str) -> bool:
    """Whether a line of any length is what a page's form says to whoever would have its newsletter: two things of that
    kind, the first of them soon, and nobody says anything.
    """
    folded = line.casefold()
    if not any(stem in folded for stem in _STEMS):
        return False
    if len(line) > _LONGEST_FORM or not (first := _FORM.search(line)) or first.start() > _OPENING:
        return False
    return len({m.lastgroup for m in _FORM.finditer(line)}) > 1 and not _SAID.search(line)


def _is_teaser(line: str) -> bool:
    """Whether a line shows another piece: its headline twice, which was a picture's text and a link's ("Harbour Why The
    Bridge Is Late Why The Bridge Is Late"), or a headline and how long it plays ("Why The Bridge Is Late 3:27").

    Wrong on a line of a ballad that says the same twice.
    """
    played = _PLAYS.search(line)
    words = (line[: played.start()] if played else line).split()
    if played and words and words[-1][-1].isalpha() and sum(w[0].isupper() for w in words) > len(words) // 2:
        return len(words) > 2
    return any(words[-n:] == words[-2 * n : -n] for n in range(max(_TWICE, (len(words) - 2) // 2), len(words) // 2 + 1))


def _bare(line: str) -> str:
    return line.strip().lstrip(_DECORATION).rstrip(" *|")


def _reads_as_sentence(label: str, rest: str) -> bool:
    """After a weak label: running text, or nothing but a label of the article's own ("more:")."""
    if not rest:
        return label[0].islower()
    return rest[0].islower() or (rest.endswith((".", '."', ".”")) and not label.isupper())
