"""`/api`: what integrators read, and what they may tell, behind bearer tokens.

`operations` is the one table of what there is; the routes and the OpenAPI document are made of it. `serving` takes a
request through the same steps each time: the token (`bearer`), its scope and pace, the question or the body (`shapes`),
the idempotency key (`once`), then the operation, in `reading` or `telling`. What is told becomes an event in the inbox;
nothing here writes a customer's state.
"""
