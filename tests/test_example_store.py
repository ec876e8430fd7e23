"""The store that ships with the program is a model for its users: clean, tested, complete in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from bot.channels.cutting.cutters import SmsCutter
from bot.model.effects import Decide
from bot.model.parts import PartBody
from bot.playbook import build
from bot.playbook.compiled import AnyStep, Playbook, Say
from bot.playbook.compiled_follow_ups import FollowUp
from bot.playbook.extraction import extract
from bot.playbook.schema.steps import VERBS
from bot.playbook.source.files import read_folder
from bot.playbook.source.translations import Catalogue, read
from bot.studio.playbook_tests.coverage import Footprints, measure, watch
from bot.studio.playbook_tests.running import Result, run
from bot.studio.playbook_tests.scripts import Script, read_scripts
from bot.studio.rehearsals.rehearsal import Reader
from bot.understanding.questions.matcher import Matcher
from bot.understanding.shopping.sold_offers import SoldOffers

ROOT = Path(__file__).resolve().parent.parent
SOURCES = read_folder(ROOT)
SCRIPTS = read_scripts(SOURCES)
ENGLISH = "locales/en/LC_MESSAGES/flows.po"
CHANNELS = {"telegram", "sms", "web", "whatsapp"}
SMS = ROOT / "tests" / "data" / "example_store_sms.txt"


@cache
def store() -> Playbook:
    playbook = build(SOURCES).playbook
    assert playbook is not None
    return playbook


@cache
def watched() -> tuple[Playbook, Footprints]:
    return watch(store())


@cache
def reader() -> Reader:
    """Understand by words alone, as on a machine without embeddings; what is sold is found as in production."""
    matcher, sold = Matcher(store()), SoldOffers(store().offers, (), store().criteria, store().offer_words)
    return lambda text, language, asked: sold.read(matcher.read(text, language, asked), text)


@cache
def results() -> dict[str, Result]:
    """What comes of each test, by its name; they are run once, all of them, so that the coverage is of all."""
    return {script.name: run(script, watched()[0], reader()) for script in SCRIPTS}


@cache
def english() -> Catalogue:
    return read(SOURCES[ENGLISH], language="en", file=ENGLISH)


def texts() -> list[tuple[str, str]]:
    """Every text of the store that somebody may read, with its file."""
    found = []
    for path in SOURCES:
        if path.endswith((".yaml", ".csv")) and not path.startswith("flows/tests/"):
            with (ROOT / path).open("rb") as file:
                found += [(path, text) for _, _, text, _ in extract(file, {}, (), {})]
    return found


def steps() -> list[AnyStep]:
    return [step for flow in store().flows.values() for step in flow.steps.values()]


def test_the_store_checks_clean() -> None:
    assert [str(fault) for fault in build(SOURCES).faults] == []


def test_every_playbook_test_passes() -> None:
    """They are run together; `parcours test` runs those that are named."""
    failed = {
        f"{Path(script.place.file).stem}: {script.name}": [str(failure) for failure in results()[script.name].failures]
        for script in SCRIPTS
    }
    assert {name: failures for name, failures in failed.items() if failures} == {}


OTHERS = {("bureau_tarifs", 9.0), ("bureau_location", 49.0), ("bureau_location", 79.0), ("livraison_etranger", 9.9)}
"""Amounts that no offer is sold for but by chance: by the month and person, to rent, to send abroad."""


def amounts_in(source: str) -> list[float]:
    """Return the amounts that an author wrote down as figures, in a filter or in words."""
    figures = re.findall(r"(?:\{\{|default:) ([\d.]+)[^}]*\| money", source)
    plain = re.findall(r"(\d+(?:[.,]\d+)?)\s?(?:€|euros)", source) + re.findall(r"€(\d+(?:\.\d+)?)", source)
    return [float(one.replace(",", ".")) for one in (*figures, *plain)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_answer_writes_down_a_price_that_the_catalogue_or_the_ways_to_the_customer_hold(language: str) -> None:
    """It would be said still once it has changed: `{{ offers.aroma-2.price }}`, `{{ store.delivery.home.cost }}`."""
    held = {float(offer.price) for offer in store().offers.values() if offer.price is not None}
    held |= {float(amount) for way in store().store.delivery for amount in (way.cost, way.free_from) if amount}
    texts = [
        (entry.id, text.source)
        for entry in store().answers.values()
        for text in (entry.wording.text, entry.wording.sms)
        if text is not None
    ]
    if language == "en":
        texts = [(id_, found.text) for id_, source in texts if (found := english().entry(source))]
    written = [(id_, one) for id_, text in texts for one in amounts_in(text) if one in held]
    assert [one for one in written if one not in OTHERS] == []


def test_every_step_and_every_branch_is_tried_by_some_test() -> None:
    results()
    coverage = measure(*watched())
    assert [str(missed) for missed in (*coverage.missed_steps, *coverage.missed_branches)] == []


def sms_of(script: Script) -> list[PartBody]:
    """Return the SMS that a test hears, as they leave: choices numbered, the way out written, segments counted."""
    said = [one for one in results()[script.name].said if one.channel == "sms" and one.by == "bot"]
    return [part for one in said for part in SmsCutter().cut(one.content, purpose=one.purpose)]


def sms_snapshot() -> str:
    """Return every SMS that the store's tests hear, with its segments, under the name of its test."""
    told = []
    for script in sorted(SCRIPTS, key=lambda script: script.name):
        if heard := sms_of(script):
            told.append("\n".join((f"# {script.name}", *(f"[{part.segments}] {part.text}" for part in heard))))
    return "\n\n".join(told) + "\n"


def test_every_sms_that_a_test_shows_takes_two_segments_at_most() -> None:
    shown = [part for script in SCRIPTS for part in sms_of(script)]
    assert len(shown) > 300
    assert {part.text: part.segments for part in shown if part.segments > 2} == {}


def test_each_sms_is_as_it_was_last_read() -> None:
    """Read what differs as a customer would; `python -m tests.test_example_store` then keeps it."""
    assert sms_snapshot().splitlines() == SMS.read_text(encoding="utf-8").splitlines()


def follow_ups() -> dict[str, FollowUp]:
    """Every follow-up of the store, by its place: those of journeys, and those that flows begin by themselves."""
    return {str(one.place): one for some in store().follow_ups.values() for one in some}


def fates(decided: Iterable[Decide]) -> set[tuple[str, str]]:
    """Return what became of each follow-up in a test: by its place, and one of sent, held, cancelled, capped."""
    found: set[tuple[str, str]] = set()
    meant: dict[str, str] = {}  # by the title of the flow, the follow-up that was planned last
    for row in decided:
        title = str(row.facts.get("title", ""))
        if row.kind == "held" and row.rule in follow_ups():
            meant[title] = row.rule
        elif row.kind == "sent" and row.flow is not None and (place := meant.get(store().flows[row.flow].title)):
            found.add((place, "sent"))
        elif row.kind == "held" and title in meant:
            found.add((meant[title], "held"))
        elif row.kind == "not_sent" and row.rule == "unless" and title in meant:
            found.add((meant[title], "cancelled"))
        elif row.kind == "not_sent" and "times" in row.facts:
            found.add((row.rule, "capped"))
    return found


def test_each_follow_up_has_a_test_for_being_sent_held_cancelled_and_capped() -> None:
    tried = {fate for result in results().values() for fate in fates(one.decision for one in result.decisions)}
    bounded = [place for place, one in follow_ups().items() if one.at_most]
    wanted = {(place, fate) for place in bounded for fate in ("sent", "held", "cancelled", "capped")}
    assert wanted - tried == set()
    assert len(bounded) > 5


def test_what_begins_at_once_by_itself_is_sent_in_some_test() -> None:
    said = {
        one.decision.flow for result in results().values() for one in result.decisions if one.decision.kind == "sent"
    }
    assert {one.flow for one in follow_ups().values() if not one.at_most} - said == set()


def test_every_follow_up_that_is_planned_has_a_bound() -> None:
    """What is about an appointment is bound by it: a customer has one of a kind at a time."""
    planned = [one for one in follow_ups().values() if one.after or one.before or one.at]
    bound = [one for one in planned if (one.at_most or one.event.startswith("appointment.")) and one.unless]
    assert [str(one.place) for one in planned if one not in bound] == []


def test_there_are_tests_in_both_languages_and_on_three_channels() -> None:
    assert len(SCRIPTS) >= 60
    assert {script.persona.language for script in SCRIPTS} == {"fr", "en"}
    assert {script.persona.channel for script in SCRIPTS} == CHANNELS


def test_every_conversation_has_said_something_on_whatsapp() -> None:
    """Within the 24 hours that it takes free text; what they keep from leaving has a test of its own."""
    theirs = [results()[script.name] for script in SCRIPTS if script.persona.channel == "whatsapp"]
    said = {one.decision.flow for result in theirs for one in result.decisions if one.decision.kind == "sent"}
    assert set(store().flows) - said == set()
    assert any(one.decision.rule == "whatsapp window" for result in theirs for one in result.decisions)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_conversation_has_a_test_in_each_language(language: str) -> None:
    """A conversation that was only begun by an event and held has said nothing: what counts is what was said."""
    theirs = (results()[script.name] for script in SCRIPTS if script.persona.language == language)
    said = {one.decision.flow for result in theirs for one in result.decisions if one.decision.kind == "sent"}
    assert set(store().flows) - said == set()


def test_the_store_shows_every_verb() -> None:
    used = {type(step).__name__.removesuffix("Step").lower() for step in steps()}
    names = {verb.replace("_", "") for verb in VERBS}
    assert names - used == {"answer"}
    assert "floor" in used  # what `answer` compiles to


def test_there_are_many_answers_and_each_is_asked_for_in_many_ways() -> None:
    answers = store().answers.values()
    assert len(answers) >= 40
    assert [answer.id for answer in answers if len(answer.examples) < 7] == []


INNERMOST = re.compile(r"{% (?:if|unless) [^%]*%}((?:(?!{% (?:if|unless) ).)*?){% end(?:if|unless) %}")


def _longest(text: str) -> int:
    """Return the characters of a text as it may be read: where it has branches, with the longest of them."""
    while found := INNERMOST.search(text):
        longest = max(re.split(r"{% els(?:e|if)[^%]*%}", found[1]), key=len)
        text = text[: found.start()] + longest + text[found.end() :]
    return len(text)


def test_an_answer_fits_a_phone() -> None:
    too_long = [answer.id for answer in store().answers.values() if _longest(answer.wording.text.source) > 400]
    too_long += [step.id for step in steps() if isinstance(step, Say) and _longest(step.wording.text.source) > 400]
    assert too_long == []


def test_english_is_complete_and_has_nothing_left_over() -> None:
    sources = {text.strip() for _, text in texts()}
    assert sources - english().entries.keys() == set()
    assert english().entries.keys() - sources == set()


def _without_liquid(text: str) -> str:
    """Return a text with a figure where a value will stand."""
    return re.sub(r"{{.*?}}|{%.*?%}", "0", text)


def test_french_is_set_as_a_printer_sets_it() -> None:
    careless = [
        f"{path}: {text}"
        for path, text in texts()
        if re.search(r"'|[^\s\u00a0\u202f][?!;]| [?!;:%€]", _without_liquid(text)) and "https://" not in text
    ]
    assert careless == []


def test_english_is_set_as_a_printer_sets_it() -> None:
    careless = [
        entry.text for entry in english().entries.values() if re.search(r"'|\s[?!;:]", _without_liquid(entry.text))
    ]
    assert careless == []


if __name__ == "__main__":
    SMS.write_text(sms_snapshot(), encoding="utf-8")


def catalogue_words() -> list[str]:
    """Return what offers are called in French where that is not what they are called in English; the longer first."""
    words = store().offer_words
    names = [offer.name for offer in store().offers.values() if words.called(offer.name, "en") != offer.name]
    others = [one for one in words.said if one not in names and words.called(one, "en") != one and len(one) > 3]
    return sorted((*names, *others), key=len, reverse=True)


def in_english(result: Result) -> list[str]:
    """Return all that the bot says to who speaks English: the texts, the buttons, what stands in pictures."""
    found = []
    for one in result.said:
        if one.by == "bot" and one.content.language == "en":
            content = one.content
            found += [content.text, content.sms or "", *(choice.label for choice in content.choices)]
            for table in (medium.table for medium in content.media if medium.table is not None):
                found += [table.title, *table.notes, *(column.name for column in table.columns)]
                found += [said for line in table.lines for said in (line.name, *(cell.text for cell in line.figures))]
    return found


def test_nobody_who_speaks_english_is_told_of_an_offer_in_french() -> None:
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, catalogue_words()))})(?!\w)")
    said = [text for result in results().values() for text in in_english(result)]
    assert len(said) > 1000
    assert any("Aroma 2 machine" in text for text in said)
    assert [text for text in said if words.search(text)] == []
