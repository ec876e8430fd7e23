"""The program's own words in the playbook's languages, with the author's rewordings above them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.playbook.compiled import Store, Wording
from bot.playbook.liquid import Compiler
from bot.playbook.situations import SITUATIONS
from bot.playbook.translations import Catalogue

#: The language the program's own words are written in.
SOURCE_LANGUAGE = "en"


def shipped_words(store: Store, catalogues: Mapping[str, Catalogue]) -> dict[str, Wording]:
    """Return the shipped wording of every repair situation; English where a language has no translation."""
    languages = (SOURCE_LANGUAGE, *(language for language in store.languages if language != SOURCE_LANGUAGE))
    compiler = Compiler(languages, catalogues, currency=store.currency, timezone=store.timezone, country=store.country)
    return {
        name: Wording(text=compiler.text(situation.text), sms=compiler.text(situation.sms) if situation.sms else None)
        for name, situation in SITUATIONS.items()
    }
