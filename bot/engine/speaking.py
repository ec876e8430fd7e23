"""From a wording to a message in the outbox, with its row in the ledger; or no message at all, never one with a
hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from sys import intern
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from bot.engine.contact.permission import address_for, count_contact, count_follow_up, purpose_of
from bot.engine.run import Run
from bot.engine.sender_name import signed
from bot.engine.values import channel_of, values
from bot.model.address import Address
from bot.model.conversation import Conversation
from bot.model.effects import Send
from bot.model.message import Choice, Content, Link, Media, Purpose, Template
from bot.model.sms_text import measure, normalise
from bot.playbook.compiled import LinkText, MissingValue, Picture, TemplateText, Values, Wording

HOW_TO_REPLY: Final = 23
"""Characters of the line that says how to reply to numbered lines, which the channel adds, in the longer language."""


class Extras(Struct, frozen=True, gc=False, kw_only=True):
    """What goes with a text beside what its author wrote: buttons, and words of ours before it."""

    choices: tuple[Choice, ...] = ()
    prompt: str | None = None
    asks: Literal["location", "contact"] | None = None
    before: tuple[Wording, ...] = ()


PLAIN = Extras()


def speak(
    run: Run,
    conversation: Conversation | None,
    wording: Wording,
    *,
    rule: str,
    extras: Extras = PLAIN,
    gate: bool = True,
    more: Mapping[str, object] | None = None,
) -> str | None:
    """Say a wording where the customer is; return None when it is on its way, else the reason why it is not.

    Raises nothing: a missing value or a customer without an address is a row `not_sent`.
    """
    purpose = purpose_of(run, conversation)
    address = address_for(run.customer, purpose, run.at, template=wording.template is not None)
    if address is None:
        run.decide("not_sent", "no_address", rule, conversation=conversation, purpose=purpose)
        return "no address"
    try:
        content = compose(run, values(run, conversation, **(more or {})), wording, extras)
    except MissingValue as missing:
        run.decide("not_sent", "missing_value", rule, conversation=conversation, value=str(missing))
        return f"missing value: {missing}"
    if not (content.text or content.media or content.links):
        run.decide("not_sent", "empty_text", rule, conversation=conversation)
        return "empty text"
    if extras.before and address.channel == "sms" and not fits(run, conversation, content):
        _say_before(run, conversation, extras.before, rule=rule, gate=gate, more=more)
        return speak(run, conversation, wording, rule=rule, extras=replace(extras, before=()), gate=gate, more=more)
    send(run, conversation, content, address, purpose, rule=rule, gate=gate)
    return None


def _say_before(
    run: Run,
    conversation: Conversation | None,
    before: tuple[Wording, ...],
    *,
    rule: str,
    gate: bool,
    more: Mapping[str, object] | None,
) -> None:
    """Say by an SMS of its own what would make the one after it too long; what only leads on to that ("Je reprends :")
    is spared."""
    *others, last = before
    known = values(run, conversation, **(more or {}))
    if not (last.sms or last.text).render(known, run.language).rstrip().endswith(":"):
        speak(run, conversation, last, rule=rule, extras=Extras(before=tuple(others)), gate=gate, more=more)
    elif others:
        _say_before(run, conversation, tuple(others), rule=rule, gate=gate, more=more)


def fits(run: Run, conversation: Conversation | None, content: Content) -> bool:
    """Tell whether an SMS keeps to its segments, its choices and how to reply to them written out."""
    numbered = (f"1. {choice.label}" for choice in content.choices)
    whole = "\n".join((content.sms or content.text, *numbered, "x" * HOW_TO_REPLY if content.choices else ""))
    return measure(normalise(whole)).segments <= run.book(conversation).policy.sms_segments


def compose(run: Run, known: Values, wording: Wording, extras: Extras = PLAIN) -> Content:
    """Render a wording in the customer's language, our own words before it. Raises `MissingValue`."""
    language = intern(run.language)  # msgspec leaves a default out by its identity: one text, the same bytes
    text = wording.text.render(known, language)
    sms = wording.sms.render(known, language) if wording.sms is not None else None
    if extras.before:
        shorts = [word.sms or word.text for word in extras.before]
        sms = "\n".join([*(short.render(known, language) for short in shorts), sms or text])
        text = "\n\n".join([*(word.text.render(known, language) for word in extras.before), text])
    return Content(
        text=text,
        sms=sms,
        choices=extras.choices,
        prompt=extras.prompt,
        media=_media(wording.media, known, language) if wording.media else (),
        links=_links(wording.links, known, language) if wording.links else (),
        asks=extras.asks,
        language=language,
        template=_template(wording.template, known, language) if wording.template is not None else None,
    )


def _template(written: TemplateText, known: Values, language: str) -> Template:
    """A language without a template of its own gets the one of the store's first, as texts do."""
    sid = written.sids.get(language) or next(iter(written.sids.values()))
    return Template(sid, {name: text.render(known, language) for name, text in written.variables.items()})


def _media(pictures: tuple[Picture, ...], known: Values, language: str) -> tuple[Media, ...]:
    """A picture that is not there leaves the words alone."""
    found = []
    for picture in pictures:
        try:
            found.append(Media(picture.kind, picture.source.render(known, language), table=picture.table))
        except MissingValue:
            continue
    return tuple(media for media in found if media.ref)


def _links(links: tuple[LinkText, ...], known: Values, language: str) -> tuple[Link, ...]:
    return tuple(Link(link.label.render(known, language), link.url.render(known, language)) for link in links)


def send(
    run: Run,
    conversation: Conversation | None,
    content: Content,
    address: Address,
    purpose: Purpose,
    *,
    rule: str,
    by: str = "bot",
    gate: bool = True,
) -> str:
    """Put a message in the outbox and its reason in the ledger; return the id of its effect."""
    sent = run.effect_id()
    run.ask_for(
        Send(
            id=sent,
            address=address,
            content=signed(run, conversation, content, address, purpose) if by == "bot" else content,
            purpose=purpose,
            conversation=conversation.id if conversation else None,
            flow=conversation.flow if conversation else None,
            step=conversation.step if conversation else None,
            version=conversation.version if conversation else run.shelf.current.version,
            not_after=_not_after(run, purpose),
            by=by,
            gate=gate,
        )
    )
    sentence = "sent_reply" if purpose == "reply" else "sent_follow_up"
    if by != "bot":
        sentence = "sent_by_staff"
    run.decide("sent", sentence, rule, conversation=conversation, outbox=sent, purpose=purpose, channel=address.channel)
    count_contact(run, purpose, conversation.flow if conversation else "")
    if conversation is not None and (conversation.follow_up or conversation.caller):
        count_follow_up(run, conversation)
    run.said += 1
    run.change(last_out=run.at)
    return sent


def _not_after(run: Run, purpose: Purpose) -> datetime | None:
    allowed = run.permitted.get(purpose)
    return allowed.until if allowed is not None else None


def say_situation(
    run: Run,
    situation: str,
    conversation: Conversation | None = None,
    *,
    extras: Extras = PLAIN,
    gate: bool = True,
) -> None:
    """Say one of the program's own sentences, as the playbook words it; nothing where it has none."""
    wording = situation_wording(run, situation, conversation)
    if wording is not None:
        speak(run, conversation, wording, rule=f"repair/{situation}", extras=extras, gate=gate)


def situation_wording(run: Run, situation: str, conversation: Conversation | None = None) -> Wording | None:
    return run.book(conversation).repair.get(situation) or run.shelf.current.repair.get(situation)


def label(run: Run, situation: str) -> str:
    """Return the text of one of our own buttons; by SMS the short one, where there is one."""
    wording = situation_wording(run, situation)
    if wording is None:
        return situation.removeprefix("label_").replace("_", " ")
    try:
        text = wording.sms if wording.sms is not None and channel_of(run) == "sms" else wording.text
        return text.render(values(run), run.language)
    except MissingValue:
        return wording.text.source
