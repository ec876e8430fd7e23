"""The program's own words to customers.

`situations` is the table of all of them; `words` has them in every language, as the author reworded them.
"""
