"""Steering a recording from outside: who may, what is understood, and how it ends."""

from __future__ import annotations

import io
import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import msgspec
import pytest

from recorder.control import (
    REQUEST_BYTES_MAX,
    Answer,
    ControlSocket,
    Request,
    Status,
    Verb,
    answer,
    ask,
    place_file,
    serve_pipe,
)
from recorder.errors import StorageError, WrongUse
from recorder.vault.home import Home

STATUS = Status("5e55", "recording", events=3)


@pytest.fixture
def home(candor_home: Path) -> Home:
    return Home(candor_home).ensure()


@contextmanager
def running(home: Home, handle: Callable[[Request], Status] = lambda _: STATUS) -> Iterator[None]:
    control = ControlSocket(home)
    thread = threading.Thread(target=control.run, args=(handle,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        control.close()
        thread.join(10)
        assert not thread.is_alive()


def place(home: Home) -> tuple[str, bytes]:
    found = msgspec.json.decode(place_file(home).read_bytes())
    return found["address"], msgspec.json.decode(msgspec.json.encode(found["key"]), type=bytes)


def test_a_request_reaches_the_recording_and_its_answer_comes_back(home: Home) -> None:
    asked: list[Request] = []

    def handle(request: Request) -> Status:
        asked.append(request)
        return STATUS

    wishes = [Request(verb) for verb in Verb.__args__]
    wishes += [Request("mark", "a note é"), Request("forget", seconds=30.5)]
    with running(home, handle):
        assert [ask(home, wish) for wish in wishes] == [STATUS] * len(wishes)

    assert asked == wishes


def test_a_refusal_is_the_engines_own_sentence(home: Home) -> None:
    def handle(request: Request) -> Status:
        raise StorageError("The disk is full.")

    with running(home, handle), pytest.raises(WrongUse, match=r"^The disk is full\.$"):
        ask(home, Request("mark"))


def test_when_nothing_is_recorded_a_sentence_says_so(home: Home) -> None:
    with pytest.raises(WrongUse, match=r"^No recording is running\.$") as refusal:
        ask(home, Request("pause"))
    assert refusal.value.exit_code == 2


def test_a_second_recording_is_refused_until_the_first_has_ended(home: Home) -> None:
    with running(home), pytest.raises(WrongUse, match="running already"):
        ControlSocket(home)
    with running(home):
        assert ask(home, Request("status")) == STATUS


def test_a_second_recording_is_refused_before_the_first_listens(home: Home) -> None:
    """Two that start at once: nobody answers yet, and still only one may go on."""
    first = ControlSocket(home)
    try:
        with pytest.raises(WrongUse, match="running already"):
            ControlSocket(home)
    finally:
        first.close()


@pytest.mark.parametrize(
    "stale",
    [
        b"",
        b"{}",
        b"\xff",
        b'{"address": "nonsense", "key": ""}',
        b'{"address": "/absent/control", "key": "AAAA"}',
        b'{"address": 7, "key": null}',
        b'{"address": "\\\\\\\\.\\\\pipe\\\\x", "key": "AAAA"}',
        b'{"address": "a\\u0000b", "key": "AAAA"}',
    ],
)
def test_a_file_that_a_killed_recording_left_means_nothing(stale: bytes, home: Home) -> None:
    place_file(home).write_bytes(stale)

    with pytest.raises(WrongUse, match="No recording"):
        ask(home, Request("stop"))
    with running(home):
        assert ask(home, Request("status")) == STATUS


def test_another_program_at_the_old_address_is_no_recording(home: Home, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "other"))
        where = {"address": str(tmp_path / "other"), "key": "AAAA"}
        place_file(home).write_bytes(msgspec.json.encode(where))
        with pytest.raises(WrongUse, match="No recording"):
            ask(home, Request("stop"))


def test_only_the_owner_reaches_it(home: Home) -> None:
    with running(home):
        address, key = place(home)
        for path in (Path(address).parent, home.run):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert stat.S_IMODE(place_file(home).stat().st_mode) == 0o600
        assert len(key) == 32
        with pytest.raises(AuthenticationError):
            Client(address, authkey=b"another key")
        assert ask(home, Request("status")) == STATUS


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"stop",
        b"{}",
        b'{"verb": "explode"}',
        b'{"verb": "mark", "text": 7}',
        b'{"verb": "forget", "seconds": "all"}',
        b'{"verb": "forget", "seconds": NaN}',
        b'{"verb": "mark", "text": "\xff"}',
        b"[" * 50_000,
        b'{"x": ' + b"[" * 50_000,
    ],
)
def test_a_request_that_makes_no_sense_is_answered_with_a_sentence(raw: bytes) -> None:
    asked: list[Request] = []

    reply = msgspec.json.decode(answer(raw, lambda each: asked.append(each) or STATUS), type=Answer)

    assert reply == Answer(error="The request could not be understood.")
    assert not asked


def test_nothing_that_a_client_does_keeps_the_next_one_from_being_heard(home: Home) -> None:
    with running(home):
        address, key = place(home)
        Client(address, authkey=key).close()
        with Client(address, authkey=key) as huge:
            huge.send_bytes(b" " * (REQUEST_BYTES_MAX + 1))
            with pytest.raises((EOFError, OSError)):
                huge.recv_bytes()
        with Client(address, authkey=key) as deaf:
            deaf.send_bytes(msgspec.json.encode(Request("status")))
        with socket.socket(socket.AF_UNIX) as stranger:
            stranger.connect(address)
            stranger.sendall(b"\xff" * 64)
        assert ask(home, Request("status")) == STATUS


def test_a_note_that_is_too_long_is_refused_with_a_sentence(home: Home) -> None:
    with running(home), pytest.raises(WrongUse, match="note is longer"):
        ask(home, Request("mark", "é" * REQUEST_BYTES_MAX))


def test_a_recording_that_ends_while_it_is_asked_says_so(home: Home, tmp_path: Path) -> None:
    from multiprocessing.connection import Listener

    with Listener(str(tmp_path / "control"), authkey=b"key") as listener:
        where = {"address": listener.address, "key": msgspec.to_builtins(b"key")}
        place_file(home).write_bytes(msgspec.json.encode(where))
        thread = threading.Thread(target=lambda: listener.accept().close())
        thread.start()
        with pytest.raises(WrongUse, match="has just ended"):
            ask(home, Request("stop"))
        thread.join()


def test_closing_leaves_nothing_behind(home: Home) -> None:
    with running(home):
        folder = Path(place(home)[0]).parent

    assert not folder.exists()
    assert not list(home.run.iterdir())


def test_a_client_that_says_nothing_does_not_keep_a_recording_from_ending(home: Home) -> None:
    control = ControlSocket(home)
    thread = threading.Thread(target=control.run, args=(lambda _: STATUS,), daemon=True)
    thread.start()
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(place(home)[0])
        assert silent.recv(4)  # It is being asked for the key, and does not answer.
        control.close()
    thread.join(10)

    assert not thread.is_alive()


# The pipe of a window.


def said(lines: bytes, handle: Callable[[Request], Status] = lambda _: STATUS) -> list[Answer]:
    answers = io.BytesIO()
    serve_pipe(io.BytesIO(lines), answers, handle)
    return [msgspec.json.decode(line, type=Answer) for line in answers.getvalue().splitlines()]


def test_a_pipe_is_answered_line_by_line_until_it_ends() -> None:
    assert said(b"") == []
    assert said(b'{"verb": "beat"}\n{"verb": "pause"}\n') == [Answer(STATUS)] * 2
    assert said(b'{"verb": "beat"}\n{"verb": "pau') == [
        Answer(STATUS),
        Answer(error="The request could not be understood."),
    ]


def test_a_line_without_an_end_is_bounded() -> None:
    found = said(b"x" * (REQUEST_BYTES_MAX * 3) + b"\n" + b'{"verb": "beat"}\n')

    assert found[-1] == Answer(STATUS)
    assert all(each.error for each in found[:-1])
    # It was taken in pieces, none longer than a request may be.
    assert len(found) > 3


def test_a_refusal_goes_over_the_pipe_as_a_sentence() -> None:
    def handle(request: Request) -> Status:
        raise WrongUse("Say how many seconds.")

    assert said(b'{"verb": "forget"}\n', handle) == [Answer(error="Say how many seconds.")]


def test_a_window_that_does_not_listen_any_more_is_still_obeyed() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    asked: list[str] = []
    with os.fdopen(writing, "wb", buffering=0) as answers:
        serve_pipe(
            io.BytesIO(b'{"verb": "pause"}\n{"verb": "stop"}\n'),
            answers,
            lambda request: asked.append(request.verb) or STATUS,
        )

    assert asked == ["pause", "stop"]


def test_a_bug_of_the_engine_is_not_swallowed() -> None:
    def handle(request: Request) -> Status:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        said(b'{"verb": "pause"}\n', handle)
