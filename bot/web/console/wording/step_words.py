"""Steps of a flow as staff read them: what the bot does there, and the first of its words."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from bot.playbook.compiled import AnyStep, Call, Flow, HandOver, Split
from bot.web.console.words import marked, words

_VALUE: Final = re.compile(r"{{-?\s*[\w.]*?(\w+)\s*(?:\|[^}]*)?-?}}")
_TAG: Final = re.compile(r"{%.*?%}", re.DOTALL)
#: What is said in some cases only, the innermost first.
_CASES: Final = re.compile(
    r"{%-?\s*(if|unless|case|for)\b(?:(?!{%-?\s*(?:if|unless|case|for)\b).)*?{%-?\s*end\1\s*-?%}", re.DOTALL
)
_VERBS: Final = {
    "OrderStep": "order",
    "BookStep": "book",
    "ConsentStep": "consent",
    "HandOver": "hand_over",
    "EmitStep": "emit",
    "FetchStep": "fetch",
}
#: What the bot does at a step, by the verb as it is written.
DOES: Final = {
    "say": marked("says"),
    "ask": marked("asks"),
    "rate": marked("asks for a rating"),
    "comment": marked("asks why"),
    "order": marked("takes the order"),
    "book": marked("books a visit"),
    "consent": marked("asks to agree"),
    "recommend": marked("advises"),
    "compare": marked("compares"),
    "choose": marked("decides"),
    "split": marked("tries both"),
    "wait": marked("waits"),
    "call": marked("goes on with"),
    "hand_over": marked("hands over to"),
    "set": marked("notes"),
    "fetch": marked("looks it up"),
    "emit": marked("tells the shop"),
    "floor": marked("takes questions"),
    "move": marked("moves on"),
}
_LONGEST: Final = 60


class StepWords(Struct, frozen=True):
    verb: str  # as it is written; what it does is in `DOES`
    text: str
    line: int  # in its file; 0 where the flow does not have it any more


def words_of(flow: Flow | None, step: str) -> StepWords:
    """Return how a step is called: by its words, else the name that its author gave it, else where it is written; one
    that the flow does not have any more by its id.
    """
    known = flow.steps.get(step) if flow is not None else None
    if known is None:
        return StepWords("", step, 0)
    name = type(known).__name__
    return StepWords(_VERBS.get(name, name.lower()), _text(known) or _named(known), known.place.line)


def does(verb: str, language: str) -> str:
    """Return what the bot does at a step of this verb; one without words as it is written."""
    return words(language).gettext(DOES[verb]) if verb in DOES else verb


def _named(step: AnyStep) -> str:
    if not step.id.rpartition(".")[2].isdigit():
        return step.id.replace("_", " ")
    return f"{step.place.file.rpartition('/')[2]}:{step.place.line}"


def _text(step: AnyStep) -> str:
    if isinstance(step, Split):
        return step.name
    if isinstance(step, HandOver):
        return step.team
    if isinstance(step, Call):
        return step.flow
    written = getattr(step, "wording", None)
    text = getattr(written, "text", written)
    source = getattr(text, "source", "")
    said = _VALUE.sub(r"‹\1›", _TAG.sub(" ", _always_said(source)))
    line = re.sub(r" (?=[.,])", "", re.sub(r"[ \t\n]+", " ", said)).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _always_said(source: str) -> str:
    """Return what a text says to everybody; all of it where there is no such part."""
    rest, found = source, 1
    while found:
        rest, found = _CASES.subn(" ", rest)
    return rest if any(sign.isalpha() for sign in _TAG.sub(" ", rest)) else source
