"""One contract for catalogue and key table, in a file and on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from recorder.custody import postgres as module
from recorder.custody.catalogue import Catalogue, Row, State
from recorder.custody.databases import Databases, open_databases
from recorder.custody.epoch import FileEpochStore
from recorder.custody.postgres import PostgresTables
from recorder.custody.schema import CATALOGUE, KEYS, Schema
from recorder.custody.schema_postgres import script
from recorder.custody.tables import SqliteTables, TakenError
from recorder.errors import ConsentError, Damaged, NotOurs, StorageError, WrongUse
from tests.catalogue_kinds import Kind, postgres_kind, sqlite_kind
from tests.custody_helpers import NOON
from tests.postgres_server import CATALOGUE_LOGIN, KEYS_LOGIN, Server

ONE, TWO, THREE, FOUR = ("1" * 32, "2" * 32, "3" * 32, "4" * 32)
WORKER, OTHER = b"w" * 32, b"o" * 32
NOON_S = int(NOON.timestamp())


@pytest.fixture(params=["file", "server"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kind]:
    if request.param == "file":
        made = sqlite_kind(tmp_path)
    else:
        made = postgres_kind(tmp_path, request.getfixturevalue("postgres"))
    yield made
    made.close()


@pytest.fixture
def on_server(tmp_path: Path, postgres: Server) -> Iterator[Kind]:
    made = postgres_kind(tmp_path, postgres)
    yield made
    made.close()


def accepted(
    catalogue: Catalogue, submission: str, lineage: str, worker: bytes = WORKER, after_s: int = 0
) -> Row:
    catalogue.reserve(submission, worker, NOON)
    row = replace(
        catalogue.submission(submission), state=State.SUBMITTED, manifest=b"m\0\xff",
        receipt="r" * 64, lineage=lineage, submitted_s=NOON_S + after_s,
        expires_s=NOON_S + 10**6, size_bytes=2**40,
    )  # fmt: skip
    catalogue.accept(row)
    return row


def test_a_submission_is_there_whole_when_the_catalogue_is_opened_again(kind: Kind) -> None:
    catalogue = kind.catalogue()
    row = accepted(catalogue, ONE, "a")
    catalogue.close()

    assert kind.catalogue().submission(ONE) == row
    with pytest.raises(NotOurs):
        kind.catalogue().submission(TWO)


def test_a_worker_submits_a_session_once_until_it_has_ended(kind: Kind) -> None:
    catalogue = kind.catalogue()
    accepted(catalogue, ONE, "a")
    accepted(catalogue, TWO, "a", OTHER)

    with pytest.raises(ConsentError, match="submitted before"):
        accepted(catalogue, THREE, "a")
    assert catalogue.submission(THREE).state is State.RESERVED
    catalogue.set_state((ONE,), State.WITHDRAWN)
    accepted(catalogue, FOUR, "a")


def test_an_id_is_reserved_once(kind: Kind) -> None:
    catalogue = kind.catalogue()
    catalogue.reserve(ONE, WORKER, NOON)

    with pytest.raises(TakenError):
        catalogue.reserve(ONE, OTHER, NOON)
    assert catalogue.submission(ONE).worker == WORKER


def test_what_has_ended_changes_no_more(kind: Kind) -> None:
    catalogue = kind.catalogue()
    row = accepted(catalogue, ONE, "a")
    catalogue.set_state((ONE,), State.WITHDRAWN)

    catalogue.set_state((ONE,), State.SUBMITTED)
    catalogue.accept(row)

    assert catalogue.submission(ONE).state is State.WITHDRAWN


def test_a_nonce_counts_once_and_is_forgotten_in_time(kind: Kind) -> None:
    catalogue, hour = kind.catalogue(), timedelta(hours=1)

    assert catalogue.use_nonce("n", NOON, NOON - hour)
    assert not catalogue.use_nonce("n", NOON, NOON - hour)
    assert catalogue.use_nonce("m", NOON + hour, NOON + timedelta(minutes=1))
    assert catalogue.use_nonce("n", NOON + hour, NOON + timedelta(minutes=1))


def test_of_callers_at_the_same_time_one_has_the_nonce_and_one_the_session(kind: Kind) -> None:
    def call(number: int) -> tuple[int, int]:
        catalogue = Catalogue(kind.open_tables(CATALOGUE))
        nonces = sum(catalogue.use_nonce(f"n{each}", NOON, NOON) for each in range(20))
        try:
            accepted(catalogue, f"{number:032}", "the same session")
            return nonces, 1
        except ConsentError:
            return nonces, 0
        finally:
            catalogue.close()

    kind.catalogue()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(call, range(8)))

    assert [sum(each) for each in zip(*done, strict=True)] == [20, 1]


def test_pages_hold_every_row_once_with_the_newest_first(kind: Kind) -> None:
    catalogue = kind.catalogue()
    ids = [f"{number:032x}" for number in range(23)]
    for number, each in enumerate(ids):
        accepted(catalogue, each, str(number), after_s=number // 2)
    catalogue.set_state(tuple(ids[:3]), State.QUARANTINED)
    catalogue.reserve(ONE, WORKER, NOON)
    states = (State.SUBMITTED, State.QUARANTINED, State.RESERVED)

    pages = [catalogue.rows(*states, limit=5, offset=start) for start in range(0, 30, 5)]

    found = [each.submission for page in pages for each in page]
    assert found == [*sorted(ids, key=lambda each: (-(int(each, 16) // 2), each)), ONE]
    assert found == [each.submission for each in catalogue.rows(*states)]
    assert found == [each.submission for each in catalogue.rows_of(WORKER)]
    assert len(catalogue.rows(State.SUBMITTED)) == 20
    assert catalogue.rows() == ()


def test_retention_and_deaths_are_found_until_they_are_done(kind: Kind) -> None:
    catalogue = kind.catalogue()
    accepted(catalogue, ONE, "a")
    later = NOON + timedelta(seconds=10**6)

    assert catalogue.expired(later - timedelta(seconds=1)) == ()
    assert [each.submission for each in catalogue.expired(later)] == [ONE]
    catalogue.set_state((ONE,), State.EXPIRED)
    for left in (3, 1):
        catalogue.note_death(ONE, left)
        assert [each.submission for each in catalogue.deaths_due()] == [ONE]
    catalogue.note_death(ONE, 0)
    assert catalogue.deaths_due() == ()


def test_grants_openings_and_ended_consents_are_remembered(kind: Kind) -> None:
    catalogue = kind.catalogue()
    for digest in ("d1", "d1", "d2"):
        catalogue.keep_grant(digest, "p", "annotator", digest.encode(), NOON)
    for _ in range(3):
        catalogue.note_opening("p", NOON)
    for _ in range(2):
        catalogue.end_receipts({"r1", "r2"})

    assert sorted(catalogue.grants("p", "annotator")) == [b"d1", b"d2"]
    catalogue.drop_grants(["d1", "never"])
    assert catalogue.grants("p", "annotator") == (b"d2",)
    assert catalogue.grants("p", "engineer") == catalogue.grants("q", "annotator") == ()
    assert catalogue.openings_since("p", NOON) == 3
    assert catalogue.openings_since("p", NOON + timedelta(seconds=1)) == 0
    assert (catalogue.has_ended("r1"), catalogue.has_ended("r3")) == (True, False)


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt])
def test_what_breaks_in_the_middle_changes_nothing(kind: Kind, error: type[BaseException]) -> None:
    tables = kind.tables(CATALOGUE)
    catalogue = Catalogue(tables)
    accepted(catalogue, ONE, "a")

    def break_off() -> None:
        with tables.transaction():
            tables.change("insert into receipt_end values (?)", "r")
            tables.change("update submission set state = 'withdrawn'")
            raise error

    with pytest.raises(error):
        break_off()

    assert not catalogue.has_ended("r")
    assert catalogue.submission(ONE).state is State.SUBMITTED
    catalogue.end_receipts({"r"})


@pytest.mark.parametrize("schema", [CATALOGUE, KEYS], ids=["catalogue", "keys"])
@pytest.mark.parametrize("what", ["older", "newer"])
def test_another_version_is_refused_and_left_alone(kind: Kind, schema: Schema, what: str) -> None:
    kind.tables(schema).close()
    kind.sabotage(schema, what)

    for _ in range(2):
        with pytest.raises(Damaged, match="another shape"):
            kind.tables(schema)


def test_a_key_comes_back_until_it_is_destroyed(kind: Kind) -> None:
    table = kind.keys()
    publics = {each: table.make(each) for each in (ONE, TWO, THREE)}
    table.close()
    table = kind.keys()

    assert table.destroy(TWO) == 2

    for each in (ONE, THREE):
        assert table.private(each).public().raw == publics[each]
    with pytest.raises(NotOurs, match="dead"):
        table.private(TWO)
    with pytest.raises(TakenError):
        table.make(ONE)


def test_rows_from_before_a_withdrawal_open_nothing(kind: Kind) -> None:
    table = kind.keys()
    for each in (ONE, TWO):
        table.make(each)
    tables = kind.opened[-1]
    old = tables.rows("select submission, epoch, wrapped from session_key")
    table.destroy(TWO)

    with tables.transaction():
        tables.change("delete from session_key")
        for row in old:
            tables.change("insert into session_key values (?, ?, ?)", *row)

    for each in (ONE, TWO):
        with pytest.raises(Damaged, match="dead"):
            table.private(each)


class BrokenStore(FileEpochStore):
    """Refuses to save when it is told to."""

    refuses = False

    def save(self, text: str) -> None:
        if type(self).refuses:
            raise StorageError("The disk is full.")
        FileEpochStore.save(self, text)


@pytest.mark.parametrize("is_again", [True, False])
def test_a_turn_that_broke_off_goes_on_with_the_key_it_began_with(
    kind: Kind, is_again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = kind.keys(BrokenStore(kind.root / "epoch.key"))
    publics = {each: table.make(each) for each in (ONE, TWO, THREE)}
    monkeypatch.setattr(table, "_rows", refuse_after(table._rows))
    with pytest.raises(StorageError):
        table.destroy(TWO)
    monkeypatch.undo()

    # Survivors are wrapped under the new key by now, and the old one is not forgotten yet.
    if is_again:
        table.destroy(TWO)

    for each in (ONE, THREE):
        assert table.private(each).public().raw == publics[each]
    with pytest.raises(NotOurs):
        table.private(TWO)
    assert table.epoch == (3 if is_again else 2)
    table.destroy(THREE)
    assert table.private(ONE).public().raw == publics[ONE]


def refuse_after(
    rows: Callable[[], list[tuple[str, bytes]]],
) -> Callable[[], list[tuple[str, bytes]]]:
    """From now on the epoch's place refuses, so the turn breaks off after the rows."""

    def read() -> list[tuple[str, bytes]]:
        found = rows()
        BrokenStore.refuses = True
        return found

    return read


@pytest.fixture(autouse=True)
def _the_place_keeps_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BrokenStore, "refuses", False)


def test_a_catalogue_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    newer = ("submission_time", "submission_ends", "submission_ended", "submission_worker")
    changes = [
        CATALOGUE.tables.replace(", until_s integer", ""),
        *(f"drop index {each};" for each in newer),
        "create index submission_state on submission (state, submitted_s);",
    ]
    older = Schema("candor", 1, "\n".join(changes))
    tables = SqliteTables(tmp_path / "catalogue.db", older)
    with tables.transaction():
        tables.change("insert into grant_ values ('d', 'p', 'annotator', x'00')")
    tables.close()

    tables = SqliteTables(tmp_path / "catalogue.db", CATALOGUE)
    catalogue = Catalogue(tables)
    accepted(catalogue, ONE, "a")
    assert catalogue.grants("p", "annotator") == (b"\0",)
    catalogue.keep_grant("e", "p", "annotator", b"e", NOON)
    indices = tables.rows("select name from sqlite_schema where type = 'index' order by 1")
    catalogue.close()
    fresh = SqliteTables(tmp_path / "fresh.db", CATALOGUE)
    assert indices == fresh.rows("select name from sqlite_schema where type = 'index' order by 1")
    fresh.close()


@pytest.mark.parametrize("schema", [CATALOGUE, KEYS], ids=["catalogue", "keys"])
@pytest.mark.parametrize("what", ["column", "fence"])
def test_tables_on_a_server_that_were_altered_are_refused(
    on_server: Kind, schema: Schema, what: str
) -> None:
    on_server.sabotage(schema, what)

    with pytest.raises(Damaged, match="another shape"):
        on_server.tables(schema)


def test_a_broker_who_stands_above_the_fences_is_refused(postgres: Server) -> None:
    url = postgres.database("above", "catalogue")
    postgres.ask("above_catalogue", "drop role if exists owner_of, passer, wearer")
    for sql in (
        "create role owner_of login", "create role passer login bypassrls",
        "create role wearer login noinherit", "grant postgres to wearer",
        "grant candor_broker to owner_of, passer, wearer",
        "grant connect on database above_catalogue to owner_of, passer, wearer",
        "grant create on schema candor to owner_of",
        "alter table candor.nonce owner to owner_of",
    ):  # fmt: skip
        postgres.ask("above_catalogue", sql)

    for login in ("postgres", "owner_of", "passer", "wearer"):
        with pytest.raises(WrongUse, match="does not bind"):
            PostgresTables(postgres.url("above_catalogue", login), CATALOGUE)
    PostgresTables(url, CATALOGUE).close()
    postgres.make("above_catalogue")
    postgres.ask("postgres", "drop role owner_of, passer, wearer")


def test_settings_of_the_login_neither_lead_to_other_tables_nor_make_commits_forgetful(
    postgres: Server,
) -> None:
    url = postgres.database("astray", "catalogue")
    for sql in (
        "create schema evil", "create table evil.nonce (nonce text, at_s bigint)",
        f"grant usage on schema evil to {CATALOGUE_LOGIN}",
        f"grant all on evil.nonce to {CATALOGUE_LOGIN}",
        f"alter role {CATALOGUE_LOGIN} in database astray_catalogue set search_path = evil, candor",
        f"alter role {CATALOGUE_LOGIN} in database astray_catalogue set synchronous_commit = off",
    ):  # fmt: skip
        postgres.ask("astray_catalogue", sql)

    tables = PostgresTables(url, CATALOGUE)
    Catalogue(tables).use_nonce("n", NOON, NOON)

    assert tables.rows("show synchronous_commit") == [("on",)]
    tables.close()
    assert postgres.ask("astray_catalogue", "select nonce from candor.nonce") == [("n",)]


def test_a_database_that_is_none_of_ours_is_one_sentence(postgres: Server) -> None:
    postgres.make("nothing")
    postgres.databases("swapped")
    postgres.login(CATALOGUE_LOGIN, "nothing")

    for database, login, schema in (
        ("nothing", CATALOGUE_LOGIN, CATALOGUE),
        ("swapped_keys", KEYS_LOGIN, CATALOGUE),
        ("swapped_catalogue", CATALOGUE_LOGIN, KEYS),
    ):
        with pytest.raises(WrongUse, match="candor broker schema"):
            PostgresTables(postgres.url(database, login), schema)
    for login, database in ((CATALOGUE_LOGIN, "swapped_keys"), (KEYS_LOGIN, "swapped_catalogue")):
        with pytest.raises(StorageError, match="could not be reached"):
            PostgresTables(postgres.url(database, login), KEYS)
    with pytest.raises(WrongUse, match="names no database"):
        PostgresTables("what is this", CATALOGUE)
    with pytest.raises(WrongUse, match="password"):
        PostgresTables("postgresql://me:hunter2@localhost/x", CATALOGUE)


def test_one_database_for_catalogue_and_keys_is_refused_whatever_it_is_called(
    tmp_path: Path, postgres: Server
) -> None:
    databases = postgres.databases("both")
    postgres.ask("both_catalogue", script("keys"))
    postgres.login(KEYS_LOGIN, "both_catalogue")
    same = replace(databases, keys=postgres.url("both_catalogue", KEYS_LOGIN))

    for act in (
        same.check,
        lambda: open_databases(tmp_path, same, FileEpochStore(tmp_path / "epoch.key")),
    ):
        with pytest.raises(WrongUse, match="different databases"):
            act()
    databases.check()
    Databases().check()


def test_a_second_broker_at_the_same_keys_is_refused(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SESSION", module._SESSION.replace("'10s'", "'100ms'"))
    keys = postgres.database("second", "keys")
    first = PostgresTables(keys, KEYS)

    with pytest.raises(StorageError, match="Another broker"):
        PostgresTables(keys, KEYS)
    first.close()
    PostgresTables(keys, KEYS).close()


def test_a_server_that_stops_in_the_middle_is_one_sentence_and_nothing_is_half_done(
    on_server: Kind, postgres: Server
) -> None:
    tables = on_server.tables(CATALOGUE)
    catalogue = Catalogue(tables)
    row = accepted(catalogue, ONE, "a")

    def lose_the_server() -> None:
        with tables.transaction():
            tables.change("update submission set state = 'withdrawn'")
            postgres.stop("immediate")
            tables.change("insert into receipt_end values ('r')")

    with pytest.raises(StorageError, match="nothing is half done"):
        lose_the_server()
    with pytest.raises(StorageError, match="could not be reached"):
        catalogue.has_ended("r")
    postgres.start()

    assert catalogue.submission(ONE) == row
    assert not catalogue.has_ended("r")


class StoppingStore(FileEpochStore):
    """Stops the server at the moment at which the next epoch's key is kept."""

    server: Server | None = None

    def save(self, text: str) -> None:
        FileEpochStore.save(self, text)
        if (server := type(self).server) is not None:
            server.stop("immediate")
            type(self).server = None


def test_a_withdrawal_at_whose_middle_the_server_stops_is_finished_by_the_same_broker(
    on_server: Kind, postgres: Server
) -> None:
    table = on_server.keys(StoppingStore(on_server.root / "epoch.key"))
    publics = {each: table.make(each) for each in (ONE, TWO)}
    StoppingStore.server = postgres

    with pytest.raises(StorageError, match="Try again"):
        table.destroy(TWO)
    postgres.start()

    assert table.private(ONE).public().raw == publics[ONE]
    with pytest.raises(NotOurs):
        table.private(TWO)
    assert table.epoch == 2
