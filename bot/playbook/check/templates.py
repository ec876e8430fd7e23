"""WhatsApp templates that speak too few of the store's languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.playbook.compile.purposes import ANSWERED_EVENTS
from bot.playbook.compiled import Flow, Playbook
from bot.playbook.compiled_steps import BookStep, Compare, ConsentStep, OrderStep, Recommend
from bot.playbook.compiled_texts import Wording
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, warning
from bot.playbook.ways import successors

#: What these say is made as they are met, which no approved template can hold.
PUTS_ITS_OWN_QUESTION: Final = (Compare, Recommend, OrderStep, BookStep, ConsentStep)


def missing_templates(draft: Draft) -> Iterator[Fault]:
    """A template for WhatsApp that a language of the store's lacks: its customers get the one that is written first.

    A template has one language, the one in which WhatsApp approved it; its text is not ours to translate.
    """
    languages = draft.store.languages
    for written in draft.templates:
        named = [str(language) for language in written.sids if language] or list(languages[:1])
        lacking = [language for language in languages if language not in named]
        if lacking:
            message = f"no template for {', '.join(lacking)}; name one for each language (`{{ fr: HX…, en: HX… }}`)"
            yield warning(written.place, message)


def closed_openings(playbook: Playbook) -> tuple[str, ...]:
    """Return the flows that begin by themselves with a message that has no template for WhatsApp: to whoever has not
    written there within 24 hours they say nothing. No fault of a playbook, whose templates are an account's own."""
    begun = {one.flow for event, group in playbook.follow_ups.items() if event not in ANSWERED_EVENTS for one in group}
    return tuple(id_ for id_ in sorted(begun) if id_ in playbook.flows and _begins_closed(playbook.flows[id_]))


def _begins_closed(flow: Flow) -> bool:
    """Whether some way into the flow comes to a first message without a template."""
    seen, waiting = set[str](), [flow.first]
    while waiting:
        name = waiting.pop()
        step = flow.steps.get(name)
        if step is None or name in seen:
            continue
        seen.add(name)
        wording = getattr(step, "wording", None)
        if isinstance(wording, Wording):
            if wording.template is None:
                return True
            continue
        if isinstance(step, PUTS_ITS_OWN_QUESTION):
            return True
        waiting.extend(target for target in successors(step) if target is not None)
    return False
