"""The console: what staff see of the shop.

`routes.DOORS` is the table of everything that can be asked for; a page is a line there, a module in the
folder of its subject, and a template. `wording` has how things are said on every page.
`door` guards each of them: who is signed in, whether their role allows it, whether a change comes from our own page.
`frame.page` draws what a handler has found, in the reader's language and theme; `frame.piece` a part of it, for htmx.
"""
