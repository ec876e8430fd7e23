"""Talk for its own sake, so that "tu as quel âge ?" is not answered as a question to the shop.

Written for this program. Plain courtesies (hello, thanks) are also read by `wishes`, inside the turn.
"""

from __future__ import annotations

SMALL_TALK: tuple[str, ...] = tuple(
    line.strip()
    for line in """
    bonjour
    salut ça va ?
    bonsoir tout le monde
    coucou
    comment allez-vous ?
    comment tu vas aujourd'hui
    quoi de neuf ?
    merci beaucoup
    merci pour votre aide
    c'est gentil merci
    au revoir et bonne journée
    bonne nuit
    à bientôt
    tu es un robot ?
    êtes-vous un humain ou une machine ?
    je parle à une vraie personne ?
    comment tu t'appelles ?
    quel est ton nom
    tu as quel âge ?
    qui t'a créé ?
    tu es marié ?
    tu as des amis ?
    tu aimes le foot ?
    quel est ton film préféré
    tu dors la nuit ?
    tu m'aimes ?
    je t'aime
    je m'ennuie
    je suis fatigué
    je suis triste aujourd'hui
    je suis content
    raconte-moi une blague
    chante-moi une chanson
    dis quelque chose de drôle
    t'es bête
    tu es nul
    tu sers à rien
    bien joué
    trop fort
    mdr
    lol
    haha
    il fait beau aujourd'hui
    quel temps fait-il ?
    quelle heure est-il ?
    quelle est la capitale de l'Italie
    qui a gagné le match hier
    que penses-tu de la politique
    quel est le sens de la vie
    tu peux m'aider pour mes devoirs
    joyeux anniversaire
    bonne année
    pardon
    excuse-moi
    d'accord
    je ne sais pas
    je sais pas trop
    rien du tout
    laisse tomber
    tu fais quoi ce soir
    tu habites où
    tu parles combien de langues
    hello
    hi there
    good morning
    how are you?
    how is it going
    what's up
    thank you so much
    thanks for your help
    goodbye
    see you later
    good night
    are you a robot?
    are you human
    am I talking to a real person?
    what's your name?
    how old are you?
    who made you
    are you married?
    do you have friends
    do you like music
    what is your favourite movie
    do you sleep?
    do you love me
    I love you
    I'm bored
    I'm tired
    I feel sad today
    I'm so happy
    tell me a joke
    sing me a song
    say something funny
    you are stupid
    you're useless
    well done
    you're awesome
    lol that's funny
    nice weather today
    what's the weather like
    what time is it?
    what is the capital of Italy
    who won the game last night
    what do you think about politics
    what is the meaning of life
    can you help me with my homework
    happy birthday
    happy new year
    sorry
    excuse me
    okay
    I don't know
    not really sure
    nothing
    never mind
    what are you doing tonight
    where do you live
    how many languages do you speak
    """.strip().splitlines()
)
