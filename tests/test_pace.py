"""How long is left, said of runs that are made up: a clock, bytes, and where the estimate is silent."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.articles import read
from quoth.articles.meter import Meter
from quoth.commands.pace import Pace


@dataclass
class Bytes:
    """A meter whose figures the test sets."""

    total: int | None
    done: int = 0
    files: int = 0
    size: int = 0
    at_end: bool = True


def said(total: int | None, articles: list[tuple[float, int, bool]]) -> list[str]:
    """What is said after each article of one file each: (seconds it took, its bytes, whether it is new)."""
    meter = Bytes(total)
    pace, now, out = Pace(meter), 0.0, []
    for seconds, size, new in articles:
        now += seconds
        meter.done, meter.files, meter.size = meter.done + size, meter.files + 1, size
        pace.add(now, new=new)
        out.append(str(pace.left(now)))
    return out


def test_a_steady_run_is_told_right_to_the_end():
    """
    200 articles of 100 bytes, one a second:
    after 5    nothing yet
    after 50   150 s left to read
    after 190  10 s left
    """
    out = said(20_000, [(1.0, 100, True)] * 200)
    assert out[4] == "None"
    assert out[49] == "25 % read, about 2 min left to read"
    assert out[129] == "65 % read, about 70 s left to read"
    assert out[189] == "95 % read, about 10 s left to read"


def test_what_was_kept_before_is_no_measure_of_what_is_new():
    """A resumed run: 200 articles from the store at a hundredth of a second each, then new ones at one second."""
    out = said(40_000, [(0.05, 100, False)] * 200 + [(1.0, 100, True)] * 200)
    assert out[199] == "50 % read, at least 10 s left to read"
    assert out[205].endswith("left to read")
    assert "at least" in out[205]
    assert out[290] == "73 % read, about 2 min left to read"


def test_standard_input_has_no_end_that_is_known():
    assert set(said(0, [(1.0, 100, True)] * 30)) == {"None"}
    assert set(said(None, [(1.0, 100, True)] * 30)) == {"None"}


def test_a_file_that_is_read_whole_and_gives_many_articles_is_not_estimated():
    """A JSON file of 9,000 of 10,000 bytes: nobody knows how many of its rows are still to come."""
    meter = Bytes(10_000)
    pace = Pace(meter)
    for n in range(1, 14):
        meter.files, meter.done, meter.size = n, 100 * n, 100
        pace.add(float(n), new=True)
    assert pace.left(13.0) is not None
    meter.files, meter.done, meter.size = 14, 10_000, 9000
    for n in range(14, 40):
        pace.add(float(n), new=True)
    assert pace.left(39.0) is None


def test_a_long_article_in_between_moves_the_estimate_and_no_more():
    out = said(40_000, [(1.0, 100, True)] * 100 + [(20.0, 2000, True)] + [(1.0, 100, True)] * 100)
    assert out[150] == "43 % read, about 4 min left to read"


def test_every_byte_of_the_inputs_is_counted_once(tmp_path):
    """Files that are read whole, rows that stream, a file of a kind that nobody knows, one that is missing."""
    (tmp_path / "a.txt").write_text("Bridge closed. " * 30)
    (tmp_path / "b.jsonl").write_text('{"text": "Bridge closed until the spring, the ministry said."}\n' * 4000)
    (tmp_path / "c.unknown").write_bytes(b"\x89PNG\0" * 50)
    meter = Meter()
    seen = []
    for _ in read([tmp_path, "gone.txt"], meter=meter):
        seen.append(meter.done)
    assert seen == sorted(seen)
    assert meter.total == meter.done == sum(f.stat().st_size for f in tmp_path.iterdir())
    assert seen[1] < meter.total / 2, "rows are counted as they stream"
