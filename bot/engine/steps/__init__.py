"""The verbs, one module a family. Each verb is a function of the turn, the conversation and its step; `registry`
names them.
"""
