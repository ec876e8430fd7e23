"""What each kind of playbook file may hold: one pydantic model a kind, one module a subject.

The models read placed nodes (`bot.playbook.source.nodes`) and keep the place of what they read, so that whatever is
found out later still has an address. They know nothing beyond their own file: whether a flow that is named exists is
`bot.playbook.check`'s. `kinds` tells which file is of which kind, `bot.playbook.json_schema` gives the same models to
editors.
"""
