"""Names of outlets and agencies: which have the shape of one, the fullest form that an article gives, when two are one.

What it accepts: a word such as News, Times, Post, TV, Agency, also in "Star-Telegram" and "The Times of Ostrovia"; a
known agency or network; a web address.
What guards it: every word is capitalised; "press secretary" and its like are none.
"AP" and "The Associated Press", "Ember News", "EmberNews.com" and "Ember News (Online)" are one.
Cases it gets wrong: an outlet with the shape of any other name ("Ember") is missed; two outlets of one name ("The
Times" of two cities) are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from quoth.attributions import lexicon as lex
from quoth.types import Mention

_SHAPES = lex.words("""
    news times post journal herald tribune gazette telegraph guardian chronicle observer press courier dispatch examiner
    globe mirror mail express independent sentinel bulletin inquirer magazine weekly daily broadcasting channel tv radio
    television newspaper newswire wire advertiser argus echo enquirer register republic beacon ledger intelligencer
    statesman messenger monitor reporter newsroom media tonight
    """)
# The last word of these is also the end of other names: they count with "the", or as a mention, in two words or more.
_WEAK_SHAPES = lex.words("today sun star standard review record citizen mercury bee hill nation atlantic economist")
_KNOWN = lex.words("""
    reuters afp ap upi dpa efe ani xinhua tass interfax kyodo yonhap anadolu bloomberg cnn bbc nbc abc cbs fox msnbc npr
    pbs cnbc itv sky rt c-span cspan espn hbo univision telemundo politico axios buzzfeed breitbart slate salon vox
    newsweek huffpost mashable tmz yahoo wsj nyt aljazeera haaretz insidesources newsmax infowars vice variety
    propublica globalpost fivethirtyeight techcrunch gizmodo bellingcat pravda izvestia kommersant novosti rudaw
    """)
_KNOWN_NAMES = frozenset(
    (
        "agence france-presse",
        "al arabiya",
        "al jazeera",
        "der spiegel",
        "deutsche welle",
        "le monde",
        "mother jones",
        "ria novosti",
        "stars and stripes",
        "the intercept",
        "the verge",
        "the hill",
        "daily beast",
        "usa today",
        "time magazine",
        "vanity fair",
        "new yorker",
        "the atlantic",
        "the economist",
        "the nation",
        "rolling stone",
        "daily caller",
        "wall street journal",
        "huffington post",
        "people magazine",
    )
)
# Where somebody can be heard: "said on Ember TV", and not "said on Capitol Hill".
_AIR = lex.words("""
    tv radio television channel broadcasting network news bbc cnn nbc abc cbs fox msnbc npr pbs cnbc itv sky rt c-span
    cspan espn hbo univision telemundo bloomberg newsmax aljazeera jazeera
    """)
_TRAILING = lex.words("on in of and") | (lex.DAYS - {"today", "tonight"}) | lex.MONTHS
_SAME = {
    "ap": "associated press",
    "afp": "agence france-presse",
    "thomson reuters": "reuters",
    "pa": "press association",
    "dpa": "deutsche presse-agentur",
}
_DROPPED = re.compile(r"\([^)]*\)|\bthe\b|\bonline\b|\.(?:com|org|net|co\.uk)\b|(?<!\S)-+(?!\S)|[^\w&' -]")
_NEWS = re.compile(r"[a-z]{3,}news")  # "Embernews"
_SITE = re.compile(r"([a-z]{3,20})news\.(?:com|org|net|co\.uk)")
_LONGEST = 200  # code points of an outlet's name: no longer one is kept
_NAMES_BACK = 500  # mentions before an outlet that are looked at for its fuller name


def is_outlet(name: str) -> bool:
    """Whether a name has the shape of an outlet's or agency's."""
    return len(name) <= _LONGEST and _is_outlet(name)


def is_known(name: str) -> bool:
    """Whether a name is one of the few of outlets and agencies that are listed here."""
    return len(name) <= _LONGEST and name.casefold() in _KNOWN_NAMES


def broadcasts(name: str) -> bool:
    """Whether a name is that of an outlet that can be heard: "Ember TV", and "Ember Radio’s" as well."""
    words = [w.strip(".,’'\"“”").casefold() for w in name[:_LONGEST].split()]
    return any(re.sub(r"[’']s$", "", w) in _AIR for w in words)


@lru_cache(maxsize=2048)
def _is_outlet(name: str) -> bool:
    words = [w.strip(".,’'\"“”").casefold() for w in name.split()]
    words = [re.sub(r"[’']s$", "", w) for w in words if w]
    plain = [w for w in words if w != "the"]
    if not plain or len(plain) > 7 or not name.strip()[:1].isalnum():
        return False
    whole = " ".join(words)
    if whole in _KNOWN_NAMES or " ".join(plain) in _KNOWN_NAMES:
        return True
    if re.fullmatch(r"[\w-]+\.(?:com|org|net|co\.uk|tv|news)", plain[-1]):
        return True
    shown = [w for w in name.split() if w.casefold() not in ("the", "of", "and", "&")]
    if not all(w[:1].isupper() or w[:1].isdigit() for w in shown):
        return False
    if plain[-1] in _SHAPES or plain[0] in _KNOWN or _of_a_place(plain) or _NEWS.fullmatch(plain[-1]):
        return True
    if "-" in plain[-1] and len(plain) > 1 and any(part in _SHAPES | _WEAK_SHAPES for part in plain[-1].split("-")):
        return True  # "Bellport Star-Telegram"
    if plain[-1] in ("agency", "network", "service") and {"news", "press", "wire", "radio"} & set(plain):
        return True
    if plain[-1] in _WEAK_SHAPES:
        return len(plain) > 1
    return bool({"news", "radio", "tv", "daily", "press"} & set(plain)) and not {
        "secretary",
        "conference",
        "release",
        "corps",
        "club",
    } & set(plain)


def _of_a_place(plain: Sequence[str]) -> bool:
    """Whether case-folded words without articles are a paper's, called after its place: "The Times of Ostrovia"."""
    return len(plain) == 3 and plain[1] == "of" and plain[0] in ("times", "voice")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The form in which names are compared; empty where nothing of a name is left."""
    folded = name[:200].casefold().replace("’", "'")
    words = _DROPPED.sub(" ", _SITE.sub(r"\1 news", folded)).split()
    if len(words) > 1 and words[-1] == "news":
        words.pop()
    found = " ".join(words)
    return _SAME.get(found, found)


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one outlet's or agency's."""
    return bool(one and other and plain(one) and plain(one) == plain(other))


def outlet_in(text: str, shown: str, at: int, mentions: Sequence[Mention]) -> str | None:
    """The outlet's name at the head of `shown`, by its fullest form before; None when it is no outlet."""
    shown = re.split(r"[’']s\b|[’']\s", shown)[0].strip(" .,’'\"“”")
    if " of " in shown and not is_outlet(shown.partition(" of ")[0]):
        shown = shown.rpartition(" of ")[2]  # "Ada Quill of Ember News"
    words = shown.split()
    while words and words[-1].casefold() in _TRAILING:
        words.pop()
    while words and not is_outlet(" ".join(words)):
        if any(w.casefold().strip(".") in _KNOWN | _SHAPES for w in words[:-1]):
            words.pop()
        else:
            return None
    if not words or words[0].casefold() in ("reporters", "journalists"):
        return None
    if (
        any(m.kind == "person" and m.start <= at + 4 < m.end for m in mentions_in(mentions, at - 40, at + 5))
        and len(words) > 1
        and words[-1].casefold() not in _SHAPES
    ):
        return None
    if words[0].casefold() == "the" and " ".join(words).casefold() not in _KNOWN_NAMES:
        words = words[1:]
    return _fullest(text, " ".join(words), at, mentions) if words else None


def _fullest(text: str, name: str, at: int, mentions: Sequence[Mention]) -> str:
    """The longer name that a short one stands for: "Courier" after "Bellport Courier"."""
    if " " in name or name.casefold() in _KNOWN:
        return name
    for m in reversed(mentions_in(mentions, 0, at)[-_NAMES_BACK:]):
        if m.kind == "organization" and m.end <= at:
            full = re.sub(r"^[Tt]he\s", "", " ".join(text[m.start : m.end].split()))
            if full.endswith(" " + name):
                return full
    return name


def mentions_in(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Mentions that begin in `start:end`."""
    lo = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[lo : bisect_left(mentions, end, key=lambda m: m.start)]
