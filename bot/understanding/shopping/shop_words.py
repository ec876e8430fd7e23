"""Words of shops in the other language: who asks for a « canapé gris » finds the "grey sofa" of an English catalogue.

A table of things, colours and materials that shops sell, French and English, a word for a word. It is looked at only
for words that no offer has; brands and names need none. What is missing here is found by whoever says it as it is
written in the catalogue. Left out is what mostly means something else: « argent », « livré », « bureau », « petit ».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.understanding.shopping.offer_words import tokens

#: French words, then the English ones, each of which may stand for each of the others.
_TABLE: Final = """
canape: sofa couch; fauteuil: armchair; chaise: chair; matelas: mattress; armoire: wardrobe; etagere: shelf bookcase;
commode: dresser; tapis: rug carpet; rideau: curtain; coussin: cushion pillow; oreiller: pillow; drap: sheet; couette:
duvet; couverture plaid: blanket throw; serviette: towel; miroir: mirror; lampe: lamp light; lampadaire: lamp; lumiere
luminaire: light lamp; ampoule: bulb; bougie: candle; cadre: frame; pot: pot planter; plante: plant; fleur: flower;
panier: basket; horloge: clock; jardin: garden; exterieur: outdoor; interieur: indoor; parasol: umbrella; parapluie:
umbrella; banc: bench; tabouret: stool; tasse: cup mug; verre: glass; assiette: plate; bol: bowl; couteau: knife;
fourchette: fork; cuillere: spoon; casserole: saucepan pot; poele: pan; bouilloire: kettle; theiere: teapot;
cafetiere: coffeemaker; moulin: grinder; bouteille gourde: bottle; plateau: tray; tablier: apron; cafe: coffee;
chocolat: chocolate; biscuit: cookie biscuit; miel: honey; confiture: jam; huile: oil; vin: wine; biere: beer;
fromage: cheese; epice: spice; farine: flour; sucre: sugar; chemise: shirt; chemisier: blouse; robe: dress; jupe:
skirt; pantalon: trousers pants; jean: jeans; veste: jacket blazer; manteau: coat; pull: sweater jumper pullover;
gilet: cardigan vest; sweat: sweatshirt hoodie; pyjama: pyjamas pajamas; chaussette: sock; chaussure: shoe; basket:
sneaker trainer; botte: boot; sandale: sandal; chausson: slipper; chapeau: hat; casquette: cap; bonnet: beanie; gant:
glove; echarpe foulard: scarf; ceinture: belt; cravate: tie; sac: bag; valise: suitcase; portefeuille: wallet; montre:
watch; bague: ring; collier: necklace; boucle: earring; lunette: glasses sunglasses; parfum: perfume fragrance; savon:
soap; creme: cream; shampoing shampooing: shampoo; dentifrice: toothpaste; brosse: brush; maquillage: makeup; rasoir:
razor; jouet: toy; poupee: doll; peluche: plush; carnet cahier: notebook; stylo: pen; crayon: pencil; papier: paper;
carton: cardboard; affiche: poster print; velo: bike bicycle; trottinette: scooter; casque: helmet headphones; ballon:
ball; tente: tent; raquette: racket; ecouteur: earphones earbuds headphones; enceinte: speaker; telephone: phone;
chargeur: charger; coque: case; clavier: keyboard; souris: mouse; ecran: screen monitor; imprimante: printer;
ordinateur: computer laptop; appareil: camera; outil: tool; perceuse: drill; marteau: hammer; peinture: paint;
echelle: ladder; chien: dog; croquette: kibble; laisse: leash; homme: men man; femme: women woman; enfant: kids child;
bebe: baby; fille: girl; garcon: boy; noir noire: black; blanc blanche: white; gris grise: grey gray; bleu bleue:
blue; rouge: red; vert verte: green; jaune: yellow; rose: pink; violet violette: purple; marron brun: brown; cuir:
leather; coton: cotton; laine: wool; lin: linen; soie: silk; cuivre: copper; acier: steel; fer: iron; laiton: brass;
argile: clay; ceramique: ceramic; porcelaine: porcelain; marbre: marble; velours: velvet; verre: glass; plastique:
plastic; bambou: bamboo; silencieux silencieuse: quiet silent; rond ronde: round; carre carree: square; leger legere:
light lightweight; recycle: recycled; impermeable: waterproof; cadeau: gift present; accessoire: accessory; vetement:
clothing clothes apparel; bijou: jewellery jewelry; meuble: furniture; cuisine: kitchen; chambre: bedroom; decoration:
decor decoration; filtre: filter; detartrant: descaler; capsule: capsule pod; argente: silver; dore: gold golden; lit:
bed; bois: wooden wood
"""


def _others() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _TABLE.replace("\n", ";").split(";"):
        french, _, english = entry.partition(":")
        for own, theirs in ((french, english), (english, french)):
            for word in tokens(own):
                found[word] = tuple(
                    dict.fromkeys((*found.get(word, ()), *(one for one in tokens(theirs) if one != word)))
                )
    return found


_OTHERS: Final = _others()


def in_the_other_language(word: str) -> tuple[str, ...]:
    """Return what a word (as `offer_words.tokens` gives it) is in the other language, the likeliest first."""
    return _OTHERS.get(word, ())
