"""Invented news pages in the templates that news sites use, each with the words that a reader takes from it.

`written` has the articles, `templates` what newsrooms' systems make of them, `walls` pages that are none.
"""
