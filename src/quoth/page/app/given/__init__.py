"""What people give to the page: it comes by `sent`.

Judgements are `acts`. Texts are told apart and kept as they came (`files`), known if they came before (`known`), and
read while one watches (`reading`).
"""
