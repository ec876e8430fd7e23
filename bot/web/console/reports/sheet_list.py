"""Every table that can be had as a file, by the name in its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.web.console.customers import customers
from bot.web.console.reports import (
    feedback,
    flow,
    flows,
    journey,
    opt_outs,
    questions,
    sending,
    sheets,
    sms_cost,
    touchpoints,
)
from bot.web.console.reports.sheets import Sheet

SHEETS: Final[Mapping[str, Sheet]] = {
    "comments": feedback.COMMENTS,
    "contacts": touchpoints.SHEET,
    "customers": customers.SHEET,
    "feedback": feedback.SHEET,
    "flow": flow.SHEET,
    "flows": flows.SHEET,
    "journey": journey.SHEET,
    "opt-outs": opt_outs.SHEET,
    "questions": questions.SHEET,
    "sending": sending.SHEET,
    "sms": sms_cost.SHEET,
}


async def show(request: Request) -> Response:
    """Answer with the file, or with the page that asks why it is wanted."""
    return await sheets.give(request, SHEETS)


async def show_names(request: Request) -> Response:
    """Answer with a file that names customers, once its reason is noted."""
    return await sheets.give_names(request, SHEETS)
