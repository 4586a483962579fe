"""Who may come in: every address of the page, found by walking it, against strangers of every kind."""

from __future__ import annotations

import errno
import logging
import re
import socket
import sys
from functools import cache
from types import SimpleNamespace

import pytest
from starlette.convertors import CONVERTOR_TYPES

import served
from quoth.errors import QuothError, UsageError
from quoth.page.app.door.guard import HEADERS, LARGEST_FORM, LONGEST_QUERY
from quoth.page.app.door.port import bound
from quoth.page.app.door.sessions import TRIES, Sessions
from quoth.page.app.settings import PORT as USUAL
from quoth.page.app.settings import Settings, checked, is_loopback
from served import HOST, PORT, Client

HOSTS = [
    "evil.example",
    f"evil.example:{PORT}",
    f"127.0.0.1.evil.example:{PORT}",
    f"localhost.evil.example:{PORT}",
    f"evil-127.0.0.1:{PORT}",
    "127.0.0.1",
    "localhost",
    f"127.0.0.1:{PORT + 1}",
    f"127.0.0.1:0{PORT}",
    f"127.0.0.1:{PORT}:80",
    f"127.0.0.2:{PORT}",
    f"0.0.0.0:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"2130706433:{PORT}",
    f"0x7f.1:{PORT}",
    f"localhost.:{PORT}",
    f"user@127.0.0.1:{PORT}",
    f"127.0.0.1:{PORT}/",
    f"192.168.1.2:{PORT}",
    "",
]
ORIGINS = [
    "http://evil.example",
    "null",
    f"https://{HOST}",
    f"http://127.0.0.1:{PORT + 1}",
    f"http://{HOST}.evil.example",
    f"http://localhost:{PORT}",
]
SITES = ["cross-site", "same-site", "none", "same-origin"]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with served.page(served.example(tmp_path_factory.mktemp("guard"))) as one:
        yield one.come_in()


@cache
def addresses(client: Client) -> list[tuple[str, str]]:
    """Method and address of every route of the application, and of every link on every page reached by links."""
    found = set()
    app = client.served.app._app
    for route in app.routes:
        path = re.sub(r"\{(\w+)(?::(\w+))?\}", "x", route.path)
        found |= {(method, path) for method in route.methods}
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 60:
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.headers["content-type"].startswith("text/html"):
            waiting += re.findall(r'(?:href|src|action)="(/[^"#]*)', answer.text.replace("&amp;", "&"))
    return sorted(found | {("GET", p) for p in seen})


def test_the_walk_finds_every_kind_of_page(client):
    walked = {re.sub(r"[~?].*", "", path).split("/")[1].split(".")[0] for _, path in addresses(client)}
    assert walked >= {
        *("", "index", "story", "saying", "article", "speakers", "speaker", "outlets", "outlet"),
        *("search", "problems", "judgements", "read", "help", "static", "enter"),
    }
    assert len(addresses(client)) > 90
    assert "slug" in CONVERTOR_TYPES


@pytest.mark.parametrize("host", HOSTS)
def test_another_name_is_never_answered(client, host):
    for method, path in addresses(client):
        answer = client.ask(
            method, path, headers={"host": host, "origin": f"http://{HOST}" if method == "POST" else None}
        )
        assert answer.status == 421, (host, method, path)
        assert "Ansel" not in answer.text


def test_two_hosts_or_none_are_never_answered(client):
    for raw in ([], [(b"host", HOST.encode())] * 2, [(b"host", HOST.encode()), (b"Host", b"evil.example")]):
        sent = [*raw, (b"cookie", client.cookie.encode())]
        assert client.ask("GET", "/", raw=sent).status == 421


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("site", SITES)
def test_another_site_is_never_answered(client, origin, site):
    """24 combinations; the last origin is this server by another of its names, which is another origin all the same."""
    for method, path in addresses(client):
        answer = client.ask(method, path, headers={"origin": origin, "sec-fetch-site": site})
        assert answer.status == 403, (method, path)
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "bogus"])
def test_a_page_of_another_site_cannot_even_look(client, site):
    for method, path in addresses(client):
        given = {"sec-fetch-site": site, "origin": f"http://{HOST}" if method == "POST" else None}
        assert client.ask(method, path, headers=given).status == 403, (method, path)


def test_a_change_without_an_origin_is_refused(client):
    posts = [path for method, path in addresses(client) if method == "POST"]
    assert len(posts) == 4
    for path in posts:
        assert client.ask("POST", path, headers={"sec-fetch-site": "same-origin"}).status == 403
        assert client.ask("POST", path, headers={"origin": f"http://{HOST}", "sec-fetch-site": "none"}).status == 403


@pytest.mark.parametrize("frame", ["iframe", "frame", "object", "embed", "serviceworker"])
def test_it_does_not_let_itself_be_framed(client, frame):
    answer = client.get("/", sec_fetch_dest=frame)
    assert answer.status == 403
    assert client.get("/").headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "cookie",
    ["", "quoth-8137=", "quoth-8137=x", "quoth-8138={good}", "quoth-8137={good}x", "other={good}", '"; =;;;\x7f'],
)
def test_without_the_cookie_nothing_is_answered_but_the_door(client, cookie):
    _, value = served.cookie(client)
    for method, path in addresses(client):
        if path.partition("?")[0] == "/enter":
            continue
        sent = cookie.replace("{good}", value)
        given = {"cookie": sent, "origin": f"http://{HOST}" if method == "POST" else None}
        answer = client.ask(method, path, headers=given)
        assert answer.status == 401, (method, path, cookie)
        assert "Ansel" not in answer.text


@pytest.mark.parametrize("token", ["", "x", "{token}x", "{TOKEN}"])
def test_a_wrong_token_opens_nothing(client, token):
    good = client.served.sessions.token
    sent = token.replace("{token}", good).replace("{TOKEN}", good.swapcase())
    answer = client.get(f"/enter?token={sent}")
    assert answer.status in {200, 401}
    assert "set-cookie" not in answer.headers


def test_the_cookie_is_for_this_page_only(client):
    answer = client.get(f"/enter?token={client.served.sessions.token}")
    given = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert given == {"httponly", "path=/", "samesite=strict"}
    assert client.served.sessions.token not in answer.headers["set-cookie"]


def test_every_answer_has_its_headers_and_no_other_origin_may_read_it(client):
    for method, path in addresses(client):
        given = {"origin": f"http://{HOST}"} if method == "POST" else {}
        answer = client.ask(method, path, headers=given)
        assert HEADERS.items() <= answer.headers.items(), (method, path)
        assert not [h for h in answer.headers if h.startswith("access-control-")]
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND"])
def test_other_methods_are_refused(client, method):
    assert client.ask(method, "/", headers={"origin": f"http://{HOST}"}).status == 405


def test_too_much_is_refused_whatever_it_says_of_itself(client):
    big = b"x" * (LARGEST_FORM + 1)
    form = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}"}
    assert client.ask("POST", "/judgements", big, form).status == 413
    assert client.ask("POST", "/judgements", big, {**form, "content-length": "5"}).status == 413
    assert client.ask("POST", "/judgements", b"what=undo", {**form, "content-length": "-5"}).status == 400
    assert client.ask("POST", "/judgements", b"{}", {**form, "content-type": "application/json"}).status == 415
    assert client.get(f"/search?q={'x' * LONGEST_QUERY}").status == 414
    assert client.get(f"/{'x' * 5000}").status == 414


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "/a b", "", "javascript:x"]
)
def test_nobody_is_sent_elsewhere(client, back):
    client.post("/judgements", {"what": "right", "telling": "ansel-ledger:314", "back": "/"})
    answer = client.post("/judgements", {"what": "undo", "back": back})
    assert (answer.status, answer.headers["location"]) == (303, "/")


def test_files_beside_the_static_ones_are_out_of_reach(client):
    for name in (
        "../routes.py",
        "..%2froutes.py",
        "%2e%2e/index.sql",
        "/etc/passwd",
        "page.css/../../desk.py",
        ".hidden.css",
    ):
        assert client.get(f"/static/{name}").status == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example"])
def test_an_address_that_others_reach_needs_a_password(host, tmp_path):
    with pytest.raises(UsageError, match="needs a password"):
        checked(Settings(tmp_path / "q.db", host=host))
    with pytest.raises(UsageError, match="12 characters"):
        checked(Settings(tmp_path / "q.db", host=host, password="short"))
    assert checked(Settings(tmp_path / "q.db", host=host, password="long enough it is"))


@pytest.mark.parametrize(("name", "why"), [("gone.txt", "No such file or directory"), ("latin.txt", "it is not UTF-8")])
def test_a_password_that_cannot_be_read_is_told_in_words(tmp_path, capsys, name, why):
    from quoth import cli

    (tmp_path / "latin.txt").write_bytes(b"p\xe4ssword of many letters")
    assert cli.main(["serve", "--store", str(tmp_path / "q.db"), "--password-file", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err == f"quoth: --password-file {tmp_path / name} cannot be read ({why})\n"


def test_the_command_refuses_it_too(tmp_path, capsys, monkeypatch):
    from quoth import cli

    monkeypatch.delenv("QUOTH_PASSWORD", raising=False)
    assert cli.main(["serve", "--store", str(tmp_path / "q.db"), "--host", "0.0.0.0"]) == 2
    assert "needs a password" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_is_loopback_is_known():
    assert [h for h in ("127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost") if not is_loopback(h)] == []
    assert [h for h in ("0.0.0.0", "10.0.0.1", "localhost.example", "127.0.0.1.example", "") if is_loopback(h)] == []


def test_on_an_open_address_figures_are_answered_and_only_the_names_that_were_given(tmp_path):
    open_to = Settings(tmp_path, host="0.0.0.0", password="long enough it is", names=("desk.example",))
    asked = ("192.168.1.5:8137", "[fe80::1]:8137", "desk.example:8137", "evil.example:8137", "desk.example")
    answered = {h for h in asked if open_to.answers_to(h, 8137)}
    assert answered == {"192.168.1.5:8137", "[fe80::1]:8137", "desk.example:8137"}


def test_a_password_is_asked_for_and_not_for_ever(tmp_path):
    sessions = Sessions("long enough it is")
    assert sessions.by_password("long enough it is", "ada")
    for _ in range(TRIES):
        assert sessions.by_password("wrong", "eve") is None
    with pytest.raises(TimeoutError):
        sessions.by_password("long enough it is", "eve")


def test_the_door_with_a_password(tmp_path):
    with served.page(served.example(tmp_path), host="0.0.0.0", password="long enough it is") as client:
        client.cookie = ""
        assert client.get("/").status == 401
        assert "Password" in client.get("/enter").text
        assert client.post("/enter", {"password": "wrong", "who": "eve"}).status == 401
        answer = client.post("/enter", {"password": "long enough it is", "who": "Bea"})
        assert answer.status == 303
        client.cookie = answer.headers["set-cookie"].partition(";")[0]
        assert "You judge as Bea" in client.get("/").text


def unbound(error: OSError, port: int) -> SimpleNamespace:
    """As uvicorn has it: the system refuses any port but 0, for the reason `error`."""
    config = SimpleNamespace(host="harbour.example", port=port)

    def bind_socket() -> str:
        if config.port == 0:
            return "another"
        try:
            raise error
        except OSError as refused:
            logging.getLogger("uvicorn.error").error(refused)
            sys.exit(3)

    config.bind_socket = bind_socket
    return config


TAKEN = OSError(errno.EADDRINUSE, "Address already in use")


def test_the_usual_port_taken_any_other_will_do(caplog):
    assert bound(unbound(TAKEN, USUAL)) == "another"
    assert caplog.messages == []  # “[Errno 98] Address already in use” stood over the address to open


@pytest.mark.parametrize(
    ("error", "port", "said"),
    [
        (TAKEN, 9000, "something else is there. Leave --port away, and a free one is taken"),
        (OSError(errno.EACCES, "Permission denied"), 80, "the system does not let you have that port"),
        (OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address"), USUAL, "that is no address of this machine"),
        (socket.gaierror(-2, "Name or service not known"), USUAL, "no machine of that name is known here"),
        (socket.gaierror(-2, "Name or service not known"), 9000, "no machine of that name is known here"),
    ],
)
def test_where_it_cannot_listen_it_says_why(error, port, said, caplog):
    """A host that there is none of ended it without a word on the usual port; else it asked what was there."""
    with pytest.raises(QuothError, match=f"could not listen on harbour.example port {port}: {said}"):
        bound(unbound(error, port))
    assert caplog.messages == []
