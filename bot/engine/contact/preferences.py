"""The preference centre: what the customer is written for, in a few lines, with a button to change each.

It hangs beside the talk like any offer of ours; every line and label is a situation, which a playbook may reword. What
needs a yes (news and offers) is asked for in the words that are kept as its proof; taking back needs one press.
"""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern
from typing import Final

from bot.engine.contact.agreeing import ask_for
from bot.engine.contact.consent import Proof, opt_in, opt_out, record
from bot.engine.contact.declining import no_more_offers
from bot.engine.contact.permission import address_for, purpose_of
from bot.engine.contact.wish_words import wish_words
from bot.engine.listening.offering import extras_for
from bot.engine.phrases import lines_worded
from bot.engine.resuming import say_at_question
from bot.engine.run import Run
from bot.engine.slots import write_fact
from bot.engine.speaking import label, send
from bot.engine.values import called, channel_of, local_zone
from bot.model.address import CHANNELS
from bot.model.customer import ContactWishes
from bot.model.message import Content
from bot.rules.contact.contact_policy import consents
from bot.rules.contact.wishes import DOUBTED, SUBJECTS, kept, paused_until, resumed, undoubted, without

MOST_BUTTONS: Final = 6

Told = tuple[str, dict[str, object]]
"""A situation, and the values it needs beside the usual ones."""


def show(run: Run, *, first: str | None = None) -> None:
    """Say what the customer gets and what can be changed; `first` is a situation that comes before it."""
    wished, received = _wishes(run), _lines(run)
    counted: Told = ("preferences_count", {"wish": {"count": len(wished)}})
    brief = [*received, counted] if len(wished) > 1 else None
    say_lines(run, [*received, *wished], _offered(run), first, brief=brief)


def show_wishes(run: Run, *, first: str | None = None) -> None:
    """Say what the customer wished, with a button to forget each wish alone, end a pause, or leave one channel."""
    offered = _forgettable(run)
    if len(offered) == 1:  # nothing is left but the way back
        show(run, first=first)
        return
    say_lines(run, [("preferences_wishes", {}), *_wishes(run)], offered, first)


def say_lines(
    run: Run,
    told: Sequence[Told],
    offered: tuple[str, ...],
    first: str | None,
    *,
    brief: Sequence[Told] | None = None,
    asking: str = "",
) -> None:
    """Send these lines, with what is offered under them; by SMS the `brief` ones, where there are any: all of it in two
    segments. `asking` are the customer's words that they answer.
    """
    address = address_for(run.customer, "reply", run.at)
    if address is None:
        run.decide("not_sent", "no_address", "preferences")
        return
    extras = extras_for(run, offered, asking=asking)
    before: list[Told] = [(first, {})] if first is not None else []
    content = Content(
        text=lines_worded(run, (*before, *told), sms=False),
        sms=lines_worded(run, (*before, *(brief or told)), sms=True),
        choices=extras.choices,
        prompt=extras.prompt,
        language=intern(run.language),  # as in `speaking.compose`: one text, the same bytes
    )
    send(run, None, content, address, purpose_of(run, None), rule="preferences")


def _lines(run: Run) -> list[Told]:
    """Return the situations that tell of what is received, each with the values it needs beside the usual ones."""
    customer = run.customer
    if customer.opted_out_at is not None:
        return [("preferences", {}), ("preferences_nothing", {})]
    told: list[Told] = [("preferences", {}), ("preferences_service", {})]
    care = consents(customer, "care", channel_of(run) or "all", run.at)
    told.append(("preferences_care_no" if care is False else "preferences_care", {}))
    agreed = [called(run, name) for name in _channels(run) if consents(customer, "marketing", name, run.at)]
    if agreed:
        told.append(("preferences_news", {"channel": ", ".join(agreed)}))
    else:
        told.append(("preferences_news_no", {}))
    return told


def _wishes(run: Run) -> list[Told]:
    """What the customer wished of how often, when and where, and until when it is quiet."""
    wishes = run.customer.wishes or ContactWishes()
    more: dict[str, object] = {"wish": wish_words(wishes, run.language)}
    told = [(f"preferences_{subject}", more) for subject in kept(wishes)]
    if any(one.cause == DOUBTED and one.until > run.at for one in run.customer.pauses):
        told.append(("preferences_doubt", {}))
    for wished, situation in ((True, "preferences_pause"), (False, "preferences_quiet")):
        until = paused_until(undoubted(run.customer.pauses), run.at, wished=wished)
        if until is not None:
            day = until.astimezone(local_zone(run)).date()
            told.append((situation, {"wish": wish_words(wishes, run.language, day)}))
    return told


def _forgettable(run: Run) -> tuple[str, ...]:
    """Return what can be forgotten or left alone, and the way back."""
    customer = run.customer
    subjects = kept(customer.wishes)
    agreed = [name for name in _channels(run) if _agreed(run, name)]
    offered = [f"preference:forget_{subject}" for subject in subjects]
    if paused_until(customer.pauses, run.at, wished=True) is not None:
        offered.append("preference:resume")
    if len(agreed) > 1:
        offered += [f"preference:no_news_{name}" for name in agreed]
    return (*offered, "preference:back")


def _channels(run: Run) -> list[str]:
    """The channels the customer is known on, the one they are on first."""
    here = channel_of(run)
    known = [one.address.channel for one in run.customer.addresses if one.address.channel in CHANNELS]
    return list(dict.fromkeys([*([here] if here else []), *known]))


def _offered(run: Run) -> tuple[str, ...]:
    """Return what can be changed from here."""
    customer = run.customer
    here = channel_of(run) or "all"
    if customer.opted_out_at is not None:
        return ("preference:start", "preference:done")
    languages = [f"preference:{code}" for code in run.shelf.current.store.languages if code != run.language]
    offered = [
        "preference:no_news" if any(_agreed(run, name) for name in _channels(run)) else "preference:news",
        "preference:care" if consents(customer, "care", here, run.at) is False else "preference:no_care",
        *(["preference:wishes"] if len(_forgettable(run)) > 1 else []),
        *languages,
    ]
    return (*offered[: MOST_BUTTONS - 2], "preference:nothing", "preference:done")


def _agreed(run: Run, channel: str) -> bool:
    return consents(run.customer, "marketing", channel, run.at) is True


def change(run: Run, name: str, *, evidence: str) -> None:
    """Do what the button says, and show what it came to."""
    match name:
        case "news":
            ask_for(run, "marketing", channel_of(run) or "all")
        case "nothing":
            opt_out(run, evidence=evidence, source="preferences")
        case "start":
            opt_in(run, evidence=evidence, source="preferences")
        case "wishes":
            show_wishes(run)
        case "back":
            show(run)
        case "done":
            say_at_question(run, "opt_out_kept")
        case _ if name.startswith(("forget_", "no_news_")) or name == "resume":
            _forget(run, name, evidence)
            show_wishes(run, first="preferences_changed")
        case _:
            _switch(run, name, evidence)
            show(run, first="preferences_changed")


def _switch(run: Run, name: str, evidence: str) -> None:
    """Turn one thing on or off. Taking back is as easy as giving, and holds everywhere."""
    match name:
        case "no_news":
            no_more_offers(run, wording=label(run, "label_no_news"), source="preferences", evidence=evidence)
        case "no_care" | "care":
            wording = label(run, f"label_{name}")
            granted = name == "care"
            record(run, "care", "all", Proof(wording, "preferences", evidence), granted=granted)
        case _:
            write_fact(run, "language", name)


def _forget(run: Run, name: str, evidence: str) -> None:
    """Take back one wish, the pause, or the offers on one channel."""
    customer = run.customer
    for subject in SUBJECTS:
        if name == f"forget_{subject}":
            run.change(wishes=without(customer.wishes, subject))
            run.decide("understood", "wish_forgotten", "preferences", wishes=label(run, f"label_{name}"))
    if name == "resume":
        run.change(pauses=resumed(customer.pauses))
        run.decide("understood", "wish_forgotten", "preferences", wishes=label(run, "label_resume"))
    channel = name.removeprefix("no_news_")
    if channel != name:
        wording = label(run, f"label_{name}")
        record(run, "marketing", channel, Proof(wording, "preferences", evidence), granted=False)
