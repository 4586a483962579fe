"""Killed in the middle of judging: what was acknowledged is in the store, and the store is whole."""

from __future__ import annotations

import json
import re
import signal
import urllib.request
from urllib.parse import urlencode

import served
from chromium import serving
from quoth.store import Store, kept


def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path):
    store = served.example(tmp_path)
    acknowledged = []
    with serving(store) as site:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        page = opener.open(site.key).read().decode()
        story = re.search(r"/story/(\w+)", page)[1]
        told = json.loads(opener.open(f"{site.base}/story/{story}.json").read())["attributions"]
        headers = {"origin": site.base, "accept": "application/json"}
        for one in told[:12]:
            form = urlencode({"what": "right", "telling": one["id"], "article": one["article"]}).encode()
            answer = opener.open(urllib.request.Request(f"{site.base}/judgements", form, headers))
            acknowledged += json.loads(answer.read())["judgements"]
        site.process.send_signal(signal.SIGKILL)
        site.process.wait(timeout=20)
    with Store.open(store) as opened:
        found = kept(opened)
        assert opened.check() == []
    assert [j.id for j in found.judgements] == acknowledged
    assert found.problems == ()
    assert len(acknowledged) == 12
