"""Texts and conditions as authors write them: Liquid, narrowed, with filters of our own.

`liquid` compiles them; what is compiled says itself (`liquid_texts`,
`liquid_values`). `filters` is the table of filters.
"""
