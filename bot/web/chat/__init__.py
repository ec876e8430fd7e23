"""The web chat: a page of ours that is a channel like the others. No account, no script of anybody else's.

A visitor is a random token that their browser keeps. What they write goes to the inbox, as from any provider; what is
said to them is read from the transcript. So nothing is kept in this process: any number of tabs and of web processes
show the same thread.

Where the token is kept. On our own page: a first-party cookie, out of reach of scripts (`__Host-`, HttpOnly,
SameSite=Lax). In a frame of the shop's page, which is another site to the browser: a cookie of the same name with
SameSite=None and `Partitioned` (CHIPS), which belongs to our frames in this shop's pages only, so that it works where
third-party cookies are blocked (Chromium then denies a frame its storage, too). A browser that keeps no such cookie
(Safari before 26.2; any, over plain http) sends none with its first request; it then gets the token in the answer,
keeps it in the frame's own storage where it has one, else for as long as the page is open, and sends it in a header.
A script that could read it there would have to run in our page, and the page's policy lets only ours run.
"""
