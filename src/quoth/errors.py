"""What quoth raises when its caller made a mistake; the world's mistakes become a `quoth.types.Problem` instead.

QuothError
  UsageError      an argument that cannot be meant: an unknown field, a format that does not exist
  InputError      no input could be read at all
  StoreError      the store cannot be opened, is damaged, or was written by a newer quoth
  NetworkError    the shipped network is missing, damaged, or is not the one whose hash is known
"""

from __future__ import annotations


class QuothError(Exception):
    """The base of all errors that quoth raises on purpose; its text is one or two sentences for a person."""


class UsageError(QuothError):
    """The command or call was wrong: the text says what was expected, what came, and what to do."""


class InputError(QuothError):
    """Not one article came out of the inputs."""


class StoreError(QuothError):
    """The store could not be opened or written; what was acknowledged before is still in it."""


class NetworkError(QuothError):
    """The shipped network could not be loaded or failed its check."""
