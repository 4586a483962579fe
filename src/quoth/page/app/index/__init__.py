"""What the page is served from: a file beside the store, derived from it.

The way through: the store's articles (`encode` writes them short) with their stories, sayings and shared `columns`,
held against the `records` (`refresh`) -> people's judgements laid over them (`overlay`) -> the rows that lists, search
and addresses (`slugs`) need (`rows`) -> the `file`, which many read while one writes.
"""
