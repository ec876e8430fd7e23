"""What a customer means: reading a reply, matching a question, telling the language.

`replies` reads an answer to the question on the table, `values` what it states (numbers, amounts, days, places),
`questions` matches free text with answers and flows, `shopping` reads what is said of what is sold, `contact` how a
customer wishes to be written to, `faithful` judges what a language model would say. `lexicon` has the words that
several of them share.
"""
