"""Problem documents, as RFC 9457 says."""

from __future__ import annotations

import json
from http import HTTPStatus

from bot.web.problems import Fault, Problem, problem


def test_a_problem_has_a_title_a_status_a_detail_and_the_places_of_its_faults() -> None:
    answer = problem(422, "Not like this.", (Fault("/customer/phone", "should be a phone number"),))
    assert answer.media_type == "application/problem+json"
    assert json.loads(bytes(answer.body)) == {
        "type": "about:blank",
        "title": HTTPStatus(422).phrase,
        "status": 422,
        "detail": "Not like this.",
        "errors": [{"pointer": "/customer/phone", "detail": "should be a phone number"}],
    }


def test_a_problem_without_places_lists_none() -> None:
    assert "errors" not in json.loads(bytes(problem(401, "Sign it.").body))


def test_the_exception_carries_what_is_told() -> None:
    fault = Problem(400, "No JSON.")
    assert (fault.status, fault.detail, fault.faults) == (400, "No JSON.", ())
