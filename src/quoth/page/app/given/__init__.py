"""What people give to the page: it comes by `sent`.

Judgements are `acts`. Texts are told apart and kept as they came (`files`), asked for where they stand (`address`),
with what a table states of them (`stated`), known if they came before (`known`), and read while one watches
(`reading`), in a `job`.
"""
