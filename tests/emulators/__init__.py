"""Stand-ins for the providers, at the edge of the world: real HTTP, the published shapes, a ledger that is the judge.

`telegram.TelegramEmulator` and `twilio.TwilioEmulator` run inside a test (`async with`) or as processes of their own
(`python -m tests.emulators.telegram --port 8081 --ledger FILE`), where `POST /_control/<verb>` does what the methods
do.
"""
