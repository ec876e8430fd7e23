"""Search over 100,000 offers: the median on one core, beside two peers on the same offers in the same run.

    python -m tests.benchmarks.offers [--offers 100000]

The peers do part of the work only: SQLite's full text index finds words and a price (no slips, no attributes), and a
scan of all names with RapidFuzz forgives slips (no price, no attributes).
"""

from __future__ import annotations

import argparse
import gc
import resource
import sqlite3
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from rapidfuzz import fuzz, process

from bot.model.offer import Attribute, Offer
from bot.playbook.compiled import Criterion
from bot.understanding.shopping.sold_offers import SoldOffers

KINDS: Final = ("machine", "moulin", "café", "tasse", "bouilloire", "théière", "balance", "filtre", "carafe", "pichet")
NAMES: Final = ("Aroma", "Brio", "Presto", "Forza", "Volta", "Lima", "Yirga", "Huila", "Cerrado", "Sierra", "Zénith")
MORE: Final = ("rouge", "noire", "compacte", "familiale", "de voyage", "en acier", "en verre", "double", "automatique")
CRITERIA: Final = (
    Criterion(id="bruit", unit="dB", better="lower", words=("silencieuse", "quiet")),
    Criterion(id="réservoir", unit="l", better="higher", words=("grand réservoir",)),
    Criterion(id="mousseur", words=("mousseur",)),
)
#: What is asked, the words that a full text index gets, and the highest price.
QUESTIONS: Final = (
    ("une machine silencieuse à moins de 400 €", "machine", 400),
    ("machine Aroma rouge avec mousseur", "machine aroma rouge", 10_000),
    ("une bouiloire compacte entre 50 et 200 euros", "bouilloire compacte", 200),
    ("a quiet machine under 300", "machine", 300),
    ("théière Zénith en verre", "théière zénith verre", 10_000),
    ("volta 4711", "volta 4711", 10_000),
)


def offer(number: int) -> Offer:
    """One of many offers, no two of the same name."""
    kind, name = KINDS[number % 10], NAMES[number * 7 % 11]
    return Offer(
        id=f"offer-{number}",
        name=f"{kind.capitalize()} {name} {number} {MORE[number * 5 % 9]}",
        category=kind,
        price=Decimal(number * 37 % 120_000) / 100,
        stock={"": number % 9 + 1},
        description=f"Modèle {number % 500} de la gamme {name}, {MORE[number % 9]}, livré avec notice et garantie.",
        attributes={
            "bruit": Attribute(40 + number * 13 % 40, "dB"),
            "réservoir": Attribute((5 + number * 3 % 60) / 10, "l"),
            "mousseur": Attribute("oui" if number % 3 else "non"),
        },
    )


def median(rounds: int, work: Callable[[int], object]) -> float:
    """Return the median of so many calls, in milliseconds."""
    took = []
    for number in range(rounds):
        began = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def megabytes() -> float:
    """Return what this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a file of the kernel's
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def full_text(offers: list[Offer]) -> sqlite3.Connection:
    """Return the offers in SQLite's full text index, in memory."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE offers USING fts5(name, category, price UNINDEXED, tokenize='unicode61')")
    rows = ((one.name, one.category, float(one.price or 0)) for one in offers)
    database.executemany("INSERT INTO offers VALUES (?, ?, ?)", rows)
    return database


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=120)
    options = parser.parse_args()
    before = megabytes()
    began = time.perf_counter()
    sold = SoldOffers({}, (offer(number) for number in range(options.offers)), CRITERIA)
    built = time.perf_counter() - began
    gc.collect()
    held = megabytes() - before
    ours = median(options.rounds, lambda number: sold.search(QUESTIONS[number % len(QUESTIONS)][0]))
    by_id = median(options.rounds, lambda number: sold.get(f"offer-{number * 331 % options.offers}"))
    alike = median(options.rounds, lambda number: sold.similar(f"offer-{number * 331 % options.offers}", 4))
    changed = median(5, lambda number: sold.changed([offer(number)] * 1))
    offers = [offer(number) for number in range(options.offers)]
    database = full_text(offers)
    names = [one.name.lower() for one in offers]
    statement = "SELECT rowid FROM offers WHERE offers MATCH ? AND price <= ? ORDER BY rank LIMIT 3"

    def by_full_text(number: int) -> object:
        _, said, price = QUESTIONS[number % len(QUESTIONS)]
        return database.execute(statement, (said, price)).fetchall()

    text = median(options.rounds, by_full_text)
    scan = median(12, lambda number: process.extract(QUESTIONS[number % 6][1], names, scorer=fuzz.WRatio, limit=3))
    print(f"{options.offers:,} offers, one core; medians in milliseconds\n")
    print("| | ms | |\n|---|---|---|")
    print(f"| search: words, price, attributes, slips | {ours:.1f} | ours |")
    print(f"| words and price | {text:.1f} | SQLite FTS5, in memory |")
    print(f"| names with slips | {scan:.1f} | RapidFuzz over all names |")
    print(f"| one offer by its id | {by_id:.3f} | ours |")
    print(f"| the four likest of its category | {alike:.1f} | ours |")
    print(f"| one changed offer taken up | {changed:.1f} | ours |")
    print(f"\nBuilt in {built:.1f} s, holds {held:.0f} MB (records included), peak of the run "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB.")  # fmt: skip


if __name__ == "__main__":
    main()
