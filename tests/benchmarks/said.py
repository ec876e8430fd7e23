"""What the example store's own messages cost the engine: `python -m tests.benchmarks.said [--offers 400]`.

Every message that a customer writes in the store's tests is met again, where it was met then: milliseconds of CPU for
`advance`, the best of some rounds, since other processes only ever add. `--offers` gives the playbook more offers of
its own, whose names are looked for in what is said. The last lines are the messages that cost most.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from bot.cli.playbook.playbooks import checked_playbook
from bot.engine.advance import advance
from bot.model.customer import Customer, Turn
from bot.model.events import Event, MessageReceived
from bot.playbook.compiled import Playbook, Shelf
from bot.playbook.source.files import default_folder
from bot.studio.playbook_tests.running import run
from bot.studio.playbook_tests.scripts import read_scripts
from bot.studio.rehearsals import rehearsal

ROUNDS: Final = 5
MOST_SHOWN: Final = 12


class Met(NamedTuple):
    shelf: Shelf
    customer: Customer
    event: MessageReceived


def met_in_tests(playbook: Playbook, sources: Mapping[str, str]) -> list[Met]:
    """Return each message of the playbook's tests with the customer as they were; read by words alone."""
    met: list[Met] = []

    def noting(shelf: Shelf, customer: Customer, event: Event) -> Turn:
        if isinstance(event, MessageReceived):
            met.append(Met(shelf, customer, event))
        return advance(shelf, customer, event)

    rehearsal.advance = noting  # type: ignore[attr-defined] # its own name for the engine
    for script in read_scripts(sources):
        run(script, playbook)
    return met


def with_more(playbook: Playbook, offers: int) -> Playbook:
    """Return a playbook with copies of its offers, each under a name of its own, up to a number of them."""
    own = dict(playbook.offers)
    plain = [offer for offer in own.values() if not offer.parent and not offer.variants]
    for number in range(max(0, offers - len(own))):
        copied = plain[number % len(plain)]
        own[f"more-{number}"] = replace(copied, id=f"more-{number}", name=f"{copied.name} Zeta{number}")
    return replace(playbook, offers=own)


def milliseconds(each: Met) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time_ns()
        advance(each.shelf, each.customer, each.event)
        best = min(best, (time.process_time_ns() - began) / 1e6)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offers", type=int, default=0, help="how many offers the playbook is to have of its own")
    asked = parser.parse_args()
    own, sources = checked_playbook(default_folder())
    playbook = with_more(own, asked.offers)
    met = met_in_tests(playbook, sources)
    took = sorted(((milliseconds(one), one.event.text) for one in met), reverse=True)
    costs = [cost for cost, _ in took]
    print(f"{len(met):,} messages, {len(playbook.offers):,} offers")
    print(f"{'':8}{'median':>10}{'p90':>10}{'p99':>10}{'most':>10}")
    places = (len(costs) // 2, len(costs) // 10, len(costs) // 100, 0)
    print(f"{'ms':8}" + "".join(f"{costs[place]:10.2f}" for place in places))
    for cost, text in took[:MOST_SHOWN]:
        print(f"{cost:8.2f}  {text[:100]}")


if __name__ == "__main__":
    main()
