"""The words by which one says something else than another, list by list, each with what it is for.

There are no rules here: `meaning` has them. All words are keys (`quoth.sayings.words.Word.key`), without
typography and spelling; all lists are closed, and English.
"""

from __future__ import annotations

from typing import Literal

from quoth.words import wordgroups, wordset

Sense = Literal[
    "negation", "number", "unit", "name", "person", "modal", "quantifier", "tense", "direction", "scope", "word"
]
"""In what the meaning may differ; "word": another thing is said (`another`)."""

NEGATION = wordset("not never no nor neither nobody nothing none nowhere without cannot hardly scarcely barely")

MODAL = wordset("can could may might must shall should will would ought")
BEFORE_TO = wordset("have has had got need needs needed able supposed allowed")
"""Before "to" as good as a modal, where the other side has one, too: "you'll have to" is not "you'll be able to"."""

QUANTIFIER = wordset(
    "all every each some most many much few several both half none any lot lots little majority minority everyone "
    "everybody everything everywhere someone somebody somewhere always sometimes often rarely seldom"
)
STRONG = wordset(
    "all every each most many few half always sometimes often rarely seldom both several everyone everything"
)
"""Quantifiers that one side alone has: a dropped "some" or "any" changes nothing by itself, and "someone" may be "a
man" elsewhere."""

MULTIPLE = wordset(
    "twice thrice double doubled doubles doubling triple tripled triples tripling quadruple quadrupled quarter third "
    "thirds quarters"
)
MAGNITUDES = wordset("tens dozens hundreds thousands millions billions trillions minus twice thrice")
"""What makes another number of the one behind it."""

BOUNDS = tuple(
    f" {' '.join(bound)} "
    for bound in wordgroups("more than|less than|fewer than|at least|at most|up to|nearly|almost|about")
)
"""What makes a number the most or the least, in a row of words with spaces around them."""
BOUNDING = wordset("over under above below")
"""The same, but only right before a number."""

SCOPE = wordset(
    "only even yet still already if unless until except solely merely perhaps maybe possibly allegedly probably likely "
    "unlikely apparently reportedly supposedly potentially presumably seemingly partly partially largely mostly mainly "
    "generally usually typically temporarily"
)
"""What says of how much of a statement, and how surely, it is said."""

LIMITS = frozenset(
    map(
        tuple,
        wordgroups("""
if|unless|until|except|excepting|provided|assuming|barring|only if|only when|as long as|so long as|on condition
subject to|in case|short of|other than|apart from|aside from|with the exception|as far as|so far as|insofar as
to the best of|to my knowledge|to our knowledge|so far|for now|for the moment|for the time being|at the moment
at this point|at this stage|at this time|at present|thus far|in part|in theory|in principle|on paper|in some ways
in some cases|in most cases|in many cases|to some extent|to some degree|to a degree|to a certain extent
more or less|by and large|for the most part|it seems|it appears|it looks like|seems to|seem to|appears to
appear to|tends to|tend to|not necessarily
"""),
    )
)
"""With what a clause or a phrase begins that limits the rest: conditions, knowledge, time, degree, appearance."""

UNITS = {
    word: group[0]
    for group in wordgroups("""
percent %|dollar $ dollars|euro euros €|pound pounds|mile miles|kilometer kilometers km|meter meters|foot feet
inch inches|second seconds|minute minutes|hour hours|day days|week weeks|month months|year years|decade decades
century centuries|ton tons tonne tonnes|kilogram kilograms kg|degree degrees|acre acres|barrel barrels|gallon gallons
liter liters|today|tonight|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february
april|june|july|august|september|october|november|december|daily|weekly|monthly|yearly annually
""")
    for word in group
}
"""What is measured in, and the days and months, each with the first of its forms. Not "may" and "march", which are
other words, too.
"""
WHEN = wordset(
    "today tonight yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february april "
    "june july august september october november december"
)
"""Of these: to leave one out is no other unit."""

PERSONS = {
    word: group[0]
    for group in wordgroups("i me my|we us our|you your|he him his|she her|they them their")
    for word in group
}
"""Of whom it is said, whatever the case."""

TENSES = {
    word: (forms[0], past)
    for line in """
is am are be/was were been
has have/had
do does/did done
go goes/went gone
say says/said
make makes/made
take takes/took taken
give gives/gave given
know knows/knew known
see sees/saw seen
come comes/came
get gets/got
think thinks/thought
tell tells/told
leave leaves/left
feel feels/felt
keep keeps/kept
begin begins/began begun
write writes/wrote written
stand stands/stood
lose loses/lost
win wins/won
pay pays/paid
meet meets/met
send sends/sent
build builds/built
spend spends/spent
fall falls/fell fallen
speak speaks/spoke spoken
rise rises/rose risen
find finds/found
hold holds/held
bring brings/brought
buy buys/bought
sell sells/sold
""".strip().splitlines()
    for forms in [line.replace("/", " ").split()]
    for past, some in enumerate(line.split("/"))
    for word in some.split()
}
"""The forms of irregular verbs: which verb it is, and whether it is past (1) or not (0)."""

OPPOSITES = frozenset(
    frozenset(pair.split("/"))
    for pair in wordset("""
more/less more/fewer most/least increase/decrease increased/decreased increases/decreases increasing/decreasing
raise/lower raise/cut raised/lowered raised/cut raising/lowering rise/fall rising/falling rises/falls rose/fell
grow/shrink growing/shrinking before/after above/below over/under up/down win/lose won/lost winning/losing
support/oppose supports/opposes supported/opposed supporting/opposing accept/reject accepted/rejected accepts/rejects
allow/ban allow/forbid allowed/banned with/without for/against ally/enemy allies/enemies friend/enemy friends/enemies
safe/dangerous guilty/innocent true/false right/wrong good/bad better/worse best/worst higher/lower high/low
stronger/weaker strong/weak open/closed open/close success/failure succeed/fail succeeded/failed first/last early/late
earlier/later always/never start/stop started/stopped begin/end love/hate inside/outside approve/reject
approved/rejected confirm/deny confirmed/denied confirms/denies include/exclude agree/disagree agreed/disagreed
buy/sell remember/forget war/peace rich/poor larger/smaller big/small bigger/smaller longer/shorter long/short
faster/slower yes/no gain/loss gains/losses profit/loss join/leave public/private offensive/defensive attack/defend
attacked/defended many/few lot/little north/south east/west northern/southern eastern/western morning/afternoon
morning/evening am/pm
""")
)
"""Two words of which one says the opposite of the other, wherever either stands in what differs."""
WAYS = frozenset(map(frozenset, (("from", "to"), ("by", "to"))))
"""The same where the one alone stands for the other: "sent to", "sent from"; "told to", "told by"."""

SAME = {
    word: group[0]
    for group in wordgroups("""
all every each everyone everybody|someone somebody|lot lots|not nor cannot neither never no none nobody nothing
maybe perhaps possibly|only solely merely|should ought supposed|will shall going|can able|may allowed
must have has had got need needs needed
""")
    for word in group
}
"""Words of one sense that say the same, each with the first of them. "any" for "no" is left to the negation that goes
with it.
"""

REPLACED: dict[Sense, frozenset[str]] = {
    "negation": NEGATION,
    "modal": MODAL,
    "quantifier": QUANTIFIER - {"none"},
    "number": MULTIPLE | MAGNITUDES,
    "scope": SCOPE - {"even", "still", "if"},
}
"""What changes the meaning where one side has it and the other has other words."""
LACKED: dict[Sense, frozenset[str]] = {
    "negation": NEGATION,
    "modal": MODAL,
    "quantifier": STRONG,
    "scope": SCOPE - {"even", "still"},
}
"""What changes the meaning by being left out or put in."""

IDIOMS: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
"""In which company a word of these lists has another sense: what stands right before it, and what right behind."""
for _phrase in wordgroups("""
at *all*|after *all*|above *all*|not *all*|*all* across|*all* along|*all* around|*all* over|*all* throughout
*not* help but|*'d* better
"""):
    _at = next(n for n, _word in enumerate(_phrase) if _word.startswith("*"))
    IDIOMS.setdefault(_phrase[_at].strip("*"), []).append((_phrase[:_at], _phrase[_at + 1 :]))

WHETHER = wordset("if that whether")
"""Of "I don't know if he will": one for another changes nothing."""
LISTING = wordset("and or nor as well both either")
"""What stands between two things that only list: "salt and fish" says what "fish and salt" does."""

OPENERS = wordset(
    "no yes yeah well now today tomorrow yesterday every each some many most few all any both one two people nobody "
    "everyone everybody nothing something look let because while although though after before since once again never "
    "always perhaps maybe under without within between during until unless even still only other another such much "
    "more less first second third finally however therefore instead meanwhile indeed anyway mister senator governor "
    "president citizens voters workers families children men women prices taxes jobs folks thank thanks please"
)
"""Words that are no names where a sentence begins with them; nor are those that end in "-ly" or "-ing"."""
ADJECTIVE = wordset("s n ns an ans ian ians i is ese ish er ers")
"""Endings by which a name becomes an adjective or a plural: "Pakistan", "Pakistani"."""
