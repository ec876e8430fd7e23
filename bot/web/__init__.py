"""The doors: what the outside may knock at, over HTTP.

`app` puts the routes together from a `Doors`, which the wiring fills. `providers` and `shop` put on disk what Telegram,
Twilio and the shop's systems send, and only then answer; `imports` reads the files that a shop exports; `chat` is the
web chat, a page and a channel at once; `api` is what integrators read and tell; `console` is what staff see; `health`
is for operations. `guard` holds what every route shares:
headers, plain errors, bodies of a bounded size. Nothing here runs a turn or sends a message: what comes in goes to the
inbox, what goes out is read from the transcript.
"""
