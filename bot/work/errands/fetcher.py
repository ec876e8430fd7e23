"""Asking an allow-listed service for facts, on behalf of a flow.

What may be asked is narrow on purpose, because a marketer's template makes the address (OWASP, server-side request
forgery): https, a host that the playbook lists, no credentials, no redirect, no proxy; every address that the name
resolves to must be public, and the connection goes to the one that was looked at, so that a name can't change its mind
in between. An answer is JSON, at most 256 KB, in the flow's time limit. Whatever happens, there is an answer to give
back.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final
from urllib.parse import SplitResult, urlsplit

import httpx
import msgspec
import structlog
from msgspec import Struct

from bot.model.effects import Fetch
from bot.model.message import Value

LARGEST: Final = 256 * 1024  # bytes
LONGEST: Final = 10.0  # seconds
_PORT: Final = 443
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")

_log = structlog.get_logger(__name__)

#: Gives the addresses of a host.
Resolve = Callable[[str], Awaitable[Sequence[str]]]


class NotAsked(Exception):
    """The address may not be asked; the words say why."""


class Fetched(Struct, frozen=True):
    """What came of it: `value` where `ok`, else `reason`."""

    ok: bool
    value: Value = None
    reason: str = ""


class Fetcher:
    """`hosts` gives the playbook's allow-list; `transport` is httpx's own unless a test says otherwise."""

    def __init__(
        self,
        hosts: Callable[[], Collection[str]],
        *,
        resolve: Resolve | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._hosts = hosts
        self._resolve = resolve or resolve_host
        self._client = httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=False, timeout=LONGEST)

    async def fetch(self, effect: Fetch) -> Fetched:
        """Ask, within the effect's time limit. Never raises for what the outside does."""
        try:
            async with asyncio.timeout(min(effect.within, LONGEST)):
                return await self._ask(effect)
        except TimeoutError:
            return Fetched(ok=False, reason="no answer in time")
        except NotAsked as refusal:
            return Fetched(ok=False, reason=str(refusal))
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return Fetched(ok=False, reason=type(error).__name__)
        except Exception as fault:  # a fault of ours: the conversation waits for an answer all the same
            _log.exception("fetch failed", fetch=effect.id)
            return Fetched(ok=False, reason=type(fault).__name__)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, effect: Fetch) -> Fetched:
        url = _checked(effect.url, self._hosts())
        host = url.hostname or ""
        address = _pinned(await self._resolve(host))
        request = self._client.build_request(
            effect.method,
            httpx.URL(effect.url).copy_with(host=address),
            headers={"host": host, "accept": "application/json", "accept-encoding": "identity"},
            content=None if effect.method == "GET" else msgspec.json.encode(effect.body),
            extensions={"sni_hostname": host},  # the certificate must be the host's, though we connect by address
        )
        answer = await self._client.send(request, stream=True)
        try:
            return await read_json(answer)
        finally:
            await answer.aclose()


async def read_json(answer: httpx.Response) -> Fetched:
    """Return what a streamed answer says: JSON, not compressed, at most `LARGEST` bytes. Raises `httpx.HTTPError`."""
    if not answer.is_success:
        return Fetched(ok=False, reason=f"HTTP {answer.status_code}")
    if answer.headers.get("content-encoding", "identity") != "identity":
        return Fetched(ok=False, reason="the answer is compressed")
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > LARGEST:
            return Fetched(ok=False, reason="the answer is too large")
    try:
        return Fetched(ok=True, value=msgspec.json.decode(body))
    except (msgspec.DecodeError, RecursionError):
        return Fetched(ok=False, reason="the answer is not JSON")


async def resolve_host(host: str) -> Sequence[str]:
    """Return all addresses of a host. Raises `OSError`."""
    found = await asyncio.get_running_loop().getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


def is_public(address: str) -> bool:
    """Tell whether an address is on the open internet: not private, loopback or reserved, nor one of those within
    IPv6.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or _nat64(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def _checked(address: str, hosts: Collection[str]) -> SplitResult:
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError as fault:
        raise NotAsked("not an address") from fault
    if url.scheme != "https":
        raise NotAsked("only https is asked")
    if url.username is not None or url.password is not None:
        raise NotAsked("an address with credentials is not asked")
    if (url.hostname or "") not in {host.lower() for host in hosts}:
        raise NotAsked("the host is not in the policy's list")
    if port not in {None, _PORT}:
        raise NotAsked("only port 443 is asked")
    return url


def _pinned(addresses: Sequence[str]) -> str:
    if not addresses or not all(map(is_public, addresses)):
        raise NotAsked("the host has an address that is not public")
    return addresses[0]
