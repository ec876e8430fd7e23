"""The emulated server of a language model: as published, and wrong on demand."""

from __future__ import annotations

import aiohttp

from tests.emulators.language_model import KEY, ModelServer

ASKED = {"model": "small", "messages": [{"role": "system", "content": "x"}, {"role": "user", "content": "{}"}]}


async def post(server: ModelServer, body: object, key: str = KEY) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as session:
        headers = {"authorization": f"Bearer {key}"}
        async with session.post(f"{server.url}/v1/chat/completions", json=body, headers=headers) as answer:
            return answer.status, await answer.json()


async def test_it_takes_nothing_that_is_not_as_published() -> None:
    async with ModelServer() as server:
        status, told = await post(server, {**ASKED, "colour": "red"})
        assert (status, len(server.breaches)) == (400, 1) and "error" in told
        assert (await post(server, ASKED, key="other"))[0] == 401


async def test_it_says_what_it_is_told_to_say() -> None:
    async with ModelServer() as server:
        server.answers = lambda system, asked: "bonjour"
        status, told = await post(server, ASKED)
        assert status == 200 and told["choices"][0]["message"]["content"] == "bonjour"
        server.fail("status", status=429)
        assert (await post(server, ASKED))[0] == 429
