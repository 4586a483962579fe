"""Inputs of every kind that quoth reads, built from our own invented pages: whole, damaged, bombs, and attacks.

`whole` makes one good input of each kind, `bad` a library of some 2,500 damaged and wrong ones, `bombs` what unfolds
without end, `attacks` XML that asks for files and addresses. All of it is made when it is wanted and kept nowhere.
"""
