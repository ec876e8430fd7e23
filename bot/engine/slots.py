"""Where a flow keeps what it learns: on the conversation, the customer or the journey."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from msgspec.structs import replace

from bot.engine.journey.mapping import begin_journey, put_journey
from bot.engine.renewal.purchases import PROPOSED, remember_proposed
from bot.engine.renewal.renewal_said import FACT, write_renewal
from bot.engine.run import Run
from bot.engine.values import journey_of
from bot.model.conversation import Conversation
from bot.model.message import Value
from bot.playbook.compiled import Slot
from bot.rules.calendar.calendar import zone
from bot.rules.contact.contact_policy_countries import rules_of
from bot.rules.contact.contact_policy_regions import region_of, region_of_postcode

LONGEST: Final = 4_000  # characters of a text that is kept
MOST_FACTS: Final = 400
FOR_GOOD: Final = datetime(9000, 1, 1, tzinfo=UTC)


def write(run: Run, conversation: Conversation, slot: Slot, value: Value) -> Conversation:
    """Keep a value; return the conversation, which has it where the slot is the conversation's."""
    value = value[:LONGEST] if isinstance(value, str) else value
    if run.correcting and value != read(run, conversation, slot):
        run.rewritten.add(f"{slot.owner}.{slot.name}")
    match slot.owner:
        case "conversation":
            return replace(conversation, saved={**conversation.saved, slot.name: value})
        case "customer" if slot.name == FACT:
            write_renewal(run, conversation, value)
        case "customer" if slot.name == PROPOSED:
            remember_proposed(run, value)
        case "customer":
            write_fact(run, slot.name, value)
        case "journey":
            state = journey_of(run, conversation) or begin_journey(run)
            if state is not None:
                put_journey(run, replace(state, facts={**state.facts, slot.name: value}))
    return conversation


def read(run: Run, conversation: Conversation, slot: Slot) -> Value:
    """Return what is kept in a slot, None where nothing is."""
    match slot.owner:
        case "conversation":
            return conversation.saved.get(slot.name)
        case "customer":
            return run.customer.facts.get(slot.name)
        case "journey":
            state = journey_of(run, conversation)
            return state.facts.get(slot.name) if state is not None else None


def write_fact(run: Run, name: str, value: Value) -> None:
    """Keep a fact on the customer. `language` and `timezone` are more than facts: they are what the customer has."""
    if name == "language" and value in run.shelf.current.store.languages:
        run.change(language=value, language_chosen=True, language_guessed=False, leaning=None)
    elif name == "timezone" and isinstance(value, str) and zone(value):
        run.change(timezone=value)
    elif name in ("country", "minor", "region") and _is_policy(run, name, value):
        pass
    elif name in run.customer.facts or len(run.customer.facts) < MOST_FACTS:
        run.change(facts={**run.customer.facts, name: value})
        _learn_from(run, name, value)


def _is_policy(run: Run, name: str, value: Value) -> bool:
    """What decides when and whether the bot may write: kept where the contact policy looks. False: a fact after all."""
    match name, value:
        case "country", str(country) if len(country) == 2 and country.isalpha():
            region = run.customer.region if country.upper() == run.customer.country else None
            run.change(country=country.upper(), region=region)
            birthday = run.customer.facts.get("birthday")
            if birthday is not None and run.customer.minor_until != FOR_GOOD:
                _learn_from(run, "birthday", birthday)  # elsewhere they are of age at another one
        case "region", str(region) if (code := region_of(run.country, region)) is not None:
            run.change(region=code)
        case "minor", bool(minor):
            run.change(minor_until=FOR_GOOD if minor else None)
        case _:
            return False
    return True


def _learn_from(run: Run, name: str, value: Value) -> None:
    """A postcode tells a region, a birthday an age."""
    if name == "postcode" and isinstance(value, str):
        region = region_of_postcode(run.country, value)
        if region is not None:
            run.change(region=region)
    elif (
        name == "birthday"
        and isinstance(value, str)
        and (of_age := _of_age(value, rules_of(run.country).of_age)) is not None
    ):
        run.change(minor_until=of_age)


def _of_age(birthday: str, years: int) -> datetime | None:
    """Return when somebody born on "2013-05-01" is so many years old; None for what is no date of a year."""
    try:
        born = date.fromisoformat(birthday[:10])
        is_leap_day = (born.month, born.day) == (2, 29)
        # born on a leap day they are a year older after the last of February: on the 29th itself they wait a day
        day = date(born.year + years, 3, 1) if is_leap_day else born.replace(year=born.year + years)
    except ValueError:
        return None
    return datetime.combine(day, time(0), UTC)
