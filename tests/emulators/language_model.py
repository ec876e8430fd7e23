"""A server that speaks the chat completions of OpenAI, as nearly every server of models does, and can get it wrong.

What it is asked and what it answers are held against the published shape: `data/specs/chat_completions.json`, written
after the part of OpenAI's reference that is used here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.emulators.faults import Fault
from tests.emulators.schemas import NotAsSpecified, hold_against
from tests.emulators.serving import Emulator, main

KEY = "sk-test-0123456789"
#: What the model says, by what it is asked: the system's words and the user's.
Answer = Callable[[str, dict[str, Any]], str | None]


def obeys(system: str, asked: dict[str, Any]) -> str:
    """Say the answer as it is, or choose the first; and do whatever the customer's words tell it to."""
    told = re.search(r"(?:dis|say|réponds|reply)\s*:\s*(.+)$", asked["customer_wrote"], re.IGNORECASE | re.DOTALL)
    if told is not None:
        return told[1]
    return "1" if "choices" in asked else str(asked["answer"])


class ModelServer(Emulator):
    """`answers` is who speaks; `asked` is all that was asked, as it came."""

    def __init__(self, **where: Any) -> None:
        super().__init__(**where)
        self.answers: Answer = obeys
        self.finish = "stop"
        self.asked: list[dict[str, Any]] = []

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/v1/chat/completions", self._complete)]

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.requests.append("completions")
        self.asked.append(body)
        try:
            hold_against("chat_completions", "request", value=body)
        except NotAsSpecified as breach:
            self.breaches.append(str(breach))
            return _error(400, "invalid_request_error", str(breach))
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return _error(401, "invalid_request_error", "Incorrect API key provided.")
        fault = self.faults.take("completions")
        if fault is not None:
            return await self._wrongly(request, fault)
        messages = {message["role"]: message["content"] for message in body["messages"]}
        said = self.answers(messages["system"], json.loads(messages["user"]))
        answer = completion(body["model"], said, self.finish)
        hold_against("chat_completions", "response", value=answer)
        return web.json_response(answer)

    async def _wrongly(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.action == "status":
            return _error(fault.status, "server_error" if fault.status >= 500 else "requests", fault.words or "no")
        return await self.faults.break_off(request, fault)


def completion(model: str, said: str | None, finish: str = "stop") -> dict[str, Any]:
    """Return an answer as the servers give it."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": said, "refusal": None},
                "logprobs": None,
                "finish_reason": finish,
            }
        ],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    }


def _error(status: int, kind: str, words: str) -> web.Response:
    return web.json_response({"error": {"message": words, "type": kind, "param": None, "code": None}}, status=status)


if __name__ == "__main__":
    main(ModelServer)
