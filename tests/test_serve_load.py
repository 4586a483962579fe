"""The page when many ask at once: what is kept is not shown after it changed, nobody waits for what takes long."""

from __future__ import annotations

import ast
import asyncio
import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import resolve_name
from pathlib import Path

import pytest
from anyio.to_thread import current_default_thread_limiter

import quoth
import served
from quoth.page.app import server
from quoth.page.app.desk import EndedError
from quoth.page.app.index import refresh
from quoth.page.app.shown import sayings
from quoth.page.app.shown.answer import PACKED
from quoth.store import Store
from quoth.types import Article, Attributed, Attribution, Span, Speaker
from served import HOST, Client

ROOT = Path(quoth.__file__).parent


@pytest.fixture
def fresh(tmp_path):
    with served.page(served.example(tmp_path)) as one:
        yield one.come_in()


def report(name: str, words: str, day: str = "2026-03-02") -> Attributed:
    """An article of one sentence on a matter of its own, made for this store."""
    text = f"{words.title()}\n\nThe warden said “{words} will stay as it is”.\n"
    start, end = text.index("“"), text.index("”") + 1
    source = Span.of(text, text.index("The warden"), text.index(" said"))
    said = Attribution(
        f"{name}:{start}",
        name,
        "direct",
        (source,),
        (),
        (Span.of(text, start, end),),
        0.9,
        Speaker("Ode Lund", "person"),
    )
    article = Article(name, f"{name}.txt", text, outlet="The Weir Post", published=day, title=words.title())
    return Attributed(article, (said,))


def store_of(path: Path, names: list[str]) -> Path:
    with Store.open(path) as store:
        for n, name in enumerate(names):
            store.put(report(name, f"{name} {name}wick {name}ford", f"{2001 + n}-03-02"), "made for a test")
    return path


def test_a_view_that_is_kept_is_made_anew_after_a_judgement_and_after_a_new_article(fresh):
    story = f"/story/{fresh.get('/index.json').json()['stories'][0]['story']}"
    told = fresh.get(f"{story}.json").json()
    before = fresh.get(f"/saying/{told['sayings'][0]['id']}"), fresh.get("/"), fresh.get("/search.json?q=weir+bridge")
    assert fresh.get("/").body == before[1].body
    fresh.post("/judgements", [("what", "wrong"), ("telling", told["sayings"][0]["tellings"][0])])
    assert "rejected by ada" in fresh.get(f"/article/{told['sayings'][0]['tellings'][0].rpartition(':')[0]}").text
    assert fresh.get(f"{story}.json").json()["attributions"] != told["attributions"]
    with Store.open(fresh.served.settings.store) as store:
        store.put(report("weir", "weir bridge"), "made for a test")
    fresh.served.desk.refresh()
    assert fresh.get("/").headers["etag"] != before[1].headers["etag"]
    assert "Weir Bridge" in fresh.get("/").text
    assert [f["speaker"] for f in fresh.get("/search.json?q=weir+bridge").json()["found"]] == ["Ode Lund"]


def test_answers_go_packed_to_who_takes_them_so_and_are_the_same_words(fresh):
    for path in ("/", "/index.json", "/index.csv", "/static/page.css", "/judgements.jsonl", "/search?q=the"):
        plain = fresh.get(path)
        packed = fresh.get(path, accept_encoding="br, gzip;q=0.8")
        assert "accept-encoding" in plain.headers["vary"]
        assert "content-encoding" not in plain.headers
        assert ("content-encoding" in packed.headers) == (len(plain.body) >= PACKED)
        whole = gzip.decompress(packed.body) if "content-encoding" in packed.headers else packed.body
        assert whole == plain.body
        assert int(packed.headers["content-length"]) == len(packed.body) <= len(plain.body)
        if "etag" in packed.headers:
            again = fresh.get(path, accept_encoding="gzip", if_none_match=packed.headers["etag"])
            assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("given", ["", "br", "gzip;q=0", "gzip; q=0.000", "identity", "gzipped"])
def test_who_does_not_take_gzip_gets_none(fresh, given):
    assert "content-encoding" not in fresh.get("/static/page.css", accept_encoding=given).headers


def test_the_key_of_the_run_is_in_no_body_that_could_be_packed_beside_words_of_a_stranger(fresh):
    secret = fresh.cookie.partition("=")[2]
    for path in ("/", f"/search?q={secret[:6]}", "/help", "/read", "/judgements", "/index.json"):
        body = fresh.get(path).body.decode()
        assert fresh.served.sessions.token not in body
        assert secret not in body
    assert "vary" not in fresh.get("/enter").headers


def test_a_page_that_is_ended_while_the_store_is_read_leaves_off_after_the_story_it_is_at(tmp_path, monkeypatch):
    """It found some, is stopped, keeps what it found, and the next run finds only the others."""
    store = store_of(tmp_path / "s.db", ["alder", "birch", "cedar", "elm", "fir", "hazel"])
    found: list[str] = []
    at_second, go_on = threading.Event(), threading.Event()
    told = refresh.told

    def slowly(story, read, heard):
        found.append(story.id)
        if len(found) == 2:
            at_second.set()
            go_on.wait(20)
        return told(story, read, heard)

    monkeypatch.setattr(refresh, "told", slowly)
    one = server.served(server.Settings(store, port=served.PORT), served.Engine(lambda _: [], None, str))
    one.desk.start()
    assert at_second.wait(20)
    stopping = threading.Thread(target=one.desk.stop)
    stopping.start()
    while not one.desk._stop.is_set():
        time.sleep(0.01)
    go_on.set()
    stopping.join(20)
    assert not stopping.is_alive()
    assert len(found) == 2
    with served.page(store) as client:
        assert len(found) == len(set(found)) == 6
        assert client.come_in().get("/index.json").json()["counts"]["stories"] == 6


def test_a_refresh_that_is_asked_for_when_all_ends_says_so(tmp_path):
    with served.page(store_of(tmp_path / "s.db", ["alder"])) as client:
        client.served.desk._stop.set()
        with Store.open(tmp_path / "s.db") as store:
            store.put(report("birch", "birch bridge"), "made for a test")
        with pytest.raises(EndedError):
            client.served.desk.refresh()


def test_judgements_that_wait_for_the_store_to_be_read_keep_no_view_waiting(fresh):
    """More judgements than there are threads for views: with one pool for both nobody would be answered."""
    told = fresh.get(f"/story/{fresh.get('/index.json').json()['stories'][0]['story']}.json").json()
    app = server._limited(fresh.served.app, current_default_thread_limiter)
    before = len(fresh.served.desk.judgements)
    body = f"what=right&telling={told['sayings'][0]['tellings'][0]}".replace(":", "%3A").encode()

    async def all_at_once():
        judging = [asyncio.create_task(ask(app, fresh, "POST", "/judgements", body)) for _ in range(server.THREADS + 2)]
        await asyncio.sleep(0.2)
        view = await asyncio.wait_for(ask(app, fresh, "GET", "/speakers"), 60)
        assert not any(task.done() for task in judging)
        desk._keeping.release()
        return view, await asyncio.gather(*judging)

    desk = fresh.served.desk
    desk._keeping.acquire()
    try:
        view, judged = awaited(all_at_once)
    finally:
        if desk._keeping.locked():
            desk._keeping.release()
    assert view.status == 200
    assert {one.status for one in judged} == {303}
    assert len(desk.judgements) == before + server.THREADS + 2


def test_what_takes_long_keeps_no_view_waiting(fresh, monkeypatch):
    """Reasons that are weighed for as long as it takes until a view beside them has come."""
    told = fresh.get(f"/story/{fresh.get('/index.json').json()['stories'][0]['story']}.json").json()
    why = f"/saying/{told['sayings'][0]['id']}/why"
    app = server._limited(fresh.served.app, current_default_thread_limiter)
    begun, seen = threading.Event(), threading.Event()

    def weighed(*_):
        begun.set()
        assert seen.wait(20)
        return []

    monkeypatch.setattr(sayings, "explained", weighed)

    async def both():
        weighing = asyncio.create_task(ask(app, fresh, "GET", why))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        view = await asyncio.wait_for(ask(app, fresh, "GET", "/speakers"), 15)
        seen.set()
        return view, await weighing

    view, reasons = awaited(both)
    assert (view.status, reasons.status) == (200, 200)


def awaited(both):
    """What `both` comes to, in a thread of its own: the browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(lambda: asyncio.run(both())).result(60)


async def ask(app, client: Client, method: str, path: str, body: bytes = b"") -> served.Answer:
    headers = {"host": HOST, "cookie": client.cookie, "origin": f"http://{HOST}", "content-length": str(len(body))}
    headers["content-type"] = "application/x-www-form-urlencoded"
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", served.PORT),
    }
    return await served._one(app, scope, body)


@pytest.mark.parametrize(
    ("names", "of"),
    [(refresh.FINDS_WITH, "encode"), *((refresh.DERIVES_WITH, name) for name in ("refresh", "rows", "overlay"))],
)
def test_whatever_the_index_is_made_with_is_in_its_fingerprint(names, of):
    """The imports of these files of `page.app.index`: other code there must make another index."""
    beside = {"quoth.errors", "quoth.store", "quoth.page.app.index.file", "quoth.page.app.index.records"}
    file = ROOT / "page" / "app" / "index" / f"{of}.py"
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("quoth"):
            full = resolve_name(node.module or "", None)
            for module in (
                [full] if full not in {"quoth", "quoth.page.app.index"} else [f"{full}.{a.name}" for a in node.names]
            ):
                path = module.removeprefix("quoth.").replace(".", "/")
                known = any(path == n.removesuffix(".py") or path.startswith(f"{n}/") for n in names)
                assert known or any(module == b or module.startswith(f"{b}.") for b in beside), module
