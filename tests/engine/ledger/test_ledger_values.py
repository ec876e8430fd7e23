"""What facts are called."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from bot.engine.ledger.ledger import called
from bot.engine.ledger.ledger_values import VALUES
from bot.model.message import Purpose
from bot.playbook.compiled_steps import AskedAs

ROOT = Path(__file__).resolve().parents[3]


def test_a_value_without_a_name_stands_as_it_is() -> None:
    assert called("why", "HTTP 500", "fr") == "HTTP 500"
    assert (called("why", "late", "fr"), called("why", "late", "en")) == ("pas de réponse à temps", "no answer in time")


def test_every_purpose_has_a_name() -> None:
    assert set(VALUES["purpose"]) == {*get_args(Purpose), "all"}


def test_every_reason_to_refuse_a_rewording_has_a_name() -> None:
    source = (ROOT / "bot" / "understanding" / "faithful" / "faithful.py").read_text("utf-8")
    kinds = set(re.findall(r'Unfaithful\(\s*"([^"]+)"', source)) | {"left out"}
    assert kinds <= set(VALUES["why"]), kinds - set(VALUES["why"])


def test_what_people_settle_for_an_order_or_an_appointment_has_a_name() -> None:
    source = "".join(
        (ROOT / "bot" / "engine" / "steps" / name).read_text("utf-8") for name in ("booking.py", "ordering.py")
    )
    settled = set(re.findall(r'"((?:book|order)_(?:by_hand|too_late))"', source))
    assert settled and settled <= set(VALUES["reason"])


def test_whatever_a_question_asks_for_has_a_name() -> None:
    assert set(get_args(AskedAs)) <= set(VALUES["asked"])
