"""A broker behind HTTPS: a real process, real TLS, real cuts and kills."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.consent import dsse
from recorder.crypto import SignPrivate, sha256
from recorder.custody import calls, certificate, documents, opening, remote, uploads
from recorder.custody.audit import Leaf, verify_log
from recorder.custody.catalogue import State
from recorder.custody.messages import HistoryRequest, Lease, ListRequest, SendRequest, new_nonce
from recorder.custody.remote import Link, RemoteBroker, reach
from recorder.custody.roster import read_roster
from recorder.custody.stores import FolderStore
from recorder.errors import CandorError, ConsentError, Damaged, FormatError, NotOurs, StorageError
from recorder.vault.identity import Identity
from tests import custody_helpers
from tests.custody_helpers import World
from tests.service_helpers import Cutter, Served, make_place, served, visit
from tests.submit_helpers import CAMPAIGN, Town

SOME = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ALL_STATES = tuple(State)


class Village:
    """A world of people, its served broker, and a submission that nobody ends."""

    def __init__(self, root: Path) -> None:
        self.world = World(root)
        self.submission, self.manifest = self.world.submit()
        self.folder = make_place(self.world)
        self.world.broker.close()

    def wish(self, person: Identity | None = None, stream: str = "video") -> bytes:
        self.world.now = datetime.now(UTC)
        return self.world.wish(person or self.world.annotator, self.submission, stream, "annotator")

    def leaves(self) -> tuple[Leaf, ...]:
        key = self.world.broker_key.public()
        return verify_log(self.folder / "log", "candor/study", key)

    def opened(self) -> int:
        return sum(each.kind == "opened" for each in self.leaves())


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


def test_what_is_not_what_it_is_called_never_enters_the_store(village: Village, at: Served) -> None:
    world, name = village.world, sha256(b"something else").hex()
    with visit(world, at, world.engineer) as (broker, _):
        send = SendRequest("study", datetime.now(UTC), new_nonce(), name, 4, 0)
        with pytest.raises(Damaged, match="send it again"):
            broker.wish("send", documents.SEND_REQUEST, lambda _at, _nonce: send, b"evil")

    assert name not in set(FolderStore(world.root / "store").names())


def test_a_worker_sees_their_own_and_people_on_the_roster_all(village: Village, at: Served) -> None:
    world = village.world
    for person, count in ((world.worker, 1), (world.annotator, 1), (world.other, 0)):
        with visit(world, at, person) as (broker, _):
            rows = broker.submissions(State.SUBMITTED)
            assert [each.submission for each in rows] == [village.submission] * count


def test_a_stranger_reads_and_sends_nothing(village: Village, at: Served) -> None:
    world = village.world
    (name, *_) = FolderStore(world.root / "store").names()
    with visit(world, at, world.other) as (_, store):
        with pytest.raises(NotOurs):
            store.size(name)
        with pytest.raises(NotOurs):
            store._read(name, 0, 10)
        with pytest.raises(NotOurs):
            store.put([b"anything"])


def test_a_request_of_somebody_else_repeated_or_for_another_campaign_is_refused(
    village: Village, at: Served
) -> None:
    world, wish = village.world, village.wish()
    with visit(world, at, world.annotator) as (broker, _):
        broker.open(wish)
        before = village.opened()
        with pytest.raises(ConsentError, match="made before"):
            broker.open(wish)
        with pytest.raises(NotOurs):
            broker.open(village.wish(world.other))
        with pytest.raises((Damaged, FormatError)):
            broker.open(wish.replace(b"payload", b"payloax", 1))
        for campaign in ("other", ""):
            ask = ListRequest(campaign, datetime.now(UTC), new_nonce(), ("submitted",))
            with pytest.raises(CandorError, match="another campaign"):
                broker.wish("list", documents.LIST_REQUEST, lambda _at, _nonce, ask=ask: ask)
        again = ListRequest("study", datetime.now(UTC), new_nonce(), ("submitted",))
        broker.wish("list", documents.LIST_REQUEST, lambda _at, _nonce: again)
        with pytest.raises(ConsentError, match="made before"):
            broker.wish("list", documents.LIST_REQUEST, lambda _at, _nonce: again)
    assert village.opened() == before


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


def test_another_certificate_is_refused_before_anything_is_said(
    village: Village, at: Served, tmp_path: Path
) -> None:
    other = certificate.own_certificate(tmp_path, "127.0.0.1")

    with pytest.raises(NotOurs, match="another certificate"):
        reach(at.url, other.fingerprint())


def test_a_service_that_shows_the_right_certificate_and_is_not_the_broker_is_refused(
    village: Village, at: Served
) -> None:
    body, call = b"", new_nonce()
    hashed = calls.call_hash("open", call, body)
    forged = calls.write_answer(hashed, b"yes", SignPrivate.generate())
    true = calls.write_answer(hashed, b"yes", village.world.broker_key)

    assert calls.read_answer(true, hashed).signer == village.world.broker_key.public()
    place = reach(at.url, at.fingerprint)
    broker = RemoteBroker(place, village.world.roster.roster, village.world.worker.envelope)
    with pytest.raises(Damaged, match="not signed by the broker"):
        broker._said(calls.read_answer(forged, hashed))
    with pytest.raises(Damaged, match="not to what"):
        calls.read_answer(true, calls.call_hash("open", new_nonce(), body))
    for cut in (10, len(true) - 1):
        with pytest.raises((Damaged, FormatError)):
            calls.read_answer(true[:cut], hashed)
    broker.close()


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


def _post(at: Served, path: str, body: bytes | Iterator[bytes], call: str) -> tuple[int, bytes]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    line = http.client.HTTPSConnection("127.0.0.1", at.port, timeout=60, context=context)
    line.request("POST", path, body, {calls.CALL_HEADER: call})
    with line.getresponse() as answer:
        said = answer.status, answer.read()
    line.close()
    return said


def test_giant_bodies_and_garbage_are_refused_with_one_sentence(at: Served) -> None:
    call = new_nonce()
    giant = (bytes(1 << 16) for _ in range(12))

    for path, body, header, status in (
        ("/v1/open", giant, call, 413),
        ("/v1/nothing", b"", call, 400),
        ("/v1/open", b"", "no call", 400),
    ):
        found, said = _post(at, path, body, header)
        assert (found, said.count(b"\n"), said.strip()[-1:]) == (status, 1, b"."), path


@pytest.mark.parametrize("name", ["open", "accept", "list", "log", "send", "read", "object"])
@pytest.mark.parametrize("body", [b"", b"\xff" * 40, calls.pack([b"{}"]), calls.pack([b"", b"x"])])
def test_garbage_in_a_call_is_answered_with_a_signed_sentence(
    at: Served, name: str, body: bytes
) -> None:
    call = new_nonce()
    status, raw = _post(at, calls.PATH + name, body, call)

    said = calls.read_answer(raw, calls.call_hash(name, call, body))
    assert status == 200
    assert isinstance(said.error, FormatError | Damaged)
    assert str(said.error).endswith(".")


def test_what_is_no_tls_and_who_says_nothing_holds_up_nobody(village: Village, at: Served) -> None:
    world = village.world
    silent = [socket.create_connection(("127.0.0.1", at.port)) for _ in range(30)]
    for each in silent[:10]:
        each.sendall(b"GET / HTTP/1.1\r\n\r\n")
    with visit(world, at, world.annotator) as (broker, _):
        assert broker.submissions(*ALL_STATES)
    for each in silent:
        each.close()


def test_a_body_that_comes_slowly_is_let_go(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    from starlette.requests import Request

    from recorder.custody import service

    monkeypatch.setattr(service, "CALL_MAX_S", 0.05)

    async def never() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    scope = {
        "type": "http", "method": "POST", "path_params": {"name": "open"},
        "headers": [(calls.CALL_HEADER.lower().encode(), new_nonce().encode())],
    }  # fmt: skip
    kept = service.Service.__new__(service.Service)
    kept._waiting = 0
    refused = asyncio.run(service._called(kept, Request(scope, never)))

    assert refused.status_code == 408
    assert bytes(refused.body).endswith(b".\n")


def test_a_service_ends_cleanly_and_has_said_nothing_of_what_was_asked(tmp_path: Path) -> None:
    village = Village(tmp_path)
    world = village.world
    for how in (signal.SIGTERM, signal.SIGINT):
        with served(village.folder) as running:
            with visit(world, running, world.annotator) as (broker, store):
                broker.open(village.wish())
                with pytest.raises(CandorError):
                    broker.open(b"garbage " + village.submission.encode())
                with pytest.raises(CandorError):
                    store.size("0" * 64)
            code, said = running.end(how)
        assert code == 0
        assert said == "Serving; people compare this fingerprint when they accept.\n"


def test_one_folder_is_served_once_and_is_free_again_afterwards(tmp_path: Path) -> None:
    village = Village(tmp_path)
    with served(village.folder) as running:
        with pytest.raises(AssertionError, match="held by another broker"), served(village.folder):
            pass
        running.end()
    village.world.restart()
    village.world.broker.close()


def test_the_certificate_stays_and_can_be_ones_own(tmp_path: Path) -> None:
    first = certificate.own_certificate(tmp_path, "127.0.0.1")
    again = certificate.own_certificate(tmp_path, "127.0.0.1")

    assert first.fingerprint() == again.fingerprint()
    assert first.key.stat().st_mode & 0o077 == 0
    first.context()
    (tmp_path / "tls.key").write_bytes(b"nothing")
    with pytest.raises(CandorError, match="cannot be used together"):
        again.context()


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


def test_a_log_whose_hashes_do_not_fit_is_found_by_whoever_verifies(
    village: Village, at: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = village.world
    with visit(world, at, world.worker) as (broker, _):
        assert broker.verify_log() == len(village.leaves())
        decode = remote.decode

        def lie(raw: bytes, shape: type[Any]) -> Any:
            found = decode(raw, shape)
            hashes = (b"\0" * 32, *found.hashes[1:])
            return type(found)(found.checkpoint, hashes)

        monkeypatch.setattr(remote, "decode", lie)
        with pytest.raises(Damaged, match="altered, taken out or moved"):
            broker.verify_log()


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


def test_a_place_that_is_no_service_is_said(village: Village) -> None:
    for url in ("http://host:1", "https://host", "https://host:99999", "https://host:1/path"):
        with pytest.raises(CandorError, match="https://HOST:PORT"):
            Link.to(url, "0" * 64)
    with pytest.raises(StorageError, match="cannot be reached"):
        reach("https://127.0.0.1:1", "0" * 64)


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


def test_no_answer_is_one_of_another_kind_of_document(village: Village) -> None:
    raw = dsse.seal_envelope(documents.LEASE, b"{}", village.world.broker_key)

    with pytest.raises(FormatError):
        calls.read_answer(calls.pack([raw, b""]), "")
