"""What the addresses show: a file for each view, as a page, as JSON and as CSV (`answer`).

Of a story `stories`, then `sayings`, `articles` with their earlier words (`revised`), `people` (speakers and outlets),
`search`, and what was set aside or judged (`ledger`). `templates` is what the pages are made with, `exports` the same
as data for other programs, `downloads` the files to keep.
"""
