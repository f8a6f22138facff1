"""What a broker's service refuses: strangers, repeats, other certificates, giants and garbage."""

from __future__ import annotations

import http.client
import signal
import socket
import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recorder.consent import dsse
from recorder.crypto import SignPrivate, sha256
from recorder.custody import calls, certificate, documents, remote
from recorder.custody.catalogue import State
from recorder.custody.messages import ListRequest, SendRequest, new_nonce
from recorder.custody.remote import Link, RemoteBroker, reach
from recorder.custody.stores import FolderStore
from recorder.errors import (
    CandorError,
    ConsentError,
    Damaged,
    FormatError,
    NotOurs,
    StorageError,
    WrongUse,
)
from studio.cli import cli
from tests import custody_helpers
from tests.service_helpers import Served, Village, served, visit

ALL_STATES = tuple(State)


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


def test_a_place_that_is_no_service_is_said(village: Village) -> None:
    for url in ("http://host:1", "https://host", "https://host:99999", "https://host:1/path"):
        with pytest.raises(CandorError, match="https://HOST:PORT"):
            Link.to(url, "0" * 64)
    with pytest.raises(StorageError, match="cannot be reached"):
        reach("https://127.0.0.1:1", "0" * 64)


def test_no_answer_is_one_of_another_kind_of_document(village: Village) -> None:
    raw = dsse.seal_envelope(documents.LEASE, b"{}", village.world.broker_key)

    with pytest.raises(FormatError):
        calls.read_answer(calls.pack([raw, b""]), "")


def test_without_the_extra_for_teams_serving_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Village(tmp_path).folder
    monkeypatch.setitem(sys.modules, "uvicorn", None)

    done = CliRunner().invoke(cli, ["broker", "serve", str(folder), "--listen", "127.0.0.1:0"])

    assert isinstance(done.exception, WrongUse)
    assert "needs the extra team" in str(done.exception)


def test_a_place_to_listen_that_is_none_is_refused(tmp_path: Path) -> None:
    folder = str(Village(tmp_path).folder)
    for words in (["--listen", "8440"], ["--listen", "127.0.0.1:99999"], ["--cert", "tls.crt"]):
        done = CliRunner().invoke(cli, ["broker", "serve", folder, *words])
        assert isinstance(done.exception, WrongUse), words
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = f"127.0.0.1:{taken.getsockname()[1]}"
        done = CliRunner().invoke(cli, ["broker", "serve", folder, "--listen", where])
        assert isinstance(done.exception, StorageError)
