"""The engine alone: microseconds of CPU for `advance`, without a database: `python -m tests.benchmarks.engine`.

An answer to a question with three choices, by number or label, which is kept and followed by the next question; and
what is read of it before its turn. The best of some rounds, since other processes only ever add.
"""

from __future__ import annotations

import argparse
import time
from datetime import timedelta

import msgspec

from bot.channels.telegram_seal import Seal
from bot.channels.telegram_updates import read_update
from bot.engine.advance import advance, new_customer
from bot.engine.reading import glance
from bot.model.customer import Customer
from bot.model.events import Event, FlowRequested, MessageReceived
from bot.playbook.compiled import Shelf
from tests.benchmarks.crowd import ANSWERS, update
from tests.benchmarks.ours import clock, playbook

ANSWERED = 10  # questions of the conversation measured


class Parrot:
    """A customer who answers the same question again and again, a minute apart."""

    def __init__(self) -> None:
        self.shelf = Shelf(current=playbook())
        self.at = clock()
        self.seal = Seal(b"k" * 32)
        self.customer = new_customer("c", self.at)
        self.meet(self.wrote(0, "/start"))
        self.meet(FlowRequested(id="start", flow="encore"))

    def wrote(self, number: int, text: str) -> Event:
        arrival = read_update(update(number, 1, text), bot_id="1", seal=self.seal, received_at=self.at)
        assert arrival is not None
        return arrival.event

    def meet(self, event: Event) -> None:
        self.at += timedelta(minutes=1)
        self.customer = advance(self.shelf, self.customer, msgspec.structs.replace(event, at=self.at)).customer


def measure(rounds: int) -> tuple[float, float, float]:
    """Return microseconds of a glance, of the turn after it, and of writing and reading the customer."""
    best = [float("inf")] * 3
    for _ in range(rounds):
        parrot = Parrot()
        found = _round(parrot, [parrot.wrote(number, ANSWERS[number % len(ANSWERS)]) for number in range(1, ANSWERED)])
        best = [min(pair) for pair in zip(best, found, strict=True)]
    return best[0], best[1], best[2]


def _round(parrot: Parrot, events: list[Event]) -> list[float]:
    decode = msgspec.json.Decoder(Customer).decode
    spent = [0.0, 0.0, 0.0]
    for event in events:
        parrot.at += timedelta(minutes=1)
        met = msgspec.structs.replace(event, at=parrot.at)
        assert isinstance(met, MessageReceived)
        times = [time.process_time_ns()]
        seen = glance(parrot.shelf, parrot.customer, met)
        times.append(time.process_time_ns())
        turn = advance(parrot.shelf, parrot.customer, met, seen)
        times.append(time.process_time_ns())
        parrot.customer = decode(msgspec.json.encode(turn.customer))
        times.append(time.process_time_ns())
        spent = [total + (end - begin) / 1e3 for total, begin, end in zip(spent, times, times[1:], strict=False)]
    return [total / len(events) for total in spent]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    looked, advanced, kept = measure(parser.parse_args().rounds)
    print(f"glance before the turn          {looked:8.1f} us")
    print(f"advance                         {advanced:8.1f} us")
    print(f"customer written and read back  {kept:8.1f} us")


if __name__ == "__main__":
    main()
