"""From the models of the files to the playbook that the engine runs: one module a subject.

`compiling.Compiling` is what all of them work on: it compiles texts and conditions, and notes every value that is used
and every name that is mentioned, with its place, for `bot.playbook.check`. Nothing here decides whether a playbook
makes sense.
"""
