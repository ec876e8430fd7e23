"""The models of all files put together and compiled: what the checks look at, even where some are wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from bot.playbook.compile.answers import compile_answer, compile_repair
from bot.playbook.compile.booking import appointment_names
from bot.playbook.compile.catalogue import compile_criterion, compile_offer, criterion_texts, offer_texts, with_variants
from bot.playbook.compile.compiling import Compiling
from bot.playbook.compile.facts import compile_facts
from bot.playbook.compile.flows import compile_flow
from bot.playbook.compile.journeys import compile_journey, compile_segment, follow_ups_of, shipped, start_of
from bot.playbook.compile.purposes import purposes
from bot.playbook.compile.store import compile_policy, compile_store, note_names, phrases_of_notes
from bot.playbook.compile.tests import compile_test
from bot.playbook.compiled import Criterion, FollowUp, Offer, OfferWords, Place, Policy, Store, Wording
from bot.playbook.damage import Damage, damage
from bot.playbook.draft import Draft, WrittenFlow, WrittenJourney
from bot.playbook.faults import Fault, error, warning
from bot.playbook.liquid.liquid import Compiler
from bot.playbook.names import declared, lost, twice
from bot.playbook.schema.policy import PolicyFile
from bot.playbook.schema.store import StoreFile
from bot.playbook.situations.words import words_of
from bot.playbook.source.nodes import Fields
from bot.playbook.source.parsing import Parsed

STORE = "flows/store.yaml"
#: The kinds of file that others name something of, and how that is called.
HUNG_ON: Final = {
    "store": "store",
    "catalog": "offer",
    "attributes": "attribute",
    "segments": "segment",
    "journey": "stage",
}


class Assembled(Struct, frozen=True):
    """The draft, None without a store that can be read, and the faults of compiling."""

    draft: Draft | None
    faults: tuple[Fault, ...]


def assemble(parsed: Parsed) -> Assembled:
    """Compile all files that fit their kind. Never raises."""
    store = store_of(parsed)
    if store is None:
        return Assembled(None, (error(Place(STORE, 1, 1), "this file is missing; it says who speaks"),))
    unread = tuple(_rest_waits(one.path) for one in parsed.files if one.model is None and one.kind.name in HUNG_ON)
    if not _says_who_speaks(parsed):
        return Assembled(None, unread)
    assembly = _Assembly(parsed, store)
    return Assembled(assembly.draft(), (*assembly.faults(), *unread))


def _rest_waits(path: str) -> Fault:
    return warning(Place(path, 1, 1), "what hangs on this file is not looked at until it can be read")


def _says_who_speaks(parsed: Parsed) -> bool:
    """Tell whether the store can be read: without its languages, teams and shops, all of them would be unknown."""
    return any(one.kind.name == "store" and isinstance(one.root, Fields) for one in parsed.files)


def store_of(parsed: Parsed) -> Store | None:
    """Return who speaks, by the store's own file; None where it is missing.

    One that does not fit its kind is told already; a plain one stands in, so that the other files are checked too.
    """
    file = next((one for one in parsed.files if one.kind.name == "store"), None)
    if file is None:
        return None
    return compile_store(file.model) if file.model else Store(name="")


class _Assembly:
    """Compiles the files of one playbook, kind by kind."""

    def __init__(self, parsed: Parsed, store: Store) -> None:
        self._parsed = parsed
        self._store = store
        compiler = Compiler(
            store.languages,
            parsed.catalogues["flows"],
            currency=store.currency,
            timezone=store.timezone,
            country=store.country,
        )
        self._compiling = Compiling(compiler, parsed.sources)
        self._faults: list[Fault] = []

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults found while compiling."""
        translated = (error(Place(one.file, one.line, 1), one.message) for one in self._compiling.compiler.faults)
        return (*self._faults, *self._compiling.faults, *translated)

    def draft(self) -> Draft:
        """Compile everything."""
        compiling = self._compiling
        store_source: StoreFile | None = next((model for _, model in self._models("store")), None)
        policy_source, policy = self._policy()
        journeys = tuple(compile_journey(compiling, model, file) for file, model in self._models("journey")) or (
            shipped(),
        )
        follow_ups = follow_ups_of(compiling, journeys)
        flows = tuple(compile_flow(compiling, model, file, policy) for file, model in self._models("conversation"))
        answers = tuple(
            compile_answer(compiling, model, file, self._parsed.sources) for file, model in self._each("answers")
        )
        segments = (compile_segment(compiling, model, file) for file, model in self._each("segments"))
        criteria = tuple(compile_criterion(compiling, model, file) for file, model in self._each("attributes"))
        tests = tuple(compile_test(compiling, model, file) for file, model in self._each("tests"))
        self._faults.extend(twice(self._parsed.files))
        draft = Draft(
            store=self._store,
            store_source=store_source,
            facts=compile_facts(compiling, store_source.customer_facts if store_source is not None else [], STORE),
            policy=policy,
            policy_source=policy_source,
            flows=_settled(flows, journeys, follow_ups),
            answers=answers,
            journeys=journeys,
            follow_ups=follow_ups,
            segments=tuple(segment for segment in segments if segment is not None),
            offers=self._offers(),
            criteria=criteria,
            offer_words=self._offer_words(criteria, store_source),
            criteria_sources=tuple(self._each("attributes")),
            repair=self._repair(),
            tests=tests,
            names=declared(self._parsed, self._store, journeys),
            files=frozenset(self._parsed.sources),
            lost=lost(self._parsed),
            unread=frozenset(HUNG_ON.get(one.kind.name, "") for one in self._parsed.files if one.model is None),
            places=compiling.places,
        )
        return replace(
            draft,
            used=tuple(compiling.used),
            mentions=tuple(compiling.mentions),
            kept=tuple(compiling.kept),
            templates=tuple(compiling.templates),
            untranslated=compiling.compiler.missing,
            damaged=self._damaged(),
        )

    def _damaged(self) -> dict[str, Damage]:
        unreadable = self._compiling.unreadable
        return {
            one.path: damage(one.root, (*one.lost, *unreadable.get(one.path, ())))
            for one in self._parsed.files
            if one.lost or one.root is None or one.path in unreadable
        }

    def _policy(self) -> tuple[PolicyFile | None, Policy]:
        for file, model in self._models("policy"):
            return model, compile_policy(model, self._compiling, file)
        return None, Policy()

    def _offers(self) -> dict[str, Offer]:
        currency = self._store.currency
        return with_variants(
            compile_offer(self._compiling, model, file, currency) for file, model in self._each("catalog")
        )

    def _offer_words(self, criteria: Sequence[Criterion], store: StoreFile | None) -> OfferWords:
        described = {one.id for one in criteria if one.label is not None}
        offers = (offer_texts(self._compiling, model, file, described) for file, model in self._each("catalog"))
        visits = appointment_names(self._compiling, store.appointments if store is not None else [], STORE)
        notes = note_names(self._compiling, store.order_notes if store is not None else [], STORE)
        texts = (*chain.from_iterable(offers), *chain.from_iterable(map(criterion_texts, criteria)), *visits, *notes)
        found = OfferWords.of(texts, self._store.languages)
        return replace(found, notes=phrases_of_notes(self._store.order_notes, found))

    def _repair(self) -> dict[str, Wording]:
        own = dict(compile_repair(self._compiling, model, file) for file, model in self._models("repair"))
        return {**words_of(self._store, self._parsed.catalogues["bot"]), **own}

    def _models(self, kind: str) -> Iterator[tuple[str, Any]]:
        return ((one.path, one.model) for one in self._parsed.files if one.kind.name == kind and one.model is not None)

    def _each(self, kind: str) -> Iterator[tuple[str, Any]]:
        return ((file, model) for file, models in self._models(kind) for model in models)


def _settled(
    flows: tuple[WrittenFlow, ...], journeys: tuple[WrittenJourney, ...], follow_ups: tuple[FollowUp, ...]
) -> tuple[WrittenFlow, ...]:
    """Give each flow its purpose and the starts that the journeys give it."""
    settled = purposes(flows, journeys)
    return tuple(
        replace(
            one,
            flow=replace(
                one.flow,
                purpose=settled[one.flow.id],
                starts=(*one.flow.starts, *(start_of(each) for each in follow_ups if each.flow == one.flow.id)),
            ),
        )
        for one in flows
    )
