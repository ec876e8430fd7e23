"""What is shown of a verb is how it is written."""

from __future__ import annotations

import pytest

from bot.playbook.schema.verb_examples import EXAMPLES
from tests.playbook.schema.test_reading import shaped

FLOW = "flows/conversations/a.yaml"


@pytest.mark.parametrize("verb", EXAMPLES)
def test_an_example_fits_and_is_shown_to_who_wrote_the_verb_otherwise(verb: str) -> None:
    assert shaped(f"flow: a\nsteps:\n  - {EXAMPLES[verb]}\n", FLOW).faults == ()
    [fault] = shaped(f"flow: a\nsteps:\n  - {verb}: []\n", FLOW).faults
    assert f"; as in `{EXAMPLES[verb]}`" in fault.message


def test_what_a_verb_lacks_is_told_with_it() -> None:
    [fault] = shaped("flow: a\nsteps:\n  - wait: {}\n", FLOW).faults
    assert fault.message.endswith("found none; as in `wait: { for: 2 days }`")
    assert "as in" not in shaped("consent: x\n").faults[0].message
