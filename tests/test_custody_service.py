"""A broker behind HTTPS: a real process, real TLS, real cuts and kills."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.crypto import SignPrivate, sha256
from recorder.custody import calls, documents, opening, remote, uploads
from recorder.custody.messages import HistoryRequest, Lease, SendRequest, new_nonce
from recorder.custody.remote import Link, RemoteBroker
from recorder.custody.roster import read_roster
from recorder.custody.stores import FolderStore
from recorder.errors import CandorError, Damaged
from tests import custody_helpers
from tests.service_helpers import Cutter, Served, Village, served, visit
from tests.submit_helpers import CAMPAIGN, Town

SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", autouse=True)
def _time_is_real() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(custody_helpers, "NOON", datetime.now(UTC).replace(microsecond=0))
        patch.setattr(remote, "PAUSES_S", (0.0, 0.0, 0.01, 0.1))
        yield


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory, _time_is_real: None) -> Village:
    return Village(tmp_path_factory.mktemp("village"))


@pytest.fixture(scope="module")
def at(village: Village) -> Iterator[Served]:
    with served(village.folder) as running:
        yield running


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("town")).build()


@pytest.fixture(scope="module")
def town_at(town: Town) -> Iterator[Served]:
    with served(town.broker) as running:
        root = read_roster((town.broker / "roster.dsse").read_bytes()).root
        for person in town.people:
            town.did(
                person, "roster", "accept", root, "--at", running.url,
                "--fingerprint", running.fingerprint,
            )  # fmt: skip
        yield running


def test_the_whole_way_goes_through_a_service_as_through_a_folder(
    town: Town, town_at: Served
) -> None:
    submission = town.submitted("--to", town_at.url)

    queue = json.loads(town.did("anna", "queue", "--json"))["submissions"]
    assert [each["submission"] for each in queue] == [submission]
    assert json.loads(town.did("anna", "open", submission, "--json"))["steps"]
    told = json.loads(
        town.did("worker", "audit", "--verify", "--at", town_at.url, "--json")
    )  # fmt: skip
    assert {each["person"] for each in told["entries"] if each["what"] == "opened"} == {"anna"}
    assert told["log_entries"] >= len(told["entries"])
    assert submission in town.did("worker", "withdraw", submission, "--yes")
    assert "withdrawn" in town.refused("anna", "open", submission)


def test_a_command_goes_to_no_service_whose_certificate_was_not_compared(
    town: Town, town_at: Served, tmp_path: Path
) -> None:
    other = town_at.url.replace("127.0.0.1", "localhost")
    root = read_roster((town.broker / "roster.dsse").read_bytes()).root

    assert "never seen here" in town.refused("anna", "queue", "--at", other)
    wrong = town.refused("anna", "roster", "accept", root, "--at", other, "--fingerprint", "0" * 64)
    assert "another certificate" in wrong
    assert "64 hex digits" in town.refused("anna", "roster", "accept", root, "--at", other)
    assert "another certificate" not in town.did("anna", "queue", "--at", town_at.url)


def test_no_network_is_used_unless_a_service_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path).build()
    called: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *to, **_: called.append(to))
    monkeypatch.setattr(socket, "create_connection", lambda *to, **_: called.append(to))

    submission = town.submitted()
    town.did("anna", "open", submission, "--json")
    town.did("worker", "audit", "--verify")
    assert called == []

    # The same trap sees a service that is named.
    root = read_roster((town.broker / "roster.dsse").read_bytes()).root
    monkeypatch.setattr(remote, "PAUSES_S", (0.0,))
    town.run("anna", "roster", "accept", root, "--at", "https://127.0.0.1:9",
             "--fingerprint", "0" * 64)  # fmt: skip
    assert called


def test_a_reader_gets_the_same_content_through_the_service(village: Village, at: Served) -> None:
    world = village.world
    with visit(world, at, world.annotator) as (broker, store):
        lease = broker.open(village.wish())
        role = world.role_key(world.annotator, "annotator")
        reader = opening.open_stream(
            lease, village.manifest, world.worker.sign.public(), world.roster.roster, role, store
        )

        assert b"".join(reader.pieces()) == custody_helpers.STREAMS["video"][0]


def test_an_object_of_several_pieces_goes_up_and_comes_down_whole(
    village: Village, at: Served
) -> None:
    content = random.Random(6).randbytes(2 * calls.PIECE_BYTES + 12_345)
    with visit(village.world, at, village.world.engineer) as (_, store):
        stored = store.put([content[:100], content[100:]])

        assert store.put([content]) == stored
        assert store.size(stored.name) == len(content)
        assert store.range(stored.name, 0, len(content)) == content
        assert store.range(stored.name, len(content) - 3, 3) == content[-3:]
        with pytest.raises(Damaged):
            store.range(stored.name, len(content) - 3, 4)
    assert list((village.folder / "incoming").iterdir()) == []


def test_an_upload_that_broke_off_sends_only_what_is_missing(
    village: Village, at: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = random.Random(7).randbytes(3 * calls.PIECE_BYTES)
    world = village.world
    with visit(world, at, world.engineer) as (broker, store):
        name = sha256(content).hex()
        first = SendRequest("study", datetime.now(UTC), new_nonce(), name, len(content), 0)
        broker.wish("send", documents.SEND_REQUEST, lambda _at, _nonce: first, content[:1000])
        starts: list[int] = []
        piece = store._piece
        monkeypatch.setattr(
            store, "_piece", lambda *of: (starts.append(of[1]), piece(*of))[1]
        )  # fmt: skip
        store.put([content])

    assert starts == [1000, 1000 + calls.PIECE_BYTES, 1000 + 2 * calls.PIECE_BYTES]


def test_the_same_call_gets_the_same_answer_and_is_done_once(village: Village, at: Served) -> None:
    world, body = village.world, calls.pack([village.wish()])
    link, call, before = Link.to(at.url, at.fingerprint), new_nonce(), village.opened()

    answers = {link._sent("open", call, body) for _ in range(3)}
    link.close()

    (answer,) = answers
    said = calls.read_answer(answer, calls.call_hash("open", call, body))
    assert said.error is None
    assert opening.read_lease(said.content, world.roster.roster).submission == village.submission
    assert village.opened() == before + 1


@SOME
@given(st.lists(st.integers(-6000, 6000).filter(bool), min_size=1, max_size=3))
def test_a_connection_that_is_cut_anywhere_loses_and_doubles_nothing(
    village: Village, at: Served, cuts: list[int]
) -> None:
    world, before = village.world, village.opened()
    with Cutter(at.port) as cutter, visit(world, at, world.annotator, cutter.url) as (broker, _):
        broker._place.link.close()
        cutter.cuts += cuts
        lease = opening.read_lease(broker.open(village.wish()), world.roster.roster)

    assert lease.submission == village.submission
    assert village.opened() == before + 1


@SOME
@given(st.lists(st.integers(-9000, 200_000).filter(bool), min_size=1, max_size=3))
def test_an_object_arrives_once_and_whole_over_a_line_that_is_cut(
    village: Village, at: Served, cuts: list[int]
) -> None:
    world, content = village.world, os.urandom(150_000)
    with Cutter(at.port) as cutter, visit(world, at, world.engineer, cutter.url) as (broker, store):
        broker._place.link.close()
        cutter.cuts += cuts
        stored = store.put([content])

    folder = FolderStore(world.root / "store")
    assert folder.range(stored.name, 0, stored.size_bytes) == content


def test_a_submission_that_is_asked_about_again_gets_the_same_answer(
    tmp_path: Path,
) -> None:
    village = Village(tmp_path)
    world = village.world
    with (
        served(village.folder) as running,
        Cutter(running.port) as cutter,
        visit(world, running, world.worker, cutter.url) as (broker, store),
    ):
        world.now, world.broker, world.store = datetime.now(UTC), broker, store  # type: ignore[assignment]
        manifest = world.seal("again")
        broker._place.link.close()
        cutter.cuts += [9000, -700]
        first = broker.accept(manifest, world.receipt)
        second = broker.accept(manifest, world.receipt)
        said = [opening.read_acceptance(each, world.roster.roster, manifest)
                for each in (first, second)]  # fmt: skip

    assert {(each.submission, each.expires_at, each.log.index) for each in said} == {
        (said[0].submission, said[0].expires_at, said[0].log.index)
    }
    assert sum(each.submission == said[0].submission for each in village.leaves()) == 1


def _ask_on(village: Village, broker: RemoteBroker, answered: list[int]) -> None:
    while True:
        lease, _ = documents.read_document(broker.open(village.wish()), documents.LEASE, Lease)
        answered.append(lease.log.index)


def _killed(village: Village, rounds: int) -> int:
    """Kill a service while it opens; returns how many answers were had by then."""
    world, had = village.world, 0
    for number in range(rounds):
        answered: list[int] = []
        with (
            served(village.folder) as running,
            ThreadPoolExecutor(1) as pool,
            visit(world, running, world.annotator) as (broker, _),
        ):
            asking = pool.submit(_ask_on, village, broker, answered)
            threading.Event().wait(random.Random(number).uniform(0.05, 0.4))
            running.process.send_signal(signal.SIGKILL)
            with pytest.raises(CandorError):
                asking.result(60)
        leaves = village.leaves()
        for index in answered:
            assert leaves[index].kind == "opened", "an answer without its line in the log"
        had += len(answered)
    return had


def test_a_service_that_is_killed_has_written_down_whatever_it_answered(tmp_path: Path) -> None:
    assert _killed(Village(tmp_path), 3)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_a_service_that_is_killed_fifty_times_has_written_down_whatever_it_answered(
    tmp_path: Path,
) -> None:
    assert _killed(Village(tmp_path), 50)


def test_many_ask_at_once_and_each_is_answered_once(village: Village, at: Served) -> None:
    world, before = village.world, village.opened()
    wishes = [village.wish() for _ in range(12)]

    def ask(wish: bytes) -> int:
        with visit(world, at, world.annotator) as (broker, _):
            return opening.read_lease(broker.open(wish), world.roster.roster).log.index

    with ThreadPoolExecutor(6) as pool:
        places = list(pool.map(ask, wishes))

    assert len(set(places)) == 12
    assert village.opened() == before + 12


def test_a_history_through_the_service_is_the_workers_own(village: Village, at: Served) -> None:
    world = village.world
    world.now = datetime.now(UTC)
    request = HistoryRequest("study", world.now, new_nonce(), 0)
    with visit(world, at, world.worker) as (broker, _):
        raw = documents.write_document(
            documents.HISTORY_REQUEST, request, world.worker.envelope
        )  # fmt: skip
        history = broker.history(raw)

    key = world.broker_key.public()
    assert all(
        opening.check_entry(each, "candor/study", key).worker
        == world.worker.sign.public().fingerprint()
        for each in history.entries
    )


def test_an_upload_that_nobody_goes_on_with_is_forgotten_after_a_week(tmp_path: Path) -> None:
    kept = uploads.Uploads(tmp_path / "incoming", FolderStore(tmp_path / "store"))
    sender = SignPrivate.generate().public()
    wish = SendRequest(CAMPAIGN, datetime.now(UTC), new_nonce(), "a" * 64, 10, 0)
    assert kept.add(sender, wish, b"12345").size_bytes == 5

    kept.forget_old()
    assert kept.have(sender, "a" * 64).size_bytes == 5
    (path,) = (tmp_path / "incoming").iterdir()
    os.utime(path, (0, 0))
    kept.forget_old()
    assert kept.have(sender, "a" * 64).size_bytes == 0
