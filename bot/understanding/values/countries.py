"""Which country a text names: "Do you ship to Ireland?", "une livraison au Québec", "j'habite à Genève".

The names are Unicode's (through Babel), in French and in English; beside them stand what people say instead
("Angleterre", "the US"), parts of countries, and the large towns across the borders. Overseas departments are
countries of their own here, as in ISO 3166 and for a carrier; Corsica is France.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from bot.rules.texts.plain_text import plain

LOOKED_AT: Final = 300  # characters
_NAMED_IN: Final = ("fr", "en")
_ALSO: Final = """
    FR france metropolitaine, metropole, corse, corsica, ajaccio, bastia, paris, lyon, marseille;
    BE bruxelles, brussels, liege, anvers, antwerp, gand, ghent, namur, charleroi, bruges, wallonie, flandre;
    CH geneve, geneva, lausanne, zurich, bale, basel, berne, bern, fribourg, neuchatel, suisse romande;
    DE berlin, munich, hambourg, hamburg, cologne, francfort, frankfurt, sarrebruck, stuttgart;
    LU luxembourg ville; MC monte carlo; NL hollande, holland, the netherlands, amsterdam, rotterdam;
    GB angleterre, england, ecosse, scotland, pays de galles, wales, irlande du nord, northern ireland, uk, u k,
    grande bretagne, great britain, britain, londres, london, edimbourg, edinburgh, manchester;
    IE republique d irlande, dublin, eire; ES madrid, barcelone, barcelona, canaries, baleares;
    IT rome, milan, turin, sardaigne, sardinia, sicile, sicily; PT lisbonne, lisbon, porto, madere, madeira, acores;
    AT vienne autriche, vienna; CZ republique tcheque, czech republic; US the us, usa, u s a, u s,
    america, new york, californie, california, texas, floride, florida;
    CA quebec, montreal, ontario, toronto, vancouver;
    RE reunion, ile de la reunion, saint denis de la reunion; PF tahiti; MU ile maurice; AE dubai, emirats; NC noumea;
    CI abidjan; KR coree, coree du sud, korea; MA casablanca; TR turkey; VN viet nam;
    RU russia; CD congo; BA bosnie, bosnia; PS palestine; MF saint martin; BL saint barth
"""
#: Parts of countries that are told back by their own name, in French and in English: who lives there says that.
_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "quebec": ("Québec", "Quebec"),
    "angleterre": ("Angleterre", "England"),
    "england": ("Angleterre", "England"),
    "ecosse": ("Écosse", "Scotland"),
    "scotland": ("Écosse", "Scotland"),
    "pays de galles": ("Pays de Galles", "Wales"),
    "wales": ("Pays de Galles", "Wales"),
    "irlande du nord": ("Irlande du Nord", "Northern Ireland"),
    "northern ireland": ("Irlande du Nord", "Northern Ireland"),
}
#: Names that are more often a word or a first name, so that alone they name no country.
_WORDS: Final = frozenset({"jordan", "chad", "man", "georgia"})
_MOST_WORDS: Final = 6


@cache
def _names() -> Mapping[str, str]:
    """Return the code of each name, plain."""
    found = {
        plain(name): code
        for language in _NAMED_IN
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
    }
    for entry in _ALSO.split(";"):
        code, *rest = entry.split()
        found |= {" ".join(name.split()): code for name in " ".join(rest).split(",")}
    return {name: code for name, code in found.items() if name not in _WORDS}


def country_in(text: str) -> str | None:
    """Return the code (ISO 3166) of the only country that a text names; None where it names none, or several."""
    said = plain(text, LOOKED_AT).split()
    known, found, at = _names(), set(), 0
    while at < len(said):
        for length in range(min(_MOST_WORDS, len(said) - at), 0, -1):
            code = known.get(" ".join(said[at : at + length]))
            if code is not None:
                found.add(code)
                at += length
                break
        else:
            at += 1
    return found.pop() if len(found) == 1 else None


def place_called(text: str, code: str, language: str) -> str:
    """Return what to call the country (`code`) that a text names: by the name of its part, where the text names that
    ("livraison au Québec"), else its own."""
    said = f" {plain(text, LOOKED_AT)} "
    part = next((names for name, names in _PARTS.items() if f" {name} " in said), None)
    return country_name(code, language) if part is None else part[0 if language.startswith("fr") else 1]


def country_name(code: str, language: str) -> str:
    """Return what a country is called, the code where nobody knows: "Suisse", "Switzerland"."""
    try:
        return str(Locale.parse(language, sep="-").territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
