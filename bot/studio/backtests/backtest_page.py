"""A backtest in words, French or English: the totals of both playbooks, and a page of every customer treated
differently. What customers wrote stays text: escaped, and without signs that can't be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, partial
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, StrictUndefined
from msgspec import Struct

from bot.model.backtest import Figures, Line, Pairs
from bot.rules.calendar.first_of_month import as_said
from bot.rules.texts.hidden_signs import named
from bot.studio.drawings.journey_words import counted

FIGURES: Final = ("messages", "marketing", "held", "not_sent", "handed_over", "converted")
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "messages": ("messages", "messages"),
    "marketing": ("… dont marketing", "… of them marketing"),
    "held": ("retenus", "held"),
    "not_sent": ("non envoyés", "not sent"),
    "handed_over": ("confiés à l’équipe", "handed over"),
    "converted": ("conversions", "converted"),
    "none": (
        "Aucun des {customers} clients n’aurait été traité autrement.",
        "None of {customers} customers would have been treated differently.",
    ),
    "one": (
        "1 client sur {customers} aurait été traité autrement.",
        "1 of {customers} customers would have been treated differently.",
    ),
    "many": (
        "{differ} clients sur {customers} auraient été traités autrement.",
        "{differ} of {customers} customers would have been treated differently.",
    ),
    "events": (
        "Événements du {since} au {until} ; en service {used}, essayé {tried}.",
        "Events from {since} to {until}; in use {used}, tried {tried}.",
    ),
    "in_use": ("en service", "in use"),
    "tried": ("essayé", "tried"),
    "difference": ("écart", "difference"),
    "title": ("Rejeu de {tried}", "Backtest {tried}"),
    "more": (
        "… et {more} de plus ; --html FICHIER les écrit tous",
        "… and {more} more; --html FILE writes all of them",
    ),
    "said.handed_over": ("confié à l’équipe", "handed over"),
    "said.ended": ("terminé", "ended"),
    "said.reply": ("réponse", "reply"),
    "said.service": ("service", "service"),
    "said.care": ("attention", "care"),
    "said.marketing": ("marketing", "marketing"),
    "limits": ("Ce qu’il faut savoir", "What to know"),
}
#: What a backtest can't know, as a reader is told it.
LIMITS: Final = (
    (
        "Rien n’a été envoyé. Les clients répondent ce qu’ils ont répondu alors : ce qu’ils auraient dit à une autre "
        "question, personne ne le sait.",
        "Nothing was sent. Customers answer as they did: what they would have said to another question, nobody knows.",
    ),
    (
        "Les offres importées et les durées des étapes sont celles que le bot connaissait à ce moment-là.",
        "Imported offers and the times of stages are those that the bot knew at that time.",
    ),
    (
        "Un service extérieur qui n’a pas été interrogé alors compte comme injoignable ; ce qui a été répondu l’est "
        "encore.",
        "An outside service that was not asked then counts as out of reach; what was answered is answered again.",
    ),
    (
        "Un message compte quand le bot décide de l’envoyer ; un numéro injoignable n’est pas retiré.",
        "A message counts when the bot decides to send it; an address that can’t be reached is not taken off.",
    ),
    (
        "Les clients effacés n’y sont pas.",
        "Customers who were erased are not in it.",
    ),
)
CUT: Final = (
    "Le début de l’histoire n’est plus conservé pour certains clients ({cut}) : ils partent de ce qui reste, sans les "
    "accords ni les faits d’avant.",
    "For some customers ({cut}) the beginning is no longer kept: they start from what is left, without consents and "
    "facts of before.",
)


class Backtest(Struct, frozen=True, kw_only=True):
    """What came of it, and how it is told: in a language, in the store's zone."""

    used: str
    tried: str
    since: datetime
    until: datetime
    figures: Figures
    language: str
    zone: ZoneInfo

    def word(self, name: str, **values: object) -> str:
        french, english = WORDS[name]
        return (french if self.language == "fr" else english).format(**values)

    def at(self, moment: datetime) -> str:
        """Return a time as it stands in a backtest."""
        pattern = "d MMM y HH:mm" if self.language == "fr" else "d MMM y, HH:mm"
        local = moment.astimezone(self.zone)
        return format_datetime(
            local, as_said(pattern, local.day, self.language), tzinfo=self.zone, locale=self.language
        )


def sentence(result: Backtest) -> str:
    """Return the one sentence that it comes to."""
    differ, met = result.figures.differ, counted(result.figures.met, result.language)
    name = "none" if not differ else "one" if differ == 1 else "many"
    return result.word(name, differ=counted(differ, result.language), customers=met)


def span(result: Backtest) -> str:
    """Return which events, and which playbooks."""
    times = {"since": result.at(result.since), "until": result.at(result.until)}
    return result.word("events", used=result.used, tried=result.tried, **times)


def totals(result: Backtest) -> list[tuple[str, int, int]]:
    """Return the figures by name: with the playbook in use, and with the other."""
    before, after = result.figures.before, result.figures.after
    return [(result.word(name), getattr(before, name), getattr(after, name)) for name in FIGURES]


def limits(result: Backtest) -> list[str]:
    """Return what the backtest can't know, in plain words."""
    chosen = 0 if result.language == "fr" else 1
    cut = [CUT[chosen].format(cut=counted(result.figures.cut, result.language))] if result.figures.cut else []
    return [*cut, *(words[chosen] for words in LIMITS)]


def kind_of(line: Line, result: Backtest) -> str:
    """Return what a line is: what was done, or the purpose of a message."""
    name = f"said.{line.purpose if line.kind == 'said' else line.kind}"
    return result.word(name) if name in WORDS else line.purpose


def html(result: Backtest, treated: Iterable[tuple[str, Pairs]]) -> Iterator[str]:
    """Give the page piece by piece; it stands alone in a file. `treated`: customers with their lines, read once."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"shown": result.at, "inert": named, "kind": partial(kind_of, result=result)}
    yield from environment.from_string(_template()).generate(
        sentence=sentence(result),
        span=span(result),
        totals=totals(result),
        limits=limits(result),
        language=result.language,
        word=result.word,
        tried=result.tried,
        treated=treated,
    )


@cache
def _template() -> str:
    return (files("bot.studio.backtests") / "backtest.html").read_text("utf-8")
