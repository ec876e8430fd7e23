"""Deliveries of shop systems: their documented resources, changed as a test wants, signed as they sign."""

from __future__ import annotations

import base64
import hmac
import json
from pathlib import Path
from typing import Any

import httpx

DATA = Path(__file__).resolve().parent.parent / "data" / "shops"
SECRET = "the-shop's-shared-secret"
WOO = ("X-WC-Webhook-Signature", "X-WC-Webhook-Topic", "X-WC-Webhook-Delivery-ID")
SHOPIFY = ("X-Shopify-Hmac-Sha256", "X-Shopify-Topic", "X-Shopify-Webhook-Id")


def resource(name: str, **changes: Any) -> dict[str, Any]:
    """Return a documented resource (`shopify-order`) with some fields changed."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found | changes


def signature(body: bytes, secret: str = SECRET) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


async def deliver(
    client: httpx.AsyncClient, topic: str, said: Any, *, delivery: str = "d1", system: str = "shopify", **headers: str
) -> httpx.Response:
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    signed, about, number = SHOPIFY if system == "shopify" else WOO
    own = {signed: signature(body), about: topic, number: delivery} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return await client.post(f"/webhooks/{system}", content=body, headers=own)
