"""What the benchmark of pages asks of each beside nothing: filters alone, together and of nobody, far pages, words.

Braces are what `console.values_of` finds in the database. `deep` is the thread after 60,000 others, `deep_us` after
1,500 of those who wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_FOLDERS: Final = ("mine", "mentions", "unassigned", "customer", "bot", "snoozed", "closed", "all")
_INBOX: Final = (
    *(f"folder={one}" for one in _FOLDERS),
    "folder=all&stage=purchase/usage",
    "folder=all&stage=business/decision&language=en",
    "folder=all&channel=sms&language=en",
    "folder=all&channel=email",
    "folder=all&language=de",
    "folder=all&direction=receding&standing=weak",
    "folder=all&standing=weak&language=en",
    "folder=all&by=person&standing=strong",
    "folder=all&by=bot&channel=web&point_of_sale=annecy",
    "folder=all&label=facture",
    "folder=all&label=facture&stage=business/usage&channel=web",
    "folder=all&label=nobody",
    "folder=closed&label=fuite",
    "folder=closed&standing=strong",
    "folder=closed&by=person",
    "folder=closed&channel=telegram&direction=steady&point_of_sale=lyon",
    "folder=bot&point_of_sale=lyon",
    "folder=bot&direction=receding&channel=web&language=en&standing=middle",
    "folder=us&by=bot",
    "waiting=1440",
    "waiting=1440&channel=web&direction=receding",
    "after={deep_us}",
    "folder=all&after={deep}",
    "folder=all&after={deep}&label=facture",
    "folder=all&after={deep}&direction=receding&standing=weak",
    "folder=closed&after={deep}&channel=sms",
)
#: Words that many said and few, a beginning, one letter, names, two that stand together in few lines.
_WORDS: Final = (
    *("mousseur", "merci", "bonjour", "machine", "oui", "Haddad", "ha", "a", "e m", "a xy"),
    *("léa martin", "xylophone", "fuite eau", "bonjour merci", "merci machine prix", "+33612345678", "l'eau", "!"),
)
QUERIES: Final[Mapping[str, tuple[str, ...]]] = {
    "/inbox": (*_INBOX, *(f"q={words}" for words in _WORDS)),
    "/inbox/rows": ("folder=all&after={deep}", "after={deep_us}"),
    "/inbox/{customer}/lines": ("before={middle}",),
    "/journey": ("days=90",),
    "/journey/contacts": ("days=90",),
    "/customers": (
        "after={deep}",
        "q=haddad",
        "q=a",
        "relationship=weak",
        "relationship=strong",
        "relationship=weak&on=web&point_of_sale=annecy",
        "on=sms&point_of_sale=lyon",
        "on=email",
        "who=here&journey={journey}&stage={stage}",
        "who=here&journey={journey}&direction=receding&relationship=weak",
        "who=here&journey={journey}&relationship=strong",
        "who=stalled&journey={journey}",
        "who=stalled&journey={journey}&stage={stage}",
        "who=moved&journey={journey}&left=&direction=receding&days=90",
        "who=moved&journey={journey}&stage={stage}&days=90&relationship=strong",
        "who=met&journey={journey}&stage={stage}&channel=telegram&way=in&days=90",
        "who=met&journey={journey}&stage={stage}&channel=sms&way=out&days=90",
        "who=met&journey={journey}&stage={stage}&channel=telegram&way=in&answered=no&days=90",
        "who=met&journey={journey}&stage={stage}&channel=web&way=out&days=90&relationship=strong",
    ),
    "/flows": ("days=90",),
    "/flows/{flow}": ("days=90",),
    "/flows/{flow}/customers": (
        "kind=started&days=90",
        "kind=ended&name=converted&days=90",
        "kind=ended&any=1&days=90",
    ),
    "/questions": ("days=90", "days=90&dismissed=1"),
    "/questions/customers": ("days=90&key={question}",),
    "/feedback": ("days=90",),
    "/feedback/answers": ("scale=csat&days=90", "scale=nps&days=90"),
    "/sending": ("days=90",),
    "/sending/messages": ("state=failed&days=90", "state=undelivered&days=90", "state=delivered&days=90"),
    "/sending/opt-outs": ("days=90",),
    "/playbook/compare": ("a={earlier}&b={version}",),
}
#: Queries of `/api`.
OF_API: Final[Mapping[str, tuple[str, ...]]] = {
    "/api/customers": ("phone=%2B33612345678", "limit=200"),
    "/api/journeys": ("journey={journey}&stage={stage}",),
    "/api/handovers": ("open=true",),
}
