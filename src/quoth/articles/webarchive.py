"""Pages saved by Safari (.webarchive): the page and its address out of a property list in Apple's binary notation.

Only what leads to the page is looked up, by the table of places at the end of the file; pictures and styles are never
touched. So a list whose million entries are all one large object costs what one of them does, and what refers to
itself is not followed. The notation is that of Apple's open sources (CFBinaryPList.c): a marker byte with kind and
count, then the value or, in arrays and dictionaries, the numbers of other objects.
"""

from __future__ import annotations

from quoth.articles.html import NoArticleError, PageText, of_bytes

MAGIC = b"bplist00"
_TRAILER = 32
_INTEGER, _DATA, _ASCII, _UTF16, _DICTIONARY = 0x1, 0x4, 0x5, 0x6, 0xD
_MOST_KEYS = 1_000
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})


def page(data: bytes) -> PageText:
    """The article of a saved page. Raises NoArticleError where there is none, or the file is no web archive."""
    try:
        listed = _PropertyList(data)
        main = listed.entry(listed.top, "WebMainResource")
        if main is None:
            raise NoArticleError("no-article", "expected a page saved by Safari, found a property list without one")
        kind, body = listed.words(main, "WebResourceMIMEType"), listed.entry(main, "WebResourceData")
        charset, url = listed.words(main, "WebResourceTextEncodingName"), listed.words(main, "WebResourceURL")
        if kind is not None and kind.lower() not in _PAGES:
            raise NoArticleError("no-article", f"expected a page saved by Safari, found one of type {kind[:60]}")
        found = None if body is None else listed.data(body)
    except (IndexError, UnicodeDecodeError):
        raise NoArticleError("damaged", "expected a page saved by Safari, found a damaged or unfinished file") from None
    if not found:
        raise NoArticleError("empty", "expected a page saved by Safari, found one without content")
    return of_bytes(found, charset=charset, url=url if url and url.startswith(("http://", "https://")) else None)


class _PropertyList:
    """A property list, of which objects are looked up by number. Raises IndexError where one is not in the file."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC) or len(data) < len(MAGIC) + _TRAILER:
            raise NoArticleError(
                "damaged", "expected a page saved by Safari in Apple's binary notation: save it once more"
            )
        trailer = data[-_TRAILER:]
        self._data = memoryview(data)[:-_TRAILER]
        self._place_size, self._number_size = trailer[6], trailer[7]
        self._count = int.from_bytes(trailer[8:16], "big")
        self.top = int.from_bytes(trailer[16:24], "big")
        self._table = int.from_bytes(trailer[24:32], "big")

    def entry(self, number: int, key: str) -> int | None:
        """The number of what a dictionary has under `key`; None where it has nothing, or is none."""
        kind, count, at = self._begins(number)
        if kind != _DICTIONARY:
            return None
        for i in range(min(count, _MOST_KEYS)):
            if self._words(self._number(at, i)) == key:
                return self._number(at, count + i)
        return None

    def words(self, number: int, key: str) -> str | None:
        """What a dictionary has under `key`, where that is a string."""
        found = self.entry(number, key)
        return None if found is None else self._words(found)

    def data(self, number: int) -> bytes:
        """The bytes of an object that is data; none where it is something else."""
        kind, count, at = self._begins(number)
        return bytes(self._bytes(at, count)) if kind == _DATA else b""

    def _words(self, number: int) -> str | None:
        kind, count, at = self._begins(number)
        if kind == _ASCII and count <= 10_000:
            return bytes(self._bytes(at, count)).decode("ascii")
        if kind == _UTF16 and count <= 10_000:
            return bytes(self._bytes(at, 2 * count)).decode("utf-16-be")
        return None

    def _begins(self, number: int) -> tuple[int, int, int]:
        """What kind of object has this number, of how many units, and where these begin."""
        if number >= self._count:
            raise IndexError(number)
        at = self._integer(self._table + number * self._place_size, self._place_size)
        marker = self._bytes(at, 1)[0]
        kind, count = marker >> 4, marker & 0xF
        if count < 0xF or kind == _INTEGER:
            return kind, count, at + 1
        size = self._bytes(at + 1, 1)[0]
        if size >> 4 != _INTEGER or size & 0xF > 3:
            raise IndexError(at)
        wide = 1 << (size & 0xF)
        return kind, self._integer(at + 2, wide), at + 2 + wide

    def _number(self, at: int, i: int) -> int:
        return self._integer(at + i * self._number_size, self._number_size)

    def _integer(self, at: int, size: int) -> int:
        if not 1 <= size <= 8:
            raise IndexError(size)
        return int.from_bytes(self._bytes(at, size), "big")

    def _bytes(self, at: int, size: int) -> memoryview:
        if at + size > len(self._data):
            raise IndexError(at)
        return self._data[at : at + size]
