"""The store: what comes back is what was put, or is said to be damaged; nothing acknowledged is ever lost."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quoth.store.opening
from engine import attribute
from quoth.errors import StoreError
from quoth.search import Question, who
from quoth.store import Store, made_by
from quoth.store.encode import encode
from quoth.store.lock import held, lock_of
from quoth.store.maker import READS_WITH
from quoth.types import Article, Attributed, Attribution, Part, Problem, Span, Speaker

BY = "small 1"
BRIDGE = "Bridge closed. Varga said “the bridge stays shut” on Monday. Okafor said “we have no money” later."


def article(text: str = BRIDGE, *, id: str = "post", path: str | Path = "post.txt", **about: str) -> Article:
    return Article(id, str(path), text, language="en", **about)


def exactly(one: Attributed) -> tuple[Attributed, list[list[float]]]:
    """`one` with its vectors, which equality of attributions leaves out."""
    return one, [list(a.vector) for a in one.attributions]


def shown(store: Store) -> list[tuple[str, str]]:
    return [(one.article.id, one.article.text) for one in store.articles() if isinstance(one, Attributed)]


def raw(path: Path, *statements: str) -> None:
    """Alters a store behind quoth's back."""
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that holds the bridge article of the Post."""
    file = tmp_path / "quoth.db"
    with Store.open(file) as store:
        store.put(attribute(article(path=tmp_path / "post.txt")), BY)
    return file


# What comes back


def test_what_was_put_comes_back_to_the_last_digit(path):
    again = article(path=path.parent / "post.txt")
    with Store.open(path) as store:
        assert exactly(store.get(again, BY)) == exactly(attribute(again))
        assert exactly(next(iter(store.articles()))) == exactly(attribute(again))


texts = st.text(st.characters(exclude_categories=()), min_size=3, max_size=60)  # lone surrogates and NUL among them


@st.composite
def attributed_articles(draw) -> Attributed:
    """Any article that the types allow: odd characters, overlapping attributions, every optional field."""
    text = draw(texts)
    maybe = st.none() | texts
    spots = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda p: p[0] < p[1])

    def spans() -> tuple[Span, ...]:
        places = sorted(draw(st.lists(spots, max_size=3)))
        apart = [p for i, p in enumerate(places) if all(q[1] <= p[0] for q in places[:i])]
        return tuple(Span.of(text, *p) for p in apart)

    kinds = st.sampled_from(("direct", "mixed", "indirect"))
    numbers = st.lists(st.floats(-1, 1, width=32), max_size=4)
    attributions = []
    for i in range(draw(st.integers(0, 3))):
        content = Span.of(text, *draw(spots))
        attributions.append(
            Attribution(
                id=f"x:{i}",
                article="x",
                kind=draw(kinds),
                source=spans(),
                cue=spans(),
                content=(content,),
                score=draw(st.floats(0, 1)),
                speaker=draw(st.none() | st.builds(Speaker, texts, st.sampled_from(("person", "unnamed")))),
                via=draw(maybe),
                said_on=draw(st.none() | st.just("2024-03-04")),
                inside=draw(st.none() | st.just("x:0")),
                negated=draw(st.booleans()),
                hypothetical=draw(st.booleans()),
                reason=draw(maybe),
                vector=tuple(draw(numbers)),
            )
        )
    about = Article(
        id="x",
        path="x.txt",
        text=text,
        outlet=draw(maybe),
        published=draw(maybe),
        title=draw(maybe),
        inferred=tuple(draw(st.lists(texts, max_size=2))),
        parts=(Part("body", 0, len(text)),),
        problems=(Problem("x.txt@1", draw(texts)),),
    )
    return Attributed(about, tuple(attributions), (Problem("x.txt@2", "odd"),))


@given(attributed_articles())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_attributed_article_survives_the_round_trip(tmp_path, one):
    file = tmp_path / "any.db"
    file.unlink(missing_ok=True)
    with Store.open(file) as store:
        store.put(one, BY)
    with Store.open(file) as store:
        assert store.check() == []
        back = store.get(one.article, BY)
        assert back is not None
        assert exactly(back) == exactly(one)


def test_other_words_are_a_new_revision_and_other_metadata_is_not(path):
    file = path.parent / "post.txt"
    for text, outlet, revisions in (
        (BRIDGE, "The Post", 1),
        (BRIDGE + " Corrected.", "The Post", 2),
        (BRIDGE + " Corrected.", "Post Online", 2),
        (BRIDGE, "The Post", 3),
    ):
        now = article(text, path=file, outlet=outlet)
        with Store.open(path) as store:
            assert store.get(now, BY) is None
            store.put(attribute(now), BY)
        with Store.open(path) as store:
            assert shown(store) == [("post", text)]
            assert store.counts().revisions == revisions
            assert store.get(now, BY) == attribute(now)


def test_another_network_attributes_again_and_replaces_what_the_old_one_saw(path):
    now = article(path=path.parent / "post.txt")
    with Store.open(path) as store:
        assert store.get(now, "small 2") is None
        store.put(replace(attribute(now), attributions=()), "small 2")
    with Store.open(path) as store:
        assert store.get(now, BY) is None
        assert store.get(now, "small 2") == replace(attribute(now), attributions=())
        assert (store.counts().revisions, store.counts().attributions) == (1, 0)


def test_the_reading_is_named_by_everything_that_attributions_are_made_with():
    """Every module of quoth that quoth.attributions reaches is in the fingerprint, so that a change there is seen."""
    root = Path(quoth.store.opening.__file__).parent.parent
    seen, waiting = set(), [f.relative_to(root).as_posix() for f in (root / "attributions").rglob("*.py")]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for module in re.findall(r"^\s*(?:from|import) quoth\.([\w.]+)", (root / name).read_text(), re.MULTILINE):
            stem = module.replace(".", "/")
            waiting += [f for f in (f"{stem}.py", f"{stem}/__init__.py") if (root / f).is_file()]
    missed = {f for f in seen if f.split("/")[0] not in (*READS_WITH, "errors.py")}
    assert not missed, f"attributions are made with {missed}, which the store's made_by does not cover"


def test_made_by_names_network_and_reading():
    class Named:
        name, digest = "en_v9", "0123456789abcdef"

    assert re.fullmatch(r"en_v9 0123456789abcdef reading [0-9a-f]{16}", made_by(Named()))


# Which article is which


def test_an_id_once_given_stays(tmp_path):
    """
    morning  reads a/post.txt           -> post           new: keeps the id it came with
    noon     reads b/post.txt           -> post~........  another place has that id
    evening  reads both, as clashing    -> post, post~..  each as it was
    """
    a, b = tmp_path / "a/post.txt", tmp_path / "b/post.txt"
    with Store.open(tmp_path / "quoth.db") as store:
        first = store.settle(article(path=a))
        store.put(attribute(first), BY)
        store.commit()
        second = store.settle(article("Bridge open.", path=b))
        store.put(attribute(second), BY)
        third = store.settle(article("Bridge rebuilt.", path=tmp_path / "c/post.txt"))
    assert first.id == "post"
    assert re.fullmatch(r"post~[0-9a-f]{8}", second.id)
    assert re.fullmatch(r"post~[0-9a-f]{8}", third.id)
    assert third.id != second.id
    with Store.open(tmp_path / "quoth.db") as store:
        assert store.settle(article(path=a, id="post~11111111")).id == "post"
        assert store.settle(article(path=b, id="post~22222222")).id == second.id
        assert store.check() == []


def test_rows_of_one_table_are_different_articles(tmp_path):
    with Store.open(tmp_path / "quoth.db") as store:
        for row in (1, 2):
            store.put(attribute(article(f"Row {row}.", id=f"export#{row}", path="export.jsonl")), BY)
        assert shown(store) == [("export#1", "Row 1."), ("export#2", "Row 2.")]


def test_each_text_from_standard_input_is_an_article_of_its_own(tmp_path):
    with Store.open(tmp_path / "quoth.db") as store:
        for text in ("First.", "Second.", "First."):
            store.put(attribute(store.settle(article(text, id="stdin", path="-"))), BY)
        assert sorted(text for _, text in shown(store)) == ["First.", "Second."]


def test_a_file_is_the_same_article_from_every_folder_and_after_moving(tmp_path, monkeypatch):
    home = tmp_path / "project"
    (home / "news").mkdir(parents=True)
    monkeypatch.chdir(home)
    with Store.open("quoth.db") as store:
        store.put(attribute(article("Nothing.", path="news/post.txt")), BY)
    monkeypatch.chdir(home / "news")
    with Store.open("../quoth.db") as store:
        found = store.get(article("Nothing.", path="post.txt"), BY)
    assert found is not None
    assert found.article.path == "post.txt"
    assert found.problems[0].where == "post.txt@0", "problems are named by the path as it is given now"
    monkeypatch.chdir(tmp_path)
    home.rename(tmp_path / "moved")
    with Store.open("moved/quoth.db") as store:
        assert store.get(article("Nothing.", path="moved/news/post.txt"), BY) is not None


# What is acknowledged


def test_nothing_is_written_before_commit_and_everything_after(path):
    with Store.open(path) as store, Store.open(path) as reader:
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        assert (store.kept, reader.counts().articles) == (0, 1)
        store.commit()
        assert (store.kept, reader.counts().articles) == (1, 2)


def test_an_interrupted_run_keeps_what_it_had_gathered(path):
    with pytest.raises(KeyboardInterrupt), Store.open(path) as store:
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        raise KeyboardInterrupt
    with Store.open(path) as store:
        assert [name for name, _ in shown(store)] == ["post", "two"]


def test_a_full_disk_is_said_and_loses_nothing_that_was_acknowledged(path):
    with Store.open(path) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 4}")
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        store.commit()
        store.put(attribute(article("Three. " * 20_000, id="three", path="three.txt")), BY)
        with pytest.raises(
            StoreError, match=r"could not be written: the disk is full. What was kept .* is still there"
        ):
            store.commit()
    with Store.open(path) as store:
        assert [name for name, _ in shown(store)] == ["post", "two"]
        assert store.check() == []


def test_many_writers_at_once_wait_for_each_other(tmp_path):
    path = tmp_path / "quoth.db"
    writing = (
        "import sys; sys.path.insert(0, sys.argv[1]); from engine import attribute; from quoth.store import Store\n"
        "from quoth.types import Article\n"
        "with Store.open(sys.argv[2]) as store:\n"
        "    for i in range(25):\n"
        "        one = store.settle(Article('post', f'{sys.argv[3]}/{i}.txt', 'Varga said “no” again.'))\n"
        "        store.put(attribute(one), 'small 1')\n"
        "        store.commit()\n"
    )
    here = str(Path(__file__).parent)
    runs = [
        subprocess.Popen([sys.executable, "-c", writing, here, path, str(n)], stderr=subprocess.PIPE, text=True)
        for n in range(4)
    ]
    assert [run.communicate()[1] for run in runs] == [""] * 4
    with Store.open(path) as store:
        # Only the very first ids can collide, where two writers both saw "post" free: the later one is kept next time.
        assert 100 - 3 <= store.counts().articles <= 100
        assert store.check() == []


def test_a_writer_that_never_lets_go_is_named(path, monkeypatch):
    monkeypatch.setattr("quoth.store.opening.PATIENCE", 0.3)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreError, match="held by another program"):
            Store.open(path)
    finally:
        holder.close()


# Files that are no store of ours


def _text(path: Path) -> None:
    path.write_text("Bridge closed until spring.\n" * 50)


def _other_program(path: Path) -> None:
    raw(path, "CREATE TABLE urls (url TEXT)")


def _newer(path: Path) -> None:
    Store.open(path).__exit__(None, None, None)
    raw(path, "PRAGMA user_version = 7", "ALTER TABLE articles ADD COLUMN mood TEXT")


def _triggered(path: Path) -> None:
    Store.open(path).__exit__(None, None, None)
    raw(path, "CREATE TRIGGER eat AFTER INSERT ON attributions BEGIN DELETE FROM articles; END")


def _altered(path: Path) -> None:
    Store.open(path).__exit__(None, None, None)
    raw(path, "ALTER TABLE revisions ADD COLUMN mood TEXT DEFAULT (randomblob(1000000))")


def _cut(path: Path) -> None:
    with Store.open(path) as store:
        store.put(attribute(article("Long. " * 20_000)), BY)
    path.write_bytes(path.read_bytes()[:6000])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            _text,
            r"is not a quoth store \(no SQLite file at all\) and was left as it is; name another file with --store",
        ),
        (_other_program, "is a database of another program, not a quoth store, and was left as it is"),
        (_newer, r"was written by a newer quoth \(schema 7, this one knows 1\): update quoth, or name another file"),
        (_triggered, "are not as quoth made them"),
        (_altered, "are not as quoth made them"),
        (_cut, "is damaged .* and was left as it is"),
        (Path.mkdir, "is a folder: expected a file"),
    ],
)
def test_a_file_that_is_no_store_of_ours_is_refused_in_words_and_left_as_it_is(tmp_path, make, message):
    path = tmp_path / "quoth.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=message):
        list(Store.open(path).articles())
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [f.name for f in tmp_path.iterdir()] == ["quoth.db"]


def test_a_store_in_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(StoreError, match="there is no folder"):
        Store.open(tmp_path / "no/quoth.db")
    with pytest.raises(StoreError, match="does not exist: expected a store"):
        Store.open(tmp_path / "quoth.db", write=False)


def test_a_store_that_is_only_looked_at_is_not_written(path):
    before = path.read_bytes()
    with Store.open(path, write=False) as store:
        assert store.counts().articles == 1
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        with pytest.raises(StoreError, match="cannot be written"):
            store.commit()
    assert path.read_bytes() == before
    assert [f.name for f in path.parent.iterdir()] == ["quoth.db"]


def test_a_store_may_have_tables_and_views_of_its_owner(path):
    raw(path, "CREATE TABLE notes (id TEXT, note TEXT)", "CREATE VIEW ids AS SELECT id FROM articles")
    with Store.open(path) as store:
        assert store.check() == []


def test_a_store_opened_through_a_link_is_the_same_store_with_the_same_lock(path, tmp_path):
    """What is not in the file yet, but in its log, is seen through the link, also where nothing can be written."""
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "mine.db"
    link.symlink_to(path)
    assert lock_of(link) == lock_of(path)
    with held(path, "quoth serve", alone=False), pytest.raises(StoreError), held(link, "quoth forget", alone=True):
        pass
    with Store.open(path) as store:
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        store.commit()
        with Store.open(link, write=False) as reader:
            assert reader.counts().articles == 2
        before = [who(link, Question(by="Varga")).complete, who(link, Question("three four five")).sayings]
        store.put(attribute(article("Varga said “three four five”.", id="three", path="three.txt")), BY)
        store.commit()
        assert before == [True, ()]
        assert len(who(link, Question("three four five")).sayings) == 1


# Stores that were damaged or forged


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE revisions SET text = replace(text, 'shut', 'open')", "its checksum does not fit"),
        ("UPDATE attributions SET said = replace(said, '“we have no money”', '“we have money”')", "its checksum"),
        ("UPDATE attributions SET vector = zeroblob(7) WHERE position = 0", "its checksum does not fit"),
        ("DELETE FROM attributions WHERE position = 1", "its checksum does not fit"),
        ("UPDATE revisions SET text = 12", "its checksum does not fit"),
        ("UPDATE revisions SET kept_at = '2019-01-01T00:00:00+00:00'", "its checksum does not fit"),
        ("UPDATE revisions SET text = x'ff'", "its checksum does not fit"),
        ("UPDATE attributions SET said = x'00'", "wrong kind"),
        ("UPDATE revisions SET facts = x'ff00'", "a column is not text"),
        ("UPDATE attributions SET vector = 'text'", "wrong kind"),
    ],
)
def test_a_damaged_article_is_reported_never_shown_and_repaired_by_reading_it_again(path, statement, why):
    now = article(path=path.parent / "post.txt")
    raw(path, statement)
    with Store.open(path) as store:
        assert store.get(now, BY) is None
        [problem] = store.articles()
        assert isinstance(problem, Problem)
        assert problem.where == f"{path}: post"
        assert why in problem.message
        assert "give its file to quoth again" in problem.message
        assert len(store.check()) == 1
        store.put(attribute(now), BY)
    with Store.open(path) as store:
        assert store.get(now, BY) == attribute(now)
        assert store.check() == []


def test_when_a_damaged_article_was_first_read_is_kept_where_that_can_be_told_and_else_said_to_be_unknown(path):
    now, before = article(path=path.parent / "post.txt"), "2019-01-01T00:00:00+00:00"
    seal = replace(encode(attribute(now), BY), kept_at=before).checksum

    def read_again(statement: str) -> tuple[bool, list[str]]:
        raw(path, f"UPDATE revisions SET kept_at = '{before}', checksum = '{seal}'", statement)
        with Store.open(path) as store:
            store.put(attribute(now), BY)
            store.commit()
            told = [one.where for one in store.mended if "when it was first read is not known" in one.message]
        with closing(sqlite3.connect(path)) as db:
            return db.execute("SELECT kept_at FROM revisions").fetchone()[0] == before, told

    with Store.open(path) as store:
        store.put(attribute(now), BY)
    assert read_again("DELETE FROM attributions WHERE position = 1") == (True, [])
    assert read_again("UPDATE revisions SET checksum = 'x' || substr(checksum, 2)") == (False, [f"{path}: post"])


def _forge(one: Attributed) -> dict[str, Attributed]:
    first, *rest = one.attributions
    [content] = first.content

    def forged(**changes: object) -> Attributed:
        return replace(one, attributions=(replace(first, **changes), *rest))

    return {
        "the words stored for": forged(content=(Span(content.start, content.end, "“the bridge is open”"),)),
        "a span lies outside the text": forged(content=(Span(90, 9000, "x"),)),
        "a score is not between 0 and 1": forged(score=3.5),
        "is none of direct, mixed, indirect": forged(kind="shouted"),
        "is none of person": forged(speaker=Speaker("Varga", "goat")),
        "do not fit together": forged(id=rest[0].id),
        "an attribution has no content": forged(content=()),
        "not in the order of the text": forged(content=(content, *first.source)),
    }


@pytest.mark.parametrize("why", sorted(_forge(attribute(article()))))
def test_a_forged_article_whose_checksum_fits_is_still_checked_against_its_text(tmp_path, why):
    with Store.open(tmp_path / "quoth.db") as store:
        store.put(_forge(attribute(article()))[why], BY)
        [problem] = store.articles()
        assert isinstance(problem, Problem)
        assert why in problem.message
        assert store.get(article(), BY) is None


def test_forty_stores_with_bytes_flipped_are_read_right_or_reported(tmp_path):
    """R10: never a crash, never a wrong answer without a word. Which bytes are hit depends on no folder's name."""
    whole = tmp_path / "whole.db"
    papers = [article(f"{BRIDGE} Part {i}. " + "More. " * 300, id=f"p{i}", path=f"p{i}.txt") for i in range(12)]
    with Store.open(whole) as store:
        for paper in papers:
            store.put(attribute(paper), BY)
    right = {p.id: attribute(p) for p in papers}
    dice = random.Random(7)
    reported = read = 0
    for n in range(40):
        damaged = tmp_path / f"damaged{n}.db"
        content = bytearray(whole.read_bytes())
        for _ in range(dice.choice((1, 8, 64))):
            content[dice.randrange(len(content))] ^= dice.randrange(1, 256)
        damaged.write_bytes(content)
        try:
            with Store.open(damaged) as store:
                out = list(store.articles())
                whole_said = not store.check()
        except StoreError:
            reported += 1
            continue
        for one in out:
            if isinstance(one, Attributed) and one.article.id in right:
                assert exactly(one) == exactly(right[one.article.id])
        complete = {one.article.id for one in out if isinstance(one, Attributed)} == set(right)
        assert complete or not whole_said, "articles are missing and neither a problem nor the check says so"
        read += complete
        reported += not complete
    assert reported > 5
    assert read > 5


def test_a_store_is_read_while_it_is_written(path):
    stop = threading.Event()
    faults = []

    def look() -> None:
        with Store.open(path) as reader:
            while not stop.is_set():
                faults.extend(one for one in reader.articles() if isinstance(one, Problem))

    looking = threading.Thread(target=look)
    looking.start()
    now = article(path=path.parent / "post.txt")
    for n in range(30):
        with Store.open(path) as store:
            store.put(attribute(replace(now, outlet=f"Post {n}")), BY)
    stop.set()
    looking.join()
    assert faults == []


def test_a_copy_of_the_three_files_taken_in_mid_run_is_a_whole_store(path, tmp_path):
    with Store.open(path) as store:
        store.put(attribute(article("Two.", id="two", path="two.txt")), BY)
        store.commit()
        copy = tmp_path / "copy"
        copy.mkdir()
        for file in tmp_path.glob("quoth.db*"):
            shutil.copy(file, copy / file.name)
    with Store.open(copy / "quoth.db") as store:
        assert store.counts().articles == 2
        assert store.check() == []


def test_an_article_of_an_earlier_store_whose_checksum_leaves_out_when_it_was_kept_is_still_read(path):
    now = article(path=path.parent / "post.txt")
    raw(path, f"UPDATE revisions SET checksum = '{encode(attribute(now), BY).checksum}'")
    with Store.open(path) as store:
        assert store.get(now, BY) == attribute(now)
        assert store.check() == []


def test_not_a_letter_of_the_tables_changes_without_another_version():
    """Every store there is would be refused as altered by another program."""
    whole = "\n".join(quoth.store.opening._statements())
    known = {1: "dc9e8bce99615edb"}
    assert hashlib.sha256(whole.encode()).hexdigest()[:16] == known[quoth.store.opening.SCHEMA]


def test_the_schema_in_the_code_is_the_schema_on_the_disk():
    """The version in Python and what `schema.sql` says of itself; a change of one needs the other and a migration."""
    words = (Path(quoth.store.opening.__file__).parent / "schema.sql").read_text()
    assert f"Version {quoth.store.opening.SCHEMA} (PRAGMA user_version)" in words
    assert f"application_id 0x{quoth.store.opening.APPLICATION:x} " in words
