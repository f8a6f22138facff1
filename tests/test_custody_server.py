"""A broker with its tables on a PostgreSQL server: the whole way, broken off, and brought back."""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.custody.databases import Databases
from recorder.custody.epoch import load_epoch, unwrap_key
from recorder.custody.place import Place, make_place, read_place
from recorder.errors import CandorError, Damaged, StorageError, WrongUse
from studio.cli import cli
from tests.custody_helpers import CANARY, World
from tests.postgres_server import CATALOGUE_LOGIN, KEYS_LOGIN, Server, server_on


@pytest.fixture
def world(tmp_path: Path, postgres: Server) -> Iterator[World]:
    world = World(tmp_path, databases=postgres.databases("study"))
    yield world
    world.broker.close()


READERS = (("video", "annotator"), ("actions", "engineer"))


def opens_nothing(world: World, *submissions: str) -> None:
    people = {"annotator": world.annotator, "engineer": world.engineer}
    for submission in submissions:
        for stream, role in READERS:
            with pytest.raises(Damaged, match="dead"):
                world.lease(submission, stream, people[role], role)


def test_a_session_is_submitted_opened_and_withdrawn_with_the_tables_on_a_server(
    tmp_path: Path, postgres: Server
) -> None:
    world = World(tmp_path / "world", databases=postgres.databases("place"))
    world.broker.close()
    place = placed(world, tmp_path / "place")
    assert not list((tmp_path / "place").rglob("*.db"))

    world.broker = place.open(world.clock)
    submission, manifest = world.submit()
    video = world.reader(
        world.lease(submission), manifest, world.role_key(world.annotator, "annotator")
    )
    assert b"".join(video.pieces()) == CANARY + b"v"
    world.broker.close()
    world.broker = read_place(tmp_path / "place").open(world.clock)
    death = world.end(submission)
    with pytest.raises(CandorError, match="withdrawn"):
        world.lease(submission)
    world.broker.close()

    assert death.submissions == (submission,)
    assert death.objects_left == 0
    states = postgres.ask("place_catalogue", "select state from candor.submission")
    assert states == [("withdrawn",)]
    assert postgres.ask("place_keys", "select * from candor_keys.session_key") == []


def test_a_broker_is_made_by_command_with_what_an_administrator_put_on_the_server(
    tmp_path: Path, postgres: Server
) -> None:
    world = World(tmp_path / "world")
    world.broker.close()
    assert world.campaign.envelope is not None
    (tmp_path / "study.campaign").write_bytes(world.campaign.envelope)
    wanted = postgres.databases("by_command")
    for name, what in (("by_command_catalogue", "catalogue"), ("by_command_keys", "keys")):
        postgres.make(name)
        (postgres.root / "schema.sql").write_text(command("broker", "schema", what).output)
        postgres.run("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-f",
                     str(postgres.root / "schema.sql"), postgres.url(name))  # fmt: skip
        postgres.login(CATALOGUE_LOGIN if what == "catalogue" else KEYS_LOGIN, name)
    new = ("broker", "new", str(tmp_path / "place"), "--campaign", str(tmp_path / "study.campaign"),
           "--epoch-key", str(tmp_path / "epoch"), "--database", str(wanted.catalogue))  # fmt: skip

    same = command(*new, "--key-database", str(wanted.catalogue))
    secret = command(*new, "--key-database", f"{wanted.keys} password=hunter2")
    made = command(*new, "--key-database", str(wanted.keys))

    assert isinstance(same.exception, WrongUse)
    assert isinstance(secret.exception, WrongUse)
    assert "hunter2" not in str(secret.exception)
    assert made.exit_code == 0
    place = read_place(tmp_path / "place")
    assert made.output.strip() == place.broker.raw.hex()
    assert Databases(place.settings.database, place.settings.key_database) == wanted


def command(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def placed(world: World, folder: Path) -> Place:
    """A place for the world's campaign, with its roster, key and databases."""
    place = make_place(
        folder, world.campaign, str(world.root / "store"), str(world.root / "epoch.key"),
        world.databases,
    )  # fmt: skip
    (folder / "broker.key").write_bytes(world.broker_key.to_bytes())
    (folder / "roster.dsse").write_bytes(world.roster.envelope)
    # The grants were written down in the log of the world's own broker.
    shutil.copytree(world.root / "broker/log", folder / "log")
    return place


def test_a_place_is_made_only_with_two_databases_that_can_be_used(
    tmp_path: Path, postgres: Server
) -> None:
    world = World(tmp_path / "world")
    world.broker.close()
    good = postgres.databases("made")
    assert good.catalogue is not None

    for bad, kind in (
        (Databases(good.catalogue, good.catalogue), WrongUse),
        (replace(good, keys="postgresql://me:hunter2@localhost/keys"), WrongUse),
        (replace(good, keys="host=/nowhere dbname=keys"), StorageError),
    ):
        with pytest.raises(kind):
            make_place(tmp_path / "place", world.campaign, "store", "epoch", bad)
        assert not (tmp_path / "place").exists()


def test_without_the_extra_a_server_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(WrongUse, match=r"candor\[team\]"):
        Databases("service=catalogue").check()


def test_after_a_withdrawal_no_copy_of_the_servers_files_or_dumps_opens_anything(
    world: World, postgres: Server, tmp_path: Path
) -> None:
    withdrawn, _ = world.submit("a")
    kept, _ = world.submit("b")
    private = world.broker._desk.keys.private(withdrawn).to_bytes()
    dumps = {
        each: postgres.run("pg_dump", "--create", postgres.url(f"study_{each}"))
        for each in ("catalogue", "keys")
    }
    shutil.copytree(tmp_path / "store", tmp_path / "old-store")
    shutil.copytree(tmp_path / "broker", tmp_path / "old-broker")
    world.broker.close()
    postgres.stop()
    shutil.copytree(postgres.data, tmp_path / "old-data", symlinks=True)
    postgres.start()

    world.broker = world.open_broker()
    world.end(withdrawn)
    world.broker.close()
    shutil.copytree(tmp_path / "old-store", tmp_path / "store", dirs_exist_ok=True)

    with server_on(postgres, tmp_path / "old-data") as old:
        assert world.databases is not None
        assert world.databases.catalogue is not None
        assert world.databases.keys is not None
        root = str(postgres.root)
        world.databases = Databases(
            world.databases.catalogue.replace(root, str(old.root)),
            world.databases.keys.replace(root, str(old.root)),
        )
        world.broker = world.open_broker(tmp_path / "old-broker")
        opens_nothing(world, withdrawn, kept)
        world.broker.close()

        for name, dump in dumps.items():
            old.ask("postgres", f"drop database study_{name} with (force)")
            (old.root / "dump.sql").write_text(dump)
            old.run("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(old.root / "dump.sql"),
                    old.url("postgres"))  # fmt: skip
        world.broker = world.open_broker(tmp_path / "old-broker")
        opens_nothing(world, withdrawn, kept)
        wrapped = old.ask("study_keys", "select submission, wrapped from candor_keys.session_key")
    epoch = load_epoch(world.epochs, may_begin=False)
    assert {each for each, _ in wrapped} == {withdrawn, kept}
    for submission, row in wrapped:
        for number in range(5):
            with pytest.raises(Damaged):
                unwrap_key(number, epoch.key, str(submission), bytes(row))  # type: ignore[arg-type]
    for folder in (postgres.data, tmp_path / "old-data"):
        holds_neither(folder, private[:32])


def holds_neither(folder: Path, private: bytes) -> None:
    """No file of a server, write-ahead log and all, has a key or typed text in it."""
    needles = [CANARY, private, private.hex().encode()]
    needles += [base64.b64encode(CANARY[start:])[:20] for start in range(3)]
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(needle in content for needle in needles), path.name


def test_a_log_that_knows_of_a_withdrawal_holds_against_an_older_catalogue(
    world: World, postgres: Server
) -> None:
    withdrawn, _ = world.submit("a")
    dump = postgres.run("pg_dump", "--create", postgres.url("study_catalogue"))
    world.end(withdrawn)
    world.broker.close()
    postgres.ask("postgres", "drop database study_catalogue with (force)")
    (postgres.root / "dump.sql").write_text(dump)
    postgres.run("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(postgres.root / "dump.sql"),
                 postgres.url("postgres"))  # fmt: skip

    world.broker = world.open_broker()

    states = postgres.ask("study_catalogue", "select state from candor.submission")
    assert states == [("withdrawn",)]
    with pytest.raises(CandorError, match="withdrawn"):
        world.lease(withdrawn)


def test_an_opening_in_whose_middle_the_server_stops_gives_no_answer_and_can_be_asked_again(
    world: World, postgres: Server
) -> None:
    submission, _ = world.submit()
    postgres.stop("immediate")

    with pytest.raises(StorageError, match="could not be reached"):
        world.lease(submission)
    postgres.start()

    world.lease(submission)


def test_a_grant_that_was_revoked_shows_nothing_to_its_person_any_more(
    world: World, postgres: Server
) -> None:
    submission, _ = world.submit()
    person = world.annotator.sign.public().fingerprint()
    login = f"candor_{person}"
    postgres.login(login, "study_catalogue", "candor_annotator")
    asked = "select submission from candor.submission"
    assert postgres.ask("study_catalogue", asked, login) == [(submission,)]

    world.revoke_first()

    assert postgres.ask("study_catalogue", asked, login) == []
    assert postgres.ask("study_keys", "select 1 from candor_keys.due", KEYS_LOGIN) == []
