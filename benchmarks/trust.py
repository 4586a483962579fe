"""Fetching, revisions and forgetting in full counts: ``python benchmarks/trust.py ../shared [--articles 300]``.

*Addresses*: every form of tests/addresses.txt is asked for, directly and behind a name that leads there; passed is when
all are refused and no connection was tried (an audit hook sees each). Beside it two guards as they are often written:
one that looks at the host as text, one that also reads figures as a resolver does.

*Edits*: quotations of real articles are changed in one place (a word taken out, another put in, the whole taken out,
its marks taken off), and articles are changed where no quotation is (typography, paragraphs in another order, a line
more). Passed is when 97 % of the first are the one edit that is found, with its words, and at most 3 % of the second
are. Beside it: the quoted strings of both versions, compared as they stand.

*Forgetting*: real articles in a store; some are forgotten one by one. Passed is when no byte of the store and its
journal has words that only they had. Beside it a plain DELETE of the same rows. Prints one JSON object; exits 1
otherwise.
"""

from __future__ import annotations

import argparse
import ipaddress
import json
import random
import re
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from engine import attribute  # noqa: E402
from quoth.fetch import Fetcher, FetchError  # noqa: E402
from quoth.fetch.rates import Pace  # noqa: E402
from quoth.fetch.wire import Wire  # noqa: E402
from quoth.quotation import quotations  # noqa: E402
from quoth.revisions import edited  # noqa: E402
from quoth.store import Store  # noqa: E402
from quoth.store.forget import forget  # noqa: E402
from quoth.types import Article, Attributed, Edit  # noqa: E402

FORGOTTEN = 30
EDITED = 500
_tried: list[object] = []


def _see(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect":
        _tried.append(args[1])
        raise AssertionError("a connection was tried")


def addresses() -> dict[str, object]:
    lines = (ROOT / "tests/addresses.txt").read_text(encoding="utf-8").splitlines()
    private, other = (part.split() for part in "\n".join(n for n in lines if not n.startswith("# ")).split("---"))
    sys.addaudithook(_see)
    refused = sum(_refused(url, lambda host, _: [host]) for url in (*private, *other))
    literal = [h for url in private if (h := _address(url))]
    behind = sum(_refused("http://ledger.example/", lambda _, __, a=a: [a]) for a in literal)
    mixed = sum(_refused("http://ledger.example/", lambda _, __, a=a: ["9.9.9.9", a]) for a in literal)
    return {
        "forms": len(private) + len(other),
        "refused": refused,
        "names that lead inside": len(literal),
        "refused behind a name": behind,
        "refused among several addresses": mixed,
        "connections tried": len(_tried),
        "private forms that a look at the text lets pass": sum(_by_text(url) for url in private),
        "private forms that a look at the resolved text lets pass": sum(_by_figures(url) for url in private),
        "private forms": len(private),
        "passed": refused == len(private) + len(other) and behind == mixed == len(literal) and not _tried,
    }


def _refused(url: str, resolve: Callable[[str, int], list[str]]) -> bool:
    try:
        Fetcher(wire=Wire(resolve), pace=Pace(gap=0)).get(url)
    except FetchError as error:
        return error.code in ("private-address", "address")
    except AssertionError:
        return False
    return False


def _address(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname or ""
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def _by_text(url: str) -> bool:
    """The guard: refuse where the host is an address and private, or is called localhost."""
    try:
        host = urlsplit(url).hostname or ""
        return host != "localhost" and not (_address(url) and ipaddress.ip_address(host).is_private)
    except ValueError:
        return False


def _by_figures(url: str) -> bool:
    """The same after reading figures as a resolver does, without asking anybody."""
    try:
        host = urlsplit(url).hostname or ""
        found = socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)
        return not ipaddress.ip_address(found[0][4][0]).is_private
    except (OSError, ValueError, UnicodeError):
        return _by_text(url)


def texts(shared: Path, most: int) -> list[str]:
    files = sorted((shared / "data").glob("*/**/*.txt"))
    random.Random(3).shuffle(files)
    found = []
    for file in files:
        text = file.read_text(encoding="utf-8", errors="ignore")
        if 800 < len(text) < 20_000 and len(quotations(text)) > 2:
            found.append(text)
        if len(found) == most:
            break
    return found


def version(text: str) -> Attributed:
    return Attributed(Article("a", "a.txt", text))


def edits(articles: list[str], count: int) -> dict[str, object]:
    chance = random.Random(5)
    right = naive = planted = 0
    wrong: Counter[str] = Counter()  # kinds alone: what is printed is kept, and the words are not ours
    while planted < count:
        text = chance.choice(articles)
        quoted = [q for q in quotations(text) if q.depth == 0 and q.closed and 6 <= len(words(text, q)) <= 60]
        quoted = [q for q in quoted if text.count(text[q.inner_start : q.inner_end]) == 1]
        if not quoted:
            continue
        planted += 1
        q = chance.choice(quoted)
        kind, after = plant(text, q, chance)
        found = list(edited(version(text), version(after)))
        if is_right(found, kind, text[q.inner_start : q.inner_end]):
            right += 1
        else:
            wrong[f"{kind} found as {', '.join(e.kind for e in found) or 'nothing'}"] += 1
        naive += strings(text) != strings(after)
    harmless = [change(t, n) for n, t in enumerate(articles)]
    said = sum(bool(list(edited(version(a), version(b)))) for a, b in harmless)
    naively = sum(strings(a) != strings(b) for a, b in harmless)
    return {
        "edits planted": planted,
        "found, and nothing else": right,
        "percent": round(100 * right / planted, 1),
        "articles changed where no quotation is": len(harmless),
        "edits said of them": said,
        "strings compared: edits seen": naive,
        "strings compared: edits said of the others": naively,
        "of the others": dict(wrong.most_common(8)),
        "passed": right >= 0.97 * planted and said <= 0.03 * len(harmless),
    }


def words(text: str, q: object) -> list[str]:
    return text[q.inner_start : q.inner_end].split()  # type: ignore[attr-defined]


def plant(text: str, q: object, chance: random.Random) -> tuple[str, str]:
    start, end = q.inner_start, q.inner_end  # type: ignore[attr-defined]
    inside = text[start:end]
    kind = chance.choice(["changed", "changed", "changed", "removed", "unmarked"])
    if kind == "removed":
        return kind, text[: q.start] + "it all" + text[q.end :]  # type: ignore[attr-defined]
    if kind == "unmarked":
        return kind, text[: q.start] + inside + text[q.end :]  # type: ignore[attr-defined]
    places = list(re.finditer(r"[A-Za-z]{4,}", inside))
    m = chance.choice(places) if places else re.search(r"\S+", inside)
    new = chance.choice(["", "zebra"]) if m else "zebra"
    assert m is not None
    return kind, text[: start + m.start()] + new + text[start + m.end() :]


def is_right(found: list[Edit], kind: str, before: str) -> bool:
    return len(found) == 1 and found[0].kind == kind and found[0].before is not None and found[0].before.text == before


def strings(text: str) -> list[str]:
    return sorted(text[q.inner_start : q.inner_end] for q in quotations(text) if q.depth == 0)


def change(text: str, n: int) -> tuple[str, str]:
    """Typography, the order of paragraphs, or a line more."""
    if n % 3 == 0:
        plain = text.replace("“", '"').replace("”", '"') if '"' not in text else text
        plain = re.sub(r"(?<=\w)’(?=\w)", "'", plain)
        return text, plain if plain != text else re.sub(r"(?<=\w)'(?=\w)", "’", text)
    if n % 3 == 1:
        blocks = text.split("\n\n")
        closed = all(q.closed and not q.continued for q in quotations(text))
        return text, "\n\n".join([*blocks[1:], blocks[0]]) if closed and len(blocks) > 2 else text + "\n\nMore."
    return text, "A new first line.\n\n" + text


def forgetting(articles: list[str], count: int) -> dict[str, object]:
    articles = [text for text in articles if "BREAK" not in text]  # at which the small engine of the tests breaks
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with Store.open(path) as store:
            for n, text in enumerate(articles):
                store.put(attribute(Article(f"article-{n:04}", f"article-{n:04}.txt", text)), "trust")
        gone = random.Random(7).sample(range(len(articles)), min(count, len(articles)))
        whole = "\n".join(articles).encode()
        own = {n: [s for s in sentences(articles[n]) if whole.count(s) == 1] for n in gone}
        copy = Path(folder) / "plain.db"
        copy.write_bytes(path.read_bytes())
        with Store.open(copy) as plain:
            for n in gone:
                number = f"SELECT revision FROM revisions JOIN articles USING (article) WHERE id = 'article-{n:04}'"
                plain.connection.execute(f"DELETE FROM attributions WHERE revision IN ({number})")
                plain.connection.execute(f"DELETE FROM revisions WHERE revision IN ({number})")
                plain.connection.execute(f"DELETE FROM articles WHERE id = 'article-{n:04}'")
            plainly = raw(copy)
            left_plainly = sum(any(s in plainly for s in own[n]) for n in gone)
        took, said, left = [], 0, 0
        with Store.open(path) as store:
            for n in gone:
                began = time.monotonic()
                said += len(forget(store, [f"article-{n:04}"]).left)
                took.append(time.monotonic() - began)
                data = raw(path)
                left += any(s in data for s in own[n]) or f"article-{n:04}".encode() in data
            broken = len(store.check())
            stay = store.counts().articles
    return {
        "articles": len(articles),
        "forgotten": len(gone),
        "sentences only they had": sum(map(len, own.values())),
        "articles with a byte left": left,
        "places that quoth itself found": said,
        "articles with words left after a plain DELETE": left_plainly,
        "articles that stay": stay,
        "problems in the store": broken,
        "seconds each, median": round(sorted(took)[len(took) // 2], 2),
        "passed": left == said == broken == 0 and stay == len(articles) - len(gone),
    }


def sentences(text: str) -> list[bytes]:
    """Pieces of 24 to 60 code points on one line: short, because a page of SQLite may end in a longer one."""
    return [m[0].encode() for m in re.finditer(r"[^\n\"\\]{24,60}", text)]


def raw(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(path.parent.glob(f"{path.name}*")))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--edits", type=int, default=EDITED)
    parser.add_argument("--forget", type=int, default=FORGOTTEN)
    args = parser.parse_args()
    found = texts(args.shared, args.articles)
    figures = {
        "edits": edits(found, args.edits),
        "forgetting": forgetting(found, args.forget),
        "addresses": addresses(),
    }
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0 if all(one["passed"] for one in figures.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
