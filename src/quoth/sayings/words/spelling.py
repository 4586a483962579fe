"""Normal forms of words: what a word is when typography, and then spelling, count for nothing.

`folded` takes away what is typography: case, Unicode compatibility forms, soft hyphens and other invisible
characters, the shape of apostrophes. `pieces` then splits a contraction into the words it stands for, and gives each
piece its normal form `n` (typography folded) and its `key` (spelling folded too), so that "don't" and "do not" are
two pieces each that agree in `key` and differ in `n`.

What it accepts: the contractions of English, "gonna" and its kin, abbreviated titles and months, British against
American spelling by suffix and by list, a few transliterations.
What guards it: suffix rules apply from six letters up and carry their exceptions; a possessive 's keeps a key of its
own and may only stand for "is" or "has" where another telling has that word.
A case it gets wrong: "round the clock" and "around the clock" are two words to it, hence a replacement.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quoth.words import wordgroups, wordset

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"
HYPHENS = "-\u2010\u2011"
_DROP = dict.fromkeys(map(ord, INVISIBLE))
_APOSTROPHES = str.maketrans("‘’ʼ′`´＇", "'''''''")


ABBREVIATED_MONTHS = wordset("jan feb apr aug sept oct nov dec")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or the part of a contraction that stands for one. `alts` are other keys it may stand for."""

    n: str
    key: str
    alts: frozenset[str] = frozenset()


def folded(text: str) -> str:
    """`text` without what is typography: NFKC, case, invisible characters, shapes of the apostrophe."""
    plain = unicodedata.normalize("NFKC", text.translate(_DROP)).casefold()
    return plain.translate(_APOSTROPHES).translate(_DROP)


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[Piece, ...]:
    """The pieces of one written word that has been `folded`; always at least one.

    An apostrophe at the end stands for a letter that was dropped ("gettin'"), not for what closes a quotation.
    """
    if word in _WHOLE:
        return _WHOLE[word]
    if word.endswith("n't") and len(word) > 3:
        head = word[:-3]
        stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(head, head)
        return (Piece("can" if head == "ca" else head, stem), Piece("n't", "not"))
    head, apostrophe, tail = word.rpartition("'")
    if apostrophe and head and tail in _TAILS:
        key, alts = _TAILS[tail]
        if tail == "s" and head in _TAKES_IS:
            key = "us" if head == "let" else "is"
        return (*pieces(head), Piece("'" + tail, key, alts))
    plain = word.replace("'", "").replace(".", "")
    dropped = frozenset({f"{plain}g"}) if len(plain) >= 5 and word.endswith("in'") else frozenset[str]()
    return (Piece(plain or word, _key(plain or word), dropped),)


def _key(word: str) -> str:
    if word in _SAME:
        return _SAME[word]
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if len(plain) >= 6 and (m := _ISE.match(plain)) and m[1] + "ise" not in _NOT_IZE:
        return f"{m[1]}iz{m[2]}"
    for pattern, american in _AMERICAN:
        plain = pattern.sub(american, plain, count=1)
    return plain


@lru_cache(maxsize=16384)
def sounded(name: str) -> str:
    """A name's key with what transliterations differ in folded: doubled letters, y for i, ph, kh, ou."""
    return re.sub(r"(.)\1+", r"\1", _TRANSLIT.sub(lambda m: _LETTERS[m[0]], name))


_LETTERS = {"y": "i", "ph": "f", "kh": "k", "ou": "u", "ck": "k", "dh": "d", "gh": "g", "j": "i"}
_TRANSLIT = re.compile("ph|kh|ou|ck|dh|gh|[yj]")

_TAILS: dict[str, tuple[str, frozenset[str]]] = {
    "m": ("am", frozenset()),
    "re": ("are", frozenset()),
    "ve": ("have", frozenset()),
    "ll": ("will", frozenset({"shall"})),
    "d": ("would", frozenset({"had", "did"})),
    "s": ("'s", frozenset({"is", "has", "us"})),
}
_TAKES_IS = wordset(
    "he she it that this there here what who where when how why which everybody everyone nobody somebody someone "
    "everything nothing something one let"
)


def _fused(*parts: tuple[str, str]) -> tuple[Piece, ...]:
    return tuple(Piece(n, key) for n, key in parts)


_WHOLE: dict[str, tuple[Piece, ...]] = {
    "cannot": _fused(("can", "can"), ("-not", "not")),
    "ain't": (Piece("ai", "is", frozenset({"are", "am", "has", "have"})), Piece("n't", "not")),
    "gonna": _fused(("gon", "going"), ("-na", "to")),
    "wanna": _fused(("wan", "want"), ("-na", "to")),
    "gotta": _fused(("got", "got"), ("-ta", "to")),
    "kinda": _fused(("kind", "kind"), ("-a", "of")),
    "sorta": _fused(("sort", "sort"), ("-a", "of")),
    "outta": _fused(("out", "out"), ("-a", "of")),
    "lemme": _fused(("lem", "let"), ("-me", "me")),
    "gimme": _fused(("gim", "give"), ("-me", "me")),
    "y'all": _fused(("y", "you"), ("all", "all")),
    "y'know": _fused(("y", "you"), ("know", "know")),
    "c'mon": _fused(("c", "come"), ("mon", "on")),
    "dunno": _fused(("du", "do"), ("n", "not"), ("no", "know")),
    "hafta": _fused(("haf", "have"), ("-ta", "to")),
    "lotta": _fused(("lot", "lot"), ("-ta", "of")),
    **{f"{modal}a": _fused((modal, modal), ("-a", "have")) for modal in ("could", "should", "would", "must", "might")},
    "mph": (Piece("m", "miles"), Piece("p", "per", frozenset({"an", "a"})), Piece("h", "hour")),
    "kph": (Piece("k", "kilometers"), Piece("p", "per", frozenset({"an", "a"})), Piece("h", "hour")),
    "km": (Piece("km", "kilometers", frozenset({"kilometer"})),),
    "kg": (Piece("kg", "kilograms", frozenset({"kilogram"})),),
    "ft": (Piece("ft", "feet", frozenset({"foot", "fort"})),),
    "st": (Piece("st", "st", frozenset({"street", "saint"})),),
    "&": _fused(("and", "and")),
}

_SAME = {
    group[0]: group[1]
    for group in wordgroups("""
sen senator|gov governor|rep representative|gen general|dr doctor|mr mister|prof professor|pres president
sgt sergeant|lt lieutenant|col colonel|capt captain|adm admiral|sec secretary|dept department|govt government
sens senators|reps representatives|govs governors|gens generals|maj major|cpl corporal|pvt private|brig brigadier
cmdr commander|atty attorney|rev reverend|supt superintendent|insp inspector|mt mount|ave avenue|blvd boulevard
calif california|fla florida|conn connecticut|tenn tennessee|ariz arizona|colo colorado|mich michigan|minn minnesota
neb nebraska|nev nevada|okla oklahoma|tex texas|wis wisconsin|wyo wyoming|v versus|pct percent
twenties 20s|thirties 30s|forties 40s|fifties 50s|sixties 60s|seventies 70s|eighties 80s|nineties 90s
jan january|feb february|apr april|aug august|sept september|oct october|nov november|dec december
mon monday|tues tuesday|thurs thursday|fri friday|vs versus|etc etcetera|ok okay|em them|til until|till until
cause because|ya you|goin going|nothin nothing|doin doing|comin coming|talkin talking|tryin trying
whilst while|amongst among|towards toward|afterwards afterward|backwards backward|forwards forward|upwards upward
learnt learned|burnt burned|dreamt dreamed|spelt spelled|leapt leaped|grey gray|tyre tire|tyres tires|cheque check
cheques checks|plough plow|ageing aging|judgement judgment|judgements judgments|acknowledgement acknowledgment
enrol enroll|fulfil fulfill|skilful skillful|wilful willful|aluminium aluminum|programme program|programmes programs
storey story|aeroplane airplane|manoeuvre maneuver|manoeuvres maneuvers|kerb curb|pyjamas pajamas|sulphur sulfur
artefact artifact|artefacts artifacts|instalment installment|sceptical skeptical|sceptic skeptic|cosy cozy
qaida qaeda|koran quran|moslem muslim|kyiv kiev|isil isis|alright allright|round around
advisor adviser|advisors advisers
""")
}

_ISE = re.compile(r"^([a-z]{2,20})is(e|ed|es|ing|er|ers|ation|ations|ational)$")
_NOT_IZE = wordset(
    "advise advertise appraise apprise arise bruise chastise circumcise comprise compromise concise cruise demise "
    "despise devise disguise enterprise excise exercise expertise franchise improvise incise likewise merchandise "
    "noise otherwise paradise poise praise precise premise promise raise reprise revise supervise surmise surprise "
    "televise treatise turquoise wise anise appraise malaise mayonnaise upraise uprise sunrise moonrise"
)
_AMERICAN = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (
            r"^(un|dis|mis)?(col|fav|hon|lab|neighb|behavi|rum|harb|hum|vap|endeav|arm|flav|savi|val|vig|clam|splend|"
            r"cand|ranc|od|ard)our",
            r"\1\2or",
        ),
        (r"^(kilo|centi|milli)?(cent|theat|met|lit|fib|calib|meag|somb|lust|spect)re(s?)$", r"\1\2er\3"),
        (r"(catal|dial|anal|monol|epil|prol)ogue", r"\1og"),
        (
            r"^(travel|cancel|label|model|signal|fuel|counsel|marvel|level|channel|quarrel|total|equal|rival|funnel|"
            r"fulfil|jewel)l(ed|ing|er|ers|ery)$",
            r"\1\2",
        ),
        (r"^(def|off|lic|pret)ence(s?)$", r"\1ense\2"),
        (r"^practis(e|ed|es|ing)$", r"practic\1"),
        (r"^(anal|paral|catal)ys(e|ed|es|ing)$", r"\1yz\2"),
        (r"^(p|orthop)aed", r"\1ed"),
        (r"^(an|leuk)aem", r"\1em"),
        (r"^foet", "fet"),
    )
)
