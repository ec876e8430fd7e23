"""Translators get every text that a customer may see, through Babel's own command."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.playbook.assembling import assemble
from bot.playbook.extraction import extract
from bot.playbook.source.files import read_folder
from bot.playbook.source.parsing import parse_all

ROOT = Path(__file__).parents[2]

ORDER = """\
flow: order
title: Commander
purpose: service
examples: [je le prends]
steps:
  - say:
      text: "Bonjour {{ customer.first_name | default: 'vous' }}"
      sms: "Bonjour"
    image: "cup.jpg"
    links: [{ Voir: "https://example.com" }]
  - id: when
    ask: |
      Quand venez-vous ?
      Nous sommes ouverts.
    as: choice
    choices:
      - Demain: { go: when }
      - Plus tard: { say: À bientôt }
    remind: { after: 1 day, say: Toujours là ? }
    otherwise: { hand_over: { team: magasin, reason: no idea } }
"""


class Named(io.BytesIO):
    def __init__(self, text: str, name: str) -> None:
        super().__init__(text.encode())
        self.name = name


def texts_of(text: str, name: str) -> list[tuple[int, str]]:
    return [(line, message) for line, _, message, _ in extract(Named(text, name), {}, [], {})]


def test_every_text_of_a_flow_is_extracted_with_its_line_and_nothing_else() -> None:
    assert texts_of(ORDER, "somewhere/flows/conversations/order.yaml") == [
        (2, "Commander"),  # "did you mean" shows it
        (7, "Bonjour {{ customer.first_name | default: 'vous' }}"),
        (8, "Bonjour"),
        (10, "Voir"),
        (12, "Quand venez-vous ?\nNous sommes ouverts."),
        (17, "Demain"),
        (18, "Plus tard"),
        (18, "À bientôt"),
        (19, "Toujours là ?"),
    ]


def test_the_note_says_what_a_text_belongs_to() -> None:
    notes = {
        message: notes for _, _, message, notes in extract(Named(ORDER, "flows/conversations/order.yaml"), {}, [], {})
    }
    assert notes["Bonjour"] == ["flow order", "short wording for SMS"]
    assert notes["Demain"] == ["flow order", "button or link"]
    assert notes["À bientôt"] == ["flow order"]


def test_the_wording_of_a_consent_is_extracted_from_the_policy() -> None:
    policy = 'consent:\n  marketing: "Je souhaite recevoir les offres par {{ channel }}."\nidle: 5 minutes\n'
    assert texts_of(policy, "flows/policy.yaml") == [(2, "Je souhaite recevoir les offres par {{ channel }}.")]


@pytest.mark.parametrize("text", ["", "a: [", "flow: x\nsteps: 3\n", "\ufeff"])
def test_a_file_with_faults_gives_no_exception(text: str) -> None:
    assert texts_of(text, "flows/conversations/x.yaml") == []


def test_what_is_extracted_from_the_example_store_is_what_its_compiler_looks_up() -> None:
    sources = read_folder(ROOT)
    untranslated = {name: text for name, text in sources.items() if not name.startswith("locales/")}
    draft = assemble(parse_all(untranslated)).draft
    not_said = {str(used.word) for used in draft.used if used.role in ("address", "value")}
    wanted = {text.strip() for text in draft.untranslated["en"]} - not_said
    extracted = {
        message
        for name, text in untranslated.items()
        if name.startswith("flows/")
        for _, message in texts_of(text, name)
    }
    assert wanted
    assert extracted >= wanted


def test_pybabel_extracts_a_template_of_translations(tmp_path: Path) -> None:
    folder = tmp_path / "flows" / "conversations"
    folder.mkdir(parents=True)
    (folder / "order.yaml").write_text(ORDER)
    config = ROOT / "locales" / "babel.cfg"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "extract",
        "-F",
        config,
        "-o",
        "flows.pot",
        "flows",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    with (tmp_path / "flows.pot").open("rb") as template:
        catalogue = read_po(template)
    assert len(catalogue) == 9
    (message,) = (each for each in catalogue if each.id == "Demain")
    assert message.locations == [("flows/conversations/order.yaml", 17)]


def test_what_offers_are_called_is_extracted_from_their_table_with_the_offer() -> None:
    table = "id,name,category,price,attr.bruit (dB),attr.type\na,Aroma,machine,349,52,buse\nb,Brio,machine,9,,\n"
    found = list(extract(Named(table, "flows/catalog/offers.csv"), {}, [], {}))
    assert [(line, text) for line, _, text, _ in found] == [
        (2, "Aroma"),
        (2, "machine"),
        (2, "bruit"),
        (2, "type"),
        (2, "buse"),
        (3, "Brio"),
        (3, "machine"),
    ]
    assert found[0][3] == ["offer a"]
