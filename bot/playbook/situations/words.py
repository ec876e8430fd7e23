"""The program's own words in the playbook's languages, with the author's rewordings above them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.playbook.compiled import Store, Wording
from bot.playbook.liquid.liquid import Compiler
from bot.playbook.situations.situations import SITUATIONS
from bot.playbook.source.files import shipped_catalogues
from bot.playbook.source.translations import Catalogue

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


def words_of(store: Store, own: Mapping[str, Catalogue]) -> Mapping[str, Wording]:
    """Return the program's words with the playbook's `own` catalogues, by language, above the shipped ones.

    Compiling them takes longer than compiling a small playbook, and nearly all playbooks leave them as they are: they
    are compiled once for all those that speak alike, however often an editor or a test builds one.
    """
    shipped = shipped_catalogues()
    if all(language in shipped and one.entries == shipped[language].entries for language, one in own.items()):
        return _as_shipped(store.languages, store.currency, store.timezone, store.country)
    return shipped_words(store, {**shipped, **own})


@lru_cache(maxsize=16)
def _as_shipped(languages: tuple[str, ...], currency: str, timezone: str, country: str) -> Mapping[str, Wording]:
    store = Store(name="", languages=languages, currency=currency, timezone=timezone, country=country)
    return shipped_words(store, shipped_catalogues())
