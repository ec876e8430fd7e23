"""WhatsApp templates that speak too few of the store's languages."""

from __future__ import annotations

from collections.abc import Iterator

from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, warning


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
