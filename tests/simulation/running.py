"""Many lives, and what is told of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from bot.model.message import Candidate, Reading
from bot.playbook import build
from bot.playbook.compiled import Playbook, Shelf
from bot.playbook.source.files import read_folder
from tests.simulation.oracle import Broken
from tests.simulation.people import Person
from tests.simulation.world import Life, Reader, replayed, shortest

ROOT = Path(__file__).resolve().parents[2]


class Report(Struct):
    """What came of a simulation. `broken` are the customers whose life broke an invariant, with a log to replay."""

    seed: int
    customers: int
    days: int
    seconds: float
    counts: Counter[str]
    checked: Counter[str]
    broken: list[str]

    @property
    def speed(self) -> float:
        """Return how many times faster than life one customer's year went by."""
        return self.days * 86_400 * self.customers / self.seconds

    def lines(self) -> Iterator[str]:
        yield f"seed {self.seed}: {self.customers} customers, {self.days} days each, {self.seconds:.1f} s"
        yield f"{self.speed:,.0f} times real time per customer"
        for name, count in sorted(self.counts.items()):
            yield f"  {count:>9,}  {name}"
        yield f"{sum(self.checked.values()):,} looks at {len(self.checked)} invariants"
        for name, count in sorted(self.checked.items()):
            yield f"  {count:>9,}  {name}"
        yield from self.broken or ["nothing was broken"]


@cache
def shelves() -> tuple[Shelf, Shelf]:
    """Return the example store, and the same with one word changed, published half a year later."""
    sources = read_folder(ROOT)
    older = build(sources).playbook
    newer = build({**sources, "flows/policy.yaml": sources["flows/policy.yaml"] + "\n# changed\n"}).playbook
    assert older is not None
    assert newer is not None
    return Shelf(current=older), Shelf(current=newer, earlier={older.version: older})


def reader_of(playbook: Playbook) -> Reader:
    """Return a reader that knows the playbook's own examples by heart and is unsure of all else."""
    known = {
        text.lower(): Candidate("flow", flow.id, 0.97) for flow in playbook.flows.values() for text in flow.examples
    }
    known |= {
        text.lower(): Candidate("answer", one.id, 0.97) for one in playbook.answers.values() for text in one.examples
    }
    names = sorted(playbook.answers)

    def read(text: str, language: str | None, asked: str) -> Reading:
        found = known.get(text.strip().lower())
        if found is not None:
            return Reading(language=language, candidates=(found,), reader="simulation")
        chance = Random(text)
        unsure = tuple(Candidate("answer", chance.choice(names), round(chance.uniform(0.05, 0.6), 2)) for _ in range(3))
        return Reading(language=chance.choice(("fr", "en", None)), candidates=unsure, reader="simulation")

    return read


def simulate(seed: int, customers: int, days: int, *, stop_at: int = 3, books: bool = False) -> Report:
    """Let customers live; at most `stop_at` whose life breaks an invariant are looked into."""
    older, newer = shelves()
    reader = reader_of(older.current)
    report = Report(seed, customers, days, 0.0, Counter(), Counter(), [])
    for number in range(customers):

        def make(number: int = number) -> Life:
            return Life(older, number, f"{seed}", reader, newer=newer, books=books)

        life, began = make(), time.perf_counter()
        try:
            life.live(_person(seed, number), days)
            same = replayed(life) == msgspec.json.encode(life.customer)
            life.oracle.demand("the same log gives the same bytes", same, str(number))
        except Broken as broken:
            report.broken += told(seed, number, broken, shortest(life, broken, make, days))
        report.seconds += time.perf_counter() - began
        report.counts += _summed(report.counts, life.counts)
        report.checked += life.oracle.checked
        if len(report.broken) >= stop_at:
            break
    return report


def breaks(seed: int, days: int) -> str:
    """Return what the life of a seed's first customer breaks, nothing for a sound one; not replayed, not shortened."""
    older, newer = shelves()
    try:
        Life(older, 0, f"{seed}", reader_of(older.current), newer=newer).live(_person(seed, 0), days)
    except Broken as broken:
        return str(broken)
    return ""


def _person(seed: int, number: int) -> Person:
    return Person(Random(f"{seed}/{number}"), number, shelves()[0].current)


def _summed(known: Counter[str], more: Counter[str]) -> Counter[str]:
    """Return what is to be added: sizes are not summed, the largest is kept."""
    largest = "largest document"
    return Counter({name: count for name, count in more.items() if name != largest}) + Counter(
        {largest: max(0, more[largest] - known[largest])}
    )


def told(seed: int, number: int, broken: Broken, inputs: Sequence[object]) -> list[str]:
    """Return a life that broke an invariant, with the shortest log that breaks it again."""
    log = "\n".join(f"    {msgspec.json.encode(one).decode()}" for one in inputs)
    return [f"BROKEN by customer {number} of seed {seed}: {broken}\n  {len(inputs)} inputs break it:\n{log}"]
