"""OWAMcap files of each generation become sessions, and hostile ones are refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from mcap.writer import CompressionType

from recorder.errors import FormatError
from recorder.session.events import KeyEvent
from recorder.session.model import Rect
from replay.steps import trajectory_of
from tests.load_helpers import imported, said
from tests.owamcap_recordings import STEPS, owamcap, shot, work
from tests.session_helpers import Worker, make_worker


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    return make_worker(tmp_path / "home")


@pytest.mark.parametrize("generation", ["0.3.2", "0.4.2", "0.5.0", "0.6.6", "embedded"])
def test_every_generation_gives_the_steps_that_were_done(
    tmp_path: Path, worker: Worker, generation: str
) -> None:
    session, account = imported(owamcap(tmp_path / "owa", generation), worker)
    trajectory = trajectory_of(session)

    assert said(trajectory) == STEPS
    assert account.frames == (50 if generation == "embedded" else 10)
    assert session.meta.task == "Save it"
    assert session.meta.started_at.startswith("2025-06-27T")
    assert all(step.before is not None for step in trajectory.steps)


@pytest.mark.parametrize("compression", [CompressionType.LZ4, CompressionType.NONE])
def test_a_file_may_be_packed_in_any_way(
    tmp_path: Path, worker: Worker, compression: CompressionType
) -> None:
    session, _ = imported(owamcap(tmp_path / "owa", compression=compression), worker)

    assert said(trajectory_of(session)) == STEPS


def test_what_a_virtual_key_typed_stays_unknown(tmp_path: Path, worker: Worker) -> None:
    session, _ = imported(owamcap(tmp_path / "owa"), worker)
    texts = {e.symbol: e.text for e in session.events if isinstance(e, KeyEvent) if e.pressed}

    assert texts["h"] is None
    assert texts["Return"] == ""


def test_the_picture_of_a_window_lies_within_its_invisible_border(
    tmp_path: Path, worker: Worker
) -> None:
    window = {"title": "Editor", "rect": [300, 200, 300 + 160 + 16, 200 + 120 + 8], "hWnd": 7}
    script = [(0, "window", window), (1000, "window", window), *work((308, 200))]
    session, account = imported(owamcap(tmp_path / "owa", said=script), worker)

    assert session.meta.captured == Rect(308, 200, 160, 120)
    assert said(trajectory_of(session))[0] == "click left x1 376,239"
    assert account.left_out["the window that was active already"] == 1


def test_pictures_of_an_unknown_place_are_refused(tmp_path: Path, worker: Worker) -> None:
    with pytest.raises(FormatError, match="where on the desktop"):
        imported(owamcap(tmp_path / "owa", said=work((500, 500))), worker)


@pytest.mark.parametrize(
    "uri", ["../take.mkv", "/etc/passwd", "http://example.org/a.mkv", "file:///a.mkv", "gone.mkv"]
)
def test_media_elsewhere_is_refused(tmp_path: Path, worker: Worker, uri: str) -> None:
    script = [*work(), (4900, "screen", shot("0.6.6", 49, uri))]

    with pytest.raises(FormatError):
        imported(owamcap(tmp_path / "owa", said=script), worker)
    assert not worker.home.sessions.exists() or not list(worker.home.sessions.iterdir())


@pytest.mark.parametrize(
    ("topic", "fields", "words"),
    [
        ("mouse", {"event_type": "move", "x": "1", "y": 1}, "“x”"),
        ("mouse", {"event_type": "move", "x": 1}, "“y”"),
        ("keyboard", {"event_type": "press", "vk": 2.5}, "“vk”"),
        ("keyboard", {"event_type": "press", "vk": -1}, "“vk”"),
        ("window", {"title": "x", "rect": [1, 2, 3]}, "“rect”"),
        ("screen", {"utc_ns": 1}, "“path”"),
        ("screen", {"media_ref": {"uri": "data:image/png;base64,!!"}}, "picture"),
    ],
)
def test_a_bad_message_is_named(
    tmp_path: Path, worker: Worker, topic: str, fields: dict[str, object], words: str
) -> None:
    with pytest.raises(FormatError, match=words):
        imported(owamcap(tmp_path / "owa", said=[*work(), (4800, topic, fields)]), worker)


def test_torn_files_and_other_profiles_are_one_sentence(tmp_path: Path, worker: Worker) -> None:
    with pytest.raises(FormatError, match="profile"):
        imported(owamcap(tmp_path / "ros", profile="ros2"), worker)
    folder = owamcap(tmp_path / "owa")
    file = folder / "take.mcap"
    raw = file.read_bytes()
    for torn in (raw[:40], raw[: len(raw) // 2], raw[:-8], raw[:300] + b"\xff" * 8 + raw[308:]):
        file.write_bytes(torn)
        with pytest.raises(FormatError, match=r"take\.mcap"):
            imported(folder, worker)


def test_a_length_of_four_gigabytes_is_not_believed(tmp_path: Path, worker: Worker) -> None:
    folder = owamcap(tmp_path / "owa")
    file = folder / "take.mcap"
    raw = file.read_bytes()
    # The header's first text claims to be 4 GB long; then a record does.
    for hostile in (
        raw[:17] + b"\xff\xff\xff\xff" + raw[21:],
        raw[:9] + struct.pack("<Q", 1 << 32) + raw[17:],
    ):
        file.write_bytes(hostile)
        with pytest.raises(FormatError, match=r"take\.mcap"):
            imported(folder, worker)


def test_a_chunk_that_unpacks_without_end_is_stopped(tmp_path: Path, worker: Worker) -> None:
    import zstandard
    from mcap.records import Chunk

    from replay.load import mcapfile

    bomb = zstandard.compress(bytes(mcapfile.RECORD_BYTES_MAX * 4))
    assert len(bomb) < 100_000
    found = mcapfile._Found("take.mcap")
    with pytest.raises(FormatError, match="unpacks to more"):
        found.take(Chunk("zstd", bomb, 0, 0, 0, mcapfile.RECORD_BYTES_MAX * 4))
