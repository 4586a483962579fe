"""Whether somebody whom an article introduced may be meant by a description: "the Harbour Party nominee", "a spokesman
for Quill", "the chairman of the committee".

What a description says of rank, sex, party, calling and of the body that it belongs to must not speak against the words
that introduced the person. What guards it: silence is no objection ("the Bellport mayor" for "Mayor Ada Quill"), but a
body behind the noun or right before it is one ("the student council president" is not "President Quill").
A case it gets wrong: "the chairman of the fund" for "Ada Quill, who chairs the Harbour Trust".
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.introductions import office
from quoth.attributions.names import Entity
from quoth.attributions.phrases import Phrase

_NEVER = re.compile(r"(?:no|any|every|each|almost|nearly|at least|at most|more than|not)\b", re.IGNORECASE)
# A body that an article has named is spoken of by these: they say nothing of which it is.
_ANY_BODY = lex.words("""
    company firm group organization organisation agency department team committee subcommittee panel party campaign
    city town village state country nation county university school college court association union board commission
    government
    """)


def suits(phrase: Phrase, entity: Entity) -> bool:
    """Whether the description `phrase` may mean `entity`, a person, by what the article says of both."""
    if _NEVER.match(phrase.text):
        return False
    head = phrase.head
    sex = "m" if head in lex.MALE_NOUNS else "f" if head in lex.FEMALE_NOUNS else None
    if sex and entity.gender and sex != entity.gender:
        return False
    told = entity.intro | set(entity.words)
    of = phrase.complement - _ANY_BODY or phrase.complement
    return head in lex.KIN or not of or bool(of & told)  # "the son of Quill" is no Quill


def rank(phrase: Phrase) -> str:
    """The office that a phrase’s head is part of: "vice-president" of "the vice president", else the head."""
    head = phrase.head.removeprefix("ex-").removeprefix("then-")
    return next((of for m in sorted(phrase.modifiers) if (of := office(m, head))), head)
