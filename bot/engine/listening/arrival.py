"""What is noted of every word that comes in, before anything is made of it: where it came from, who says so, in what
language.
"""

from __future__ import annotations

from typing import Final

from babel.languages import get_official_languages
from msgspec.structs import replace
from phonenumbers import NumberParseException, parse, region_code_for_number

from bot.engine.journey.mapping import begin_journey
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.values import local_now
from bot.model.address import Address
from bot.model.customer import KnownAddress
from bot.model.events import MessageReceived
from bot.model.message import Profile
from bot.rules.contact.habits import MOST_REPLIES, heard_at, is_new_talk
from bot.understanding.language import tell

LONGEST_NAME: Final = 60  # characters: a name is a greeting, not a text
SURE_OF_LANGUAGE: Final = 0.8


def note_address(run: Run, address: Address) -> None:
    """Know the address, reachable again, with the customer's last word there now; and, of a new talk, its hour."""
    addresses = run.customer.addresses
    if is_new_talk(run.customer.last_in, run.at):
        addresses = tuple(replace(one, replies=one.replies + _more(one, address)) for one in addresses)
        run.change(answers_at=heard_at(run.customer.answers_at, local_now(run)))
    place = next((place for place, one in enumerate(addresses) if one.address == address), None)
    if place is not None:
        here = replace(addresses[place], reachable=True, last_in=run.at)
        addresses = (*addresses[:place], here, *addresses[place + 1 :])
    else:
        addresses = (*addresses, KnownAddress(address=address, last_in=run.at, replies=1))
        _note_country(run, address)
    run.change(addresses=addresses, last_address=address, last_in=run.at)


def _more(one: KnownAddress, heard_on: Address) -> int:
    if one.address == heard_on:
        return 1 if one.replies < MOST_REPLIES else 0
    return -1 if one.replies else 0


def _note_country(run: Run, address: Address) -> None:
    """A phone number tells a country, where nothing better is known."""
    if address.channel not in ("sms", "whatsapp") or run.customer.country is not None:
        return
    try:
        country = region_code_for_number(parse(address.id))
    except NumberParseException:
        return
    if country is not None and country.isalpha():
        run.change(country=country)


def set_reachable(run: Run, address: Address, *, reachable: bool) -> None:
    """Note that a known address can be reached, or can't be any more."""
    run.change(
        addresses=tuple(
            replace(one, reachable=reachable) if one.address == address else one for one in run.customer.addresses
        )
    )


def note_profile(run: Run, profile: Profile | None) -> None:
    """Keep the first name and the language a channel gives, until something better is known."""
    if profile is None:
        return
    _guess_language(run, profile.language)
    if not profile.first_name or "first_name" in run.customer.facts:
        return
    name = " ".join(profile.first_name.split())[:LONGEST_NAME]
    if name:
        write_fact(run, "first_name", name)


def _guess_language(run: Run, tag: str | None) -> None:
    """Greet a newcomer in the language of their browser or client ("en-GB"), where the store speaks it."""
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    if run.customer.language is None and language in run.shelf.current.store.languages:
        run.change(language=language, language_guessed=True)


def guess_by_country(run: Run) -> None:
    """Speak to whom nobody has told a language of in the one that their country and the store share, where that is one
    alone: their own first words, or a shop that knows better, go before it.
    """
    if run.customer.country is None:
        return
    official = get_official_languages(run.customer.country, regional=False, de_facto=True)
    shared = [language for language in run.shelf.current.store.languages if language in official]
    if len(shared) == 1:
        run.change(language=shared[0], language_guessed=True)


def first_contact(run: Run) -> None:
    """Put a customer who is on no path at the start of theirs."""
    if not run.customer.journeys and run.shelf.current.journeys:
        begin_journey(run)


def note_language(run: Run, event: MessageReceived) -> None:
    """Answer in the language they write in. A known customer changes with two messages in a row, never with one; what
    was only guessed gives way to the first.
    """
    if run.customer.language_chosen or not event.text:
        return
    known = None if run.customer.language_guessed else run.customer.language
    if event.reading is None and (known is not None or _is_our_own_word(run, event.text)):
        return
    spoken = _spoken(event, run.customer.language)
    if spoken is None or spoken not in run.shelf.current.store.languages:
        return
    if known is None:
        run.change(language=spoken, language_guessed=False)
    elif spoken == known:
        if run.customer.leaning is not None:
            run.change(leaning=None)
    elif run.customer.leaning == spoken:
        run.change(language=spoken, leaning=None)
        run.decide("understood", "language_follows", "language", language=spoken)
    else:
        run.change(leaning=spoken)


def _is_our_own_word(run: Run, text: str) -> bool:
    """The label of a choice, or its number, repeats what we said, in whatever language that was."""
    waiting = run.top.waiting if run.top is not None else None
    if waiting is None or not waiting.choices:
        return False
    said = text.strip().casefold()
    return said.isdecimal() or any(said == choice.label.casefold() for choice in waiting.choices)


def _spoken(event: MessageReceived, known: str | None) -> str | None:
    """Return the language of a message: as it was read, or for the first one of all as it sounds."""
    if event.reading is not None:
        return event.reading.language
    language, certainty = tell(event.text, known or (event.profile.language if event.profile else None))
    return language if certainty >= SURE_OF_LANGUAGE else None
