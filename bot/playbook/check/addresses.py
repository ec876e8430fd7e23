"""Addresses: `fetch` asks listed hosts by https only, links are https too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.playbook.check.walking import each_step
from bot.playbook.draft import Draft
from bot.playbook.faults import Fault, error, suggestion
from bot.playbook.schema.acting import FetchSource
from bot.playbook.source.nodes import Word
from bot.playbook.source.places import place_of

_HOST: Final = re.compile(r"https://([^/{}?#\s]+)(?=[/?#]|$)")


def fetched_hosts(draft: Draft) -> Iterator[Fault]:
    """A `fetch` that is not https, whose host is not plain to see, or not in the policy's list."""
    for one in draft.flows:
        for step in each_step(one.source.steps):
            address = (step.fetch.get or step.fetch.post) if isinstance(step, FetchSource) else None
            hosts = None if policy_is_damaged(draft) else draft.policy.fetch_hosts
            message = _refusal(address, hosts) if address is not None else None
            if address is not None and message is not None:
                yield error(place_of(address, one.file), message)


def policy_is_damaged(draft: Draft) -> bool:
    """Whether something of the policy is lost, so that what it says is not known."""
    return any(file.startswith("flows/policy.") for file in draft.damaged)


def _fetches(draft: Draft) -> Iterator[FetchSource]:
    for one in draft.flows:
        yield from (step for step in each_step(one.source.steps) if isinstance(step, FetchSource))


def _refusal(address: Word, hosts: tuple[str, ...] | None) -> str | None:
    if not address.startswith("https://"):
        return "`fetch` asks by `https://` only"
    match = _HOST.match(address)
    if match is None:
        return "the host must be written out, followed by `/`: no value may choose whom the bot asks"
    if "@" in match[1] or ":" in match[1]:
        return "the address must have no user and no port"
    if hosts is not None and match[1].lower() not in hosts:
        return f"`{match[1]}` is not in the policy's `fetch: {{ hosts: […] }}`{suggestion(match[1], hosts)}"
    return None


def insecure_links(draft: Draft) -> Iterator[Fault]:
    """A link, a picture or a document by plain `http://`; a `fetch` is told above."""
    fetched = {id(step.fetch.get or step.fetch.post) for step in _fetches(draft)}
    for used in draft.used:
        if used.role == "address" and used.word.startswith("http://") and id(used.word) not in fetched:
            yield error(
                place_of(used.word, used.spot.file), "`http://` can be read and changed on the way; use `https://`"
            )
