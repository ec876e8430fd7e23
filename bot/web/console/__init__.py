"""The console: what staff see of the shop.

`routes.DOORS` is the table of everything that can be asked for; a page is a module here, a template and a line there.
`door` guards each of them: who is signed in, whether their role allows it, whether a change comes from our own page.
`frame.page` draws what a handler has found, in the reader's language and theme; `frame.piece` a part of it, for htmx.
"""
