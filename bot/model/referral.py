"""A personal code with which a customer brings a friend, as the engine asks for one and meets whoever comes by one."""

from __future__ import annotations

from msgspec import Struct


class MakeReferral(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="make_referral", omit_defaults=True
):
    """The customer may be invited to bring a friend: the code that is theirs is made of chance, once for good, and
    `ReferralMade` follows."""

    id: str


class UseReferral(
    Struct, frozen=True, gc=False, kw_only=True, tag_field="type", tag="use_referral", omit_defaults=True
):
    """Somebody new came by this code: whose it is is looked up, and `ReferralFollowed` comes back. Whoever gave it
    hears `referral.used`, once for each friend and never for themselves."""

    id: str
    code: str
