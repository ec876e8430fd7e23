"""A comparison in the customer's language: its cells, its one honest sentence, its table, its numbered lines by SMS.

Every figure is a cell of the catalogue; what is said around it is a situation of ours, which a playbook may reword.
Those see what they are about as `compared`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from bot.engine.offers.attribute_names import called, value_called
from bot.engine.phrases import worded
from bot.engine.run import Run
from bot.engine.speaking import HOW_TO_REPLY, label, situation_wording
from bot.model.conversation import Conversation
from bot.model.offer import Offer
from bot.model.sms_text import measure, normalise
from bot.model.table import Column, Figure, Line
from bot.model.table import Table as Drawn
from bot.playbook.compiled import Wording
from bot.playbook.offer_facts import plain_amount
from bot.rules.offers.comparison import PRICE, WITH_HOME, Cell, Row, Table
from bot.understanding.replies.yes_no import is_no, is_yes

MOST_SAID: Final = 2  # strengths in a sentence
_DELIVERY: Final = {"included": "comparison_delivered", "free": "comparison_delivered_free"}


def in_each_language(run: Run, say: Callable[[], str]) -> dict[str, str]:
    """Return what is said in every language of the store: a row of the ledger is read in each of them."""
    own, found = run.customer.language, {}
    for language in run.shelf.current.store.languages:
        run.change(language=language)
        found[language] = say()
    run.change(language=own)
    return found


def labelled(name: str) -> str:
    """Return a name as a label begins: "Prix"."""
    return name[:1].upper() + name[1:]


class Words:
    """Says what belongs to comparisons."""

    def __init__(self, run: Run, conversation: Conversation | None) -> None:
        self.run = run
        self._conversation = conversation

    def say(self, situation: str, *, sms: bool = False, **compared: object) -> str:
        """Return a situation's words about `compared`; empty where a value is missing."""
        return worded(self.run, self._conversation, situation, sms=sms, compared=compared)

    def asks_what_matters(self) -> Wording:
        """Return the question for the criteria."""
        wording = situation_wording(self.run, "comparison_asks", self._conversation)
        assert wording is not None, "a situation of ours"
        return wording

    def label(self, name: str) -> str:
        """Return the label of one of the comparison's own buttons."""
        return label(self.run, f"label_{name}")

    def criterion(self, name: str) -> str:
        """Return what people call a criterion, in small letters, however its author began it; "USB" stays."""
        said = label(self.run, "label_price") if name == PRICE else called(self.run, name)
        return said[:1].lower() + said[1:] if said[1:2].islower() else said

    def figure(self, row: Row, cell: Cell) -> str:
        """Return a cell as it is read: "349 €", "52 dB", "oui"; in words where nobody knows."""
        return self.figure_of(row.measure.criterion, cell)

    def figure_of(self, criterion: str, cell: Cell) -> str:
        """Return a cell of a criterion as it is read."""
        if cell.value is None:
            return self.say("comparison_unknown")
        if criterion == PRICE and isinstance(cell.value, Decimal):
            return self.say("comparison_price", value=plain_amount(cell.value), currency=cell.unit)
        if isinstance(cell.value, bool) or (isinstance(cell.value, str) and (is_yes(cell.value) or is_no(cell.value))):
            had = cell.value if isinstance(cell.value, bool) else is_yes(cell.value)
            return label(self.run, "label_yes" if had else "label_no").lower()
        if isinstance(cell.value, int | float):
            return self.say("comparison_figure", value=cell.value, unit=cell.unit or None)
        return value_called(self.run, criterion, str(cell.value))

    def said_of(self, criterion: str, cell: Cell) -> str:
        """Return a cell as it is said in a sentence: a price that has its delivery in it says so, "719,90 € livré"."""
        said = self.figure_of(criterion, cell)
        if criterion == PRICE and cell.source.endswith(WITH_HOME):
            return self.say("comparison_price_delivered", value=said)
        return said

    def named(self, offers: Iterable[str], criteria: Iterable[str]) -> dict[str, str]:
        """Return offers and criteria by name, for the ledger: in the store's first language."""
        names, every = (offer.name for offer in self.run.offers.all_of(offers)), tuple(criteria)
        said = in_each_language(self.run, lambda: ", ".join(self.criterion(one) for one in every))
        return {"offers": ", ".join(names), "criteria": said[self.run.shelf.current.store.languages[0]]}

    def shown(self, table: Table, offers: Mapping[str, Offer]) -> Shown:
        """Return how a table is shown."""
        return Shown(self, table, offers)


class Shown:
    """A table in words and as what a picture is drawn of. `names` are the offers' without what all of them share."""

    def __init__(self, words: Words, table: Table, offers: Mapping[str, Offer]) -> None:
        self._words = words
        self._table = table
        shown = [offers[one.offer] for one in table.standings]
        kinds = {word for offer in shown for word in words.run.in_words(offer.category).split()}
        self.names = short_names({offer.id: words.run.in_words(offer.name) for offer in shown}, kinds)

    @property
    def why(self) -> str:
        """The one sentence: who comes out ahead and why, or that it is too close; and what speaks against it."""
        return self.sentence(sms=False)

    def sentence(self, *, sms: bool) -> str:
        """The same, the short one by SMS."""
        return self._why(sms=sms)

    def pick(self, *, sms: bool) -> str:
        """Which one we would take, asked for: the best by what matters to them, where it is not too close."""
        return self._why(sms=sms, ahead="comparison_pick")

    @property
    def text(self) -> str:
        """What is said under a table."""
        notes = [note for note in (self._missing(),) if note]
        return "\n".join((self._why(sms=False), *notes, self._words.say("comparison_which")))

    def _why(self, *, sms: bool, most: int = MOST_SAID, ahead: str = "comparison_ahead") -> str:
        table = self._table
        second = table.standings[1].offer
        # What they said matters is told first, however little it decides.
        strengths = sorted(table.strengths(table.best, second), key=lambda row: -row.measure.weight)[:most]
        other, against = self._against(second)
        return self._words.say(
            "comparison_close" if table.is_close else ahead,
            sms=sms,
            best=self.names[table.best],
            other=self.names[other],
            strengths=self.leads(strengths, table.best, second) or None,
            weaknesses=self.leads(against[:1], other, table.best) or None,
        )

    def _against(self, second: str) -> tuple[str, tuple[Row, ...]]:
        """Return who does better than the best in what weighs most, and in what; the second where there is a choice."""
        best = self._table.best
        rest = [one.offer for one in self._table.standings[1:]]
        others = sorted(rest, key=lambda one: one != second)
        return next(((one, rows) for one in others if (rows := self._table.strengths(one, best))), (second, ()))

    def leads(self, rows: Sequence[Row], offer: str, over: str) -> str:
        """Return in what an offer is better than another, in a row."""
        told = [self._lead(row, offer, over) for row in rows]
        return ", ".join(told)

    def _lead(self, row: Row, offer: str, over: str) -> str:
        """Return in what an offer is better: "prix 279 € contre 349 €", "mousseur"."""
        say, cell = self._words, row.cell(offer)
        name, value = say.criterion(row.measure.criterion), say.figure(row, cell)
        if row.measure.better is None and row.measure.criterion != PRICE:  # one has it, the other has not
            return name if value == label(say.run, "label_yes").lower() else f"{name} ({value})"
        than = say.said_of(row.measure.criterion, row.cell(over))
        return say.say("comparison_lead", name=name, value=say.said_of(row.measure.criterion, cell), than=than)

    def _missing(self) -> str:
        gaps = [
            f"{', '.join(self._words.criterion(name) for name in one.missing)} ({self.names[one.offer]})"
            for one in self._table.standings
            if one.missing
        ]
        return self._words.say("comparison_missing", missing=", ".join(gaps)) if gaps else ""

    def _delivery(self) -> str:
        prices = any(row.measure.criterion == PRICE for row in self._table.rows)
        return self._words.say(_DELIVERY.get(self._table.delivery, "comparison_undelivered")) if prices else ""

    def line(self, offer: str, most: int | None = None) -> str:
        """Return an offer with its figures in one line: "Aroma 2 : 349 €, 52 dB, mousseur oui"."""
        figures = ", ".join(self._terse(row, offer) for row in self._table.rows[:most])
        return self._words.say("comparison_line", name=self.names[offer], figures=figures)

    def _terse(self, row: Row, offer: str) -> str:
        """Return a cell alone where its unit says what it is, else after the criterion's name."""
        cell = row.cell(offer)
        said = self._words.said_of(row.measure.criterion, cell)
        alone = cell.value is not None and (cell.unit or row.measure.criterion == PRICE)
        return said if alone else f"{self._words.criterion(row.measure.criterion)} {said}"

    def in_lines(self, ends: Sequence[str], segments: int) -> tuple[dict[str, str], str]:
        """Return the numbered lines by offer and the words above them that fit so many SMS segments.

        The sentence is shortened first, then the figures that weigh least are left out.
        """
        order = [one.offer for one in self._table.standings]
        texts = self._short_texts()
        for most in range(len(self._table.rows), 0, -1):
            lines = {offer: self.line(offer, most) for offer in order}
            for text in texts:
                whole = (
                    "\n".join((text, *(f"1. {one}" for one in (*lines.values(), *ends)))) + "\n" + "x" * HOW_TO_REPLY
                )
                if measure(normalise(whole)).segments <= segments:
                    return lines, text
        return {offer: self.names[offer] for offer in order}, texts[-1]

    def _short_texts(self) -> list[str]:
        """Return the words above the lines, the longest first."""
        why, shorter = self._why(sms=True), self._why(sms=True, most=1)
        which, missing = self._words.say("comparison_which", sms=True), self._missing()
        found = ["\n".join(part for part in (why, missing, which) if part), "\n".join((why, which)), why, shorter]
        return [text for text in dict.fromkeys(found) if text]

    def table(self) -> Drawn:
        """Return what the picture shows."""
        table, say = self._table, self._words
        heaviest = max(row.measure.weight for row in table.rows)
        alike = all(row.measure.weight == heaviest for row in table.rows)
        columns = tuple(
            Column(
                self.names[one.offer],
                say.say("comparison_score", score=round(one.score * 100)),
                best=place == 0 and not table.is_close,
            )
            for place, one in enumerate(table.standings)
        )
        lines = tuple(
            Line(
                labelled(say.criterion(row.measure.criterion)),
                tuple(
                    Figure(say.figure(row, cell), best=cell.offer in row.winners, missing=cell.points is None)
                    for cell in row.cells
                ),
                counts=not alike and row.measure.weight == heaviest,
            )
            for row in table.rows
        )
        notes = (say.say("comparison_scored"), self._delivery(), self._missing())
        return Drawn(say.say("comparison_title"), columns, lines, tuple(note for note in notes if note))


def short_names(names: Mapping[str, str], kinds: Collection[str] = ()) -> dict[str, str]:
    """Return names without the words that all of them begin with, or end with where these say of what `kinds` they are:
    "Machine Aroma 2" is "Aroma 2" among machines, and so is "Aroma 2 machine". Of several first words the last stays
    where a single one would be left: "Brio Mini" and "Brio Lait", not "Mini". All of them stay where what is left would
    be no name: "Vélo de course" is not "de course", nor is "Lima electric grinder" "Lima electric".
    """
    if len(names) < 2:
        return dict(names)
    parts = {id_: name.split() for id_, name in names.items()}
    last = len(list(takewhile(kinds.__contains__, _shared(own[:0:-1] for own in parts.values()))))
    left = {id_: own[: len(own) - last] for id_, own in parts.items()}
    if last:
        return {id_: " ".join(own) for id_, own in left.items()} if _are_names(left.values()) else dict(names)
    first = len(_shared(parts.values()))
    if first > 1 and any(len(own) == first + 1 for own in parts.values()):
        first -= 1
    if any(own[first:] and own[first][0].islower() for own in parts.values()):
        first = 0
    return {id_: " ".join(own[first:]) or names[id_] for id_, own in parts.items()}


def _are_names(rows: Iterable[Sequence[str]]) -> bool:
    return all(not own[-1][0].islower() for own in rows)


def _shared(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the words that all rows begin with."""
    return [words[0] for words in takewhile(lambda words: len(set(words)) == 1, zip(*rows, strict=False))]
