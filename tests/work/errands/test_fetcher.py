from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest

from bot.model.effects import Fetch
from bot.work.errands.fetcher import LARGEST, Fetched, Fetcher, is_public, resolve_host

HOST = "api.maison-moka.example"
PUBLIC = "93.184.215.14"


def effect(url: str = f"https://{HOST}/stock/aroma-2?q=1", **more: Any) -> Fetch:
    return Fetch(id="f1", conversation="c1", **{"method": "GET", "url": url} | more)


def fetcher(
    answer: Callable[[httpx.Request], Any], *, addresses: Sequence[str] = (PUBLIC,), hosts: Sequence[str] = (HOST,)
) -> Fetcher:
    async def resolve(host: str) -> Sequence[str]:
        if not addresses:
            raise OSError("no such host")
        return addresses

    return Fetcher(lambda: hosts, resolve=resolve, transport=httpx.MockTransport(answer))


def says(body: bytes = b'{"stock": 4}', status: int = 200, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: answered(body, status, **headers)


def answered(body: bytes = b"{}", status: int = 200, **headers: str) -> httpx.Response:
    """A response whose body has yet to be read, as from a socket."""
    return httpx.Response(status, stream=httpx.ByteStream(body), headers=headers)


def never(_: httpx.Request) -> httpx.Response:
    raise AssertionError("nothing may be asked")


async def test_facts_come_back_as_json() -> None:
    assert await fetcher(says()).fetch(effect()) == Fetched(ok=True, value={"stock": 4})


async def test_the_connection_goes_to_the_address_that_was_looked_at_under_the_hosts_name() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answered()

    await fetcher(answer).fetch(effect())
    (request,) = asked
    assert request.url.host == PUBLIC
    assert request.headers["host"] == HOST
    assert request.extensions["sni_hostname"] == HOST
    assert request.url.raw_path == b"/stock/aroma-2?q=1"
    assert not {"cookie", "authorization"} & set(request.headers)


async def test_a_body_is_posted_as_json() -> None:
    bodies: list[Any] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append((request.method, json.loads(request.content)))
        return answered(b"null")

    assert (await fetcher(answer).fetch(effect(method="POST", body={"id": 1}))).ok
    assert bodies == [("POST", {"id": 1})]


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/",
        "https://evil.example/",
        f"https://{HOST}.evil.example/",
        f"https://evil.example#{HOST}",
        f"https://evil.example/?{HOST}",
        f"https://user@{HOST}/",
        f"https://user:pass@{HOST}/",
        f"https://{HOST}@evil.example/",
        f"https://{HOST}:8443/",
        f"https://{HOST}:99999/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        f"file://{HOST}/etc/passwd",
        f"ftp://{HOST}/",
        f"gopher://{HOST}/",
        "javascript:alert(1)",
        "//api.maison-moka.example/",
        "",
        "https://",
        "https://[",
        f"https://{HOST}\\@evil.example/",
        f"https:/{HOST}/",
    ],
)
async def test_nothing_but_the_listed_host_by_https_is_asked(url: str) -> None:
    fetched = await fetcher(never).fetch(effect(url))
    assert not fetched.ok
    assert fetched.reason


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "255.255.255.255", "224.0.0.1", "240.0.0.1", "192.0.2.1", "198.18.0.1",
        "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
        "2001:db8::1", "fe80::1%eth0", "localhost", "", "1.2.3", "0177.0.0.1",
    ],
)  # fmt: skip
async def test_a_host_with_an_address_that_is_not_public_is_not_asked(address: str) -> None:
    assert not is_public(address)
    for addresses in ([address], [PUBLIC, address], [address, PUBLIC]):
        assert not (await fetcher(never, addresses=addresses).fetch(effect())).ok


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_public(address)


async def test_an_address_of_the_open_internet_in_ipv6_is_asked() -> None:
    fetched = await fetcher(says(), addresses=["2606:2800:220:1::1"]).fetch(effect())
    assert fetched.ok


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(status: int) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(status, headers={"location": "https://169.254.169.254/"})

    assert await fetcher(answer).fetch(effect()) == Fetched(ok=False, reason=f"HTTP {status}")
    assert len(asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"<html>", b"\xff", b"[" * 100_000], ids=["empty", "half", "html", "binary", "deep"]
)
async def test_what_is_no_json_is_said_so(body: bytes) -> None:
    assert (await fetcher(says(body)).fetch(effect())).reason == "the answer is not JSON"


async def test_an_answer_too_large_is_not_read_to_its_end() -> None:
    read: list[int] = []

    async def endless() -> Any:
        while True:
            read.append(1)
            yield b" " * 65536

    fetched = await fetcher(lambda _: httpx.Response(200, content=endless())).fetch(effect())
    assert fetched.reason == "the answer is too large"
    assert len(read) <= LARGEST // 65536 + 1


async def test_a_compressed_answer_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    gzipped: dict[str, Any] = {"content-encoding": "gzip"}
    fetched = await fetcher(says(bomb, **gzipped)).fetch(effect())
    assert fetched.reason == "the answer is compressed"


async def test_an_answer_too_late_is_none() -> None:
    async def slow(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(30)
        raise AssertionError

    assert (await fetcher(slow).fetch(effect(within=0.05))).reason == "no answer in time"


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
async def test_an_error_of_the_service_is_a_failure(status: int) -> None:
    assert await fetcher(says(status=status)).fetch(effect()) == Fetched(ok=False, reason=f"HTTP {status}")


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x")])
async def test_a_line_that_breaks_is_a_failure(error: Exception) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise error

    fetched = await fetcher(answer).fetch(effect())
    assert (fetched.ok, fetched.reason) == (False, type(error).__name__)


async def test_even_a_fault_of_ours_is_an_answer_to_give_back() -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError

    assert await fetcher(answer).fetch(effect()) == Fetched(ok=False, reason="ZeroDivisionError")


async def test_a_host_that_does_not_exist_is_a_failure() -> None:
    assert not (await fetcher(never, addresses=()).fetch(effect())).ok


async def test_the_real_resolver_gives_addresses() -> None:
    assert set(await resolve_host("localhost")) & {"127.0.0.1", "::1"}


async def test_closing_closes_the_connections() -> None:
    one = Fetcher(lambda: ())
    await one.close()
