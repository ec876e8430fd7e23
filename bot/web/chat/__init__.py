"""The web chat: a page of ours that is a channel like the others. No account, no script of anybody else's.

A visitor is a random token that their browser keeps. What they write goes to the inbox, as from any provider; what is
said to them is read from the transcript. So nothing is kept in this process: any number of tabs and of web processes
show the same thread.

Where the token is kept. On our own page: a first-party cookie, out of reach of scripts (`__Host-`, HttpOnly,
SameSite=Lax). In a frame of the shop's page, which is another site to the browser: a second cookie of the same name
with SameSite=None and `Partitioned` (CHIPS), so that it belongs to this shop's page only and no third-party cookie is
needed. A browser that keeps neither (Safari before 26.2, or plain http in a frame) sends no cookie with its first
request; it then gets the token in the answer, keeps it in the frame's own storage, which browsers partition in the
same way, and sends it in a header. A script that could read it there would have to run in our page, and the page's
policy lets only ours run.
"""
