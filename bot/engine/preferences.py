"""The preference centre: what the customer is written for, in a few lines, with a button to change each.

It hangs beside the talk like any offer of ours; every line and label is a situation, which a playbook may reword. What
needs a yes (news and offers) is asked for in the words that are kept as its proof; taking back needs one press.
"""

from __future__ import annotations

from sys import intern
from typing import Final

from bot.engine.agreeing import ask_for
from bot.engine.consent import opt_in, opt_out, record
from bot.engine.contact_wishing import no_more_offers
from bot.engine.offering import extras_for
from bot.engine.permission import address_for, purpose_of
from bot.engine.resuming import put_again
from bot.engine.slots import write_fact
from bot.engine.speaking import label, say_situation, send, situation_wording
from bot.engine.turn import Run
from bot.engine.values import called, channel_of, values
from bot.engine.wish_words import wish_words
from bot.model.address import CHANNELS
from bot.model.message import Content
from bot.playbook.compiled import MissingValue
from bot.rules.contact_policy import consents
from bot.rules.wishes import kept

MOST_BUTTONS: Final = 6


def show(run: Run, *, first: str | None = None) -> None:
    """Say what the customer gets and what can be changed; `first` is a situation that comes before it."""
    offered = _offered(run)
    address = address_for(run.customer, "reply", run.at)
    if address is None:
        run.decide("not_sent", "no_address", "preferences")
        return
    extras = extras_for(run, offered)
    lines = [(name, more) for name, more in ((first, {}), *_lines(run)) if name is not None]
    content = Content(
        text="\n".join(filter(None, (_line(run, name, more, sms=False) for name, more in lines))),
        sms="\n".join(filter(None, (_line(run, name, more, sms=True) for name, more in lines))),
        choices=extras.choices,
        prompt=extras.prompt,
        language=intern(run.language),  # as in `speaking.compose`: one text, the same bytes
    )
    send(run, None, content, address, purpose_of(run, None), rule="preferences")


def _lines(run: Run) -> list[tuple[str, dict[str, object]]]:
    """Return the situations that tell of what is received, each with the values it needs beside the usual ones."""
    customer = run.customer
    if customer.opted_out_at is not None:
        return [("preferences", {}), ("preferences_nothing", {})]
    told: list[tuple[str, dict[str, object]]] = [("preferences", {}), ("preferences_service", {})]
    care = consents(customer, "care", channel_of(run) or "all", run.at)
    told.append(("preferences_care_no" if care is False else "preferences_care", {}))
    agreed = [called(run, name) for name in _channels(run) if consents(customer, "marketing", name, run.at)]
    if agreed:
        told.append(("preferences_news", {"channel": ", ".join(agreed)}))
    else:
        told.append(("preferences_news_no", {}))
    return told + _wishes(run)


def _wishes(run: Run) -> list[tuple[str, dict[str, object]]]:
    """What the customer wished of how often, when and where."""
    wishes = run.customer.wishes
    if wishes is None:
        return []
    more: dict[str, object] = {"wish": wish_words(wishes, run.language)}
    return [(f"preferences_{subject}", more) for subject in kept(wishes)]


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
        *(["preference:no_wishes"] if kept(customer.wishes) else []),
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
        case "done":
            if not put_again(run, situation="opt_out_kept"):
                say_situation(run, "opt_out_kept")
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
            record(run, "care", "all", granted=granted, wording=wording, source="preferences", evidence=evidence)
        case "no_wishes":
            run.change(wishes=None)
            run.decide("understood", "contact_wish", "preferences", wishes="–")
        case _:
            write_fact(run, "language", name)


def _line(run: Run, situation: str, more: dict[str, object], *, sms: bool) -> str:
    wording = situation_wording(run, situation)
    if wording is None:
        return ""
    text = wording.sms if sms and wording.sms is not None else wording.text
    try:
        return text.render(values(run, None, **more), run.language)
    except MissingValue:
        return ""
