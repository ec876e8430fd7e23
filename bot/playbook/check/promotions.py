"""Service and care that sell: what promotes goods, services or the shop's image is `marketing`, whatever the flow is
called.

French and European law look at what a message says, not at what it is called (article L.34-5 CPCE). So a flow that the
bot starts by itself for `service` or `care` must not speak of prices, discounts, offers or the shop's pages. A flow
that the customer asked for may: its messages answer them. A review that is asked for counts as marketing too, unless
the policy names who signed that it rests on the store's legitimate interest: the author is warned, and the flow runs as
marketing (`advertised`, which the building of the playbook heeds).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.playbook.check.addresses import policy_is_damaged
from bot.playbook.check.promotion_words import REVIEWS, SELLING
from bot.playbook.compile.purposes import ANSWERED_EVENTS
from bot.playbook.compiled import AnyStep, Compare, Flow, OrderStep, Recommend
from bot.playbook.compiled_steps import ConsentStep
from bot.playbook.draft import Draft, Used, WrittenFlow
from bot.playbook.faults import Fault, error, warning
from bot.playbook.source.places import place_of

_SHOWN: Final = frozenset({"text", "sms", "template", "label", "address"})
_DISCOUNT: Final = re.compile(
    r"[-−]\s?\d{1,2}[\s\u00a0\u202f]?%|\d{1,2}[\s\u00a0\u202f]?%\s+(?:de (?:remise|r[ée]duction)|off)\b", re.IGNORECASE
)
_PRICE: Final = re.compile(r"\d(?:[.,]\d{2})?[\s\u00a0\u202f]?(?:€|EUR\b)|[€$£]\s?\d|\{\{\s*\d+(?:\.\d+)?\s*\|\s*money")


def selling_without_marketing(draft: Draft) -> Iterator[Fault]:
    """A message of a proactive service or care flow that promotes something."""
    flows = {one.flow.id: one.flow for one in draft.flows if _watched(one.flow) and _purpose_is_sure(draft, one)}
    page = _shop_page(draft)
    agreed_to = {flow.id: _agreed_to(flow) for flow in flows.values()}
    for used in draft.used:
        flow = flows.get(used.spot.owner) if used.spot.kind == "flow" else None
        if flow is not None and str(used.word) in agreed_to[flow.id]:
            continue
        found = _selling(used, page, strict=_strict(flow)) if flow is not None and used.role in _SHOWN else None
        if flow is not None and found is not None:
            yield error(
                place_of(used.word, used.spot.file), f"{found} is marketing, and `{flow.id}` is `{flow.purpose}`"
            )


def selling_verbs_without_marketing(draft: Draft) -> Iterator[Fault]:
    """A proactive service or care flow that proposes or compares offers, or in care begins an order of its own."""
    for written in draft.flows:
        flow = written.flow
        if not _watched(flow) or not _purpose_is_sure(draft, written) or _may_answer(flow):
            continue
        for step in flow.steps.values():
            verb = _selling_verb(step, flow)
            if verb:
                yield error(step.place, f"`{verb}` is marketing, and `{flow.id}` is `{flow.purpose}`")


def _may_answer(flow: Flow) -> bool:
    """Whether the customer may have begun it: what they see then is an answer."""
    return flow.purpose != "care" and not all(
        start.event and start.event not in ANSWERED_EVENTS for start in flow.starts
    )


def _selling_verb(step: AnyStep, flow: Flow) -> str:
    match step:
        case Recommend():
            return "recommend"
        case Compare():
            return "compare"
        case OrderStep() if flow.purpose == "care" and step.source != "order":
            return "order"
    return ""


def reviews_without_ground(draft: Draft) -> Iterator[Fault]:
    """A review or a recommendation asked for in service or care, where no policy says on what ground: what asks for it
    runs as marketing.
    """
    for used, flow, words in _reviews_asked(draft):
        message = (
            f"« {words} » promotes the shop, so `{flow.id}` runs as `marketing`, not as `{flow.purpose}`: say so, or"
            " sign the note in `policy.yaml` (`legitimate_interest: who, when`)"
        )
        yield warning(place_of(used.word, used.spot.file), message)


def advertised(draft: Draft) -> frozenset[str]:
    """Return the flows of service or care that run as marketing all the same, because they ask for a review and no note
    is signed: consent, hours and caps of marketing then hold for them.
    """
    return frozenset(flow.id for _, flow, _ in _reviews_asked(draft))


def _reviews_asked(draft: Draft) -> Iterator[tuple[Used, Flow, str]]:
    if draft.policy_source is not None and draft.policy_source.legitimate_interest is not None:
        return
    if policy_is_damaged(draft):
        return
    flows = {one.flow.id: one.flow for one in draft.flows if _watched(one.flow) and _purpose_is_sure(draft, one)}
    for used in draft.used:
        flow = flows.get(used.spot.owner) if used.spot.kind == "flow" and used.role in _SHOWN else None
        if flow is not None and (match := REVIEWS.search(used.word)):
            yield used, flow, match[0]


def _agreed_to(flow: Flow) -> set[str]:
    """Return the wordings of the consents that a flow asks for: they must name what is agreed to, and sell nothing."""
    return {step.wording.source for step in flow.steps.values() if isinstance(step, ConsentStep) and step.wording}


def _purpose_is_sure(draft: Draft, written: WrittenFlow) -> bool:
    """Whether nothing that is lost may give the flow another purpose: a line of its own, or who calls or starts it."""
    if written.source.purpose is not None:
        return True
    return not draft.damage(written.file).head and written.flow.id not in draft.lost


def _watched(flow: Flow) -> bool:
    return flow.purpose == "care" or (flow.purpose == "service" and any(start.event for start in flow.starts))


def _strict(flow: Flow) -> bool:
    """Whether prices and pages count too: not where the customer may have asked, as what they get then is an answer."""
    return flow.purpose == "care" or all(start.event for start in flow.starts)


def _shop_page(draft: Draft) -> re.Pattern[str] | None:
    """Return what a link to the shop looks like, from the web address in `store.yaml`."""
    website = re.match(r"https?://(?:www\.)?([^/]+)", str(draft.store.facts.get("website", "")))
    return re.compile(rf"https?://(?:www\.)?{re.escape(website[1])}", re.IGNORECASE) if website else None


def _selling(used: Used, page: re.Pattern[str] | None, *, strict: bool) -> str | None:
    if page is not None and strict and page.search(used.word):
        return "a link to the shop's pages"
    if used.role == "address":
        return None
    if match := _DISCOUNT.search(used.word) or SELLING.search(used.word):
        return f"« {match[0]} »"
    return "a price other than the order's own" if strict and _PRICE.search(used.word) else None
