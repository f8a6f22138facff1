"""Steps: window, sentence, JSON, summary; and the commands that show and write them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from recorder.errors import CandorError, Damaged, StorageError, WrongUse
from replay.action_types import Action, Click, Drag, Finish, Hold, Key, Move, Scroll, Type, Wait
from replay.corrections import Corrected
from replay.describe import sentence
from replay.export.jsonl import JSONL
from replay.export.writer import export_sessions
from replay.frames import FrameCache, Picture, png, write_step_pictures
from replay.session_view import summary_document, summary_of
from replay.steps import trajectory_of
from replay.trajectory import trajectory_document
from studio.commands.export import export
from studio.commands.frames import frames
from studio.commands.show import show
from studio.commands.steps import steps
from tests.replay_script import play
from tests.replay_sessions import MadeSession, PaintedFrames

SCRIPT = "screen win:Editor/note @10,20 L screen ~400 'hi' screen ~400 same ctrl+ s ctrl- ~400 done"


@pytest.fixture
def session() -> MadeSession:
    return MadeSession(tuple(play(SCRIPT)))


SENTENCES: list[tuple[Action, str]] = [
    (Click("left", 1, (), 684, 394, 0, 1), "Click at 684, 394"),
    (Click("left", 2, ("ctrl",), 1, -2, 0, 1), "Double-click at 1, -2 with Ctrl"),
    (Click("right", 1, (), 1, 2, 0, 1), "Right click at 1, 2"),
    (Click("middle", 3, (), 1, 2, 0, 1), "Middle triple-click at 1, 2"),
    (Drag("left", ("shift",), (), 1, 2, 3, 4, 0, 1), "Drag from 1, 2 to 3, 4 with Shift"),
    (Scroll(1, 2, 0, -3, (), 0, 1), "Scroll down 3 notches at 1, 2"),
    (Scroll(1, 2, 0, 1, ("ctrl",), 0, 1), "Scroll up 1 notch at 1, 2 with Ctrl"),
    (Scroll(1, 2, -2, 0, (), 0, 1), "Scroll left 2 notches at 1, 2"),
    (Type("hello", None, None, 0, 1), "Type “hello”"),
    (Type(None, None, None, 0, 1), "Type text that is not known"),
    (Key(("ctrl", "shift", "t"), 1, None, None, 0, 1), "Press Ctrl+Shift+T"),
    (Key(("pagedown",), 3, None, None, 0, 1), "Press Page Down 3 times"),
    (Hold(("f5",), None, (), 1, None, None, 0, 700_000_000), "Hold F5 for 0.7 s"),
    (Hold((), "left", (), 1, 5, 6, 0, 10**9), "Hold the left button at 5, 6 for 1.0 s"),
    (Move(1, 2, 0, 1), "Point at 1, 2"),
    (Wait(0, 2 * 10**9), "Wait 2.0 s for the screen"),
    (Finish("success", 0, 0), "Finish with success"),
]


@pytest.mark.parametrize(("action", "words"), SENTENCES, ids=[words for _, words in SENTENCES])
def test_an_action_reads_as_a_sentence(action: Action, words: str):
    assert sentence(action) == words


def test_the_program_is_named_where_it_is_known():
    assert sentence(Type("a", None, None, 0, 1), "xterm") == "Type “a” in xterm"


def test_steps_as_json_have_the_documented_shape(session: MadeSession):
    document = json.loads(json.dumps(trajectory_document(trajectory_of(session))))
    assert list(document) == ["session", "task", "outcome", "desktop", "events", "steps"]
    assert document["desktop"]["displays"][0]["scale"] is None
    events = document["events"]
    assert events["total"] == len(session.events)
    assert events["total"] == events["used"] + sum(events["left_out"].values())
    assert document["steps"][0] == {
        "id": "e4",
        "index": 0,
        "action": {
            "type": "click", "button": "left", "count": 1, "modifiers": [],
            "x": 10, "y": 20, "t_start_ns": 80_000_000, "t_end_ns": 100_000_000,
        },
        "before": {"t_ns": 20_000_000, "lag_ns": 60_000_000},
        "after": {"t_ns": 120_000_000},
        "window": {"title": "note", "app": "Editor"},
        "element": None,
        "sentence": "Click at 10, 20 in Editor",
        "description": None,
        "corrected": False,
    }  # fmt: skip
    kinds = [step["action"]["type"] for step in document["steps"]]
    assert kinds == ["click", "type", "key", "finish"]


def test_what_is_unknown_is_null():
    (step,) = trajectory_document(trajectory_of(MadeSession(tuple(play("'a'")))))["steps"]
    assert step["before"] is step["after"] is step["window"] is None
    assert step["action"]["x"] is None


def test_a_step_says_which_events_it_is_made_of(session: MadeSession):
    assert trajectory_of(session).steps[0].seqs == (3, 5)


def test_a_summary_counts_events_gaps_and_windows():
    events = tuple(play("win:a/x gap ~980 gap- win:b/y win:a/x screen gap"))
    document = summary_document(summary_of(MadeSession(events)))
    assert document["events"] == {"gap": 3, "screen": 1, "window": 3}
    assert document["windows"] == [{"app": "a", "title": "x"}, {"app": "b", "title": "y"}]
    assert [gap["t_end_ns"] for gap in document["gaps"]] == [1_020_000_000, None]
    assert document["gaps"][0]["reason"] == "paused"


def test_the_pictures_of_a_step_are_those_frames(session: MadeSession, tmp_path: Path):
    out = tmp_path / "new"
    paths = write_step_pictures(trajectory_of(session), "e4", PaintedFrames(), out)
    assert [path.name for path in paths] == ["before.png", "after.png"]
    assert [int(cv2.imread(str(path))[0, 0, 0]) for path in paths] == [0, 1]
    assert out.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in paths)
    assert {path.name for path in out.iterdir()} == {"before.png", "after.png"}


def test_a_folder_that_others_can_read_is_refused_unless_forced(
    session: MadeSession, tmp_path: Path
):
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    steps = trajectory_of(session)
    with pytest.raises(WrongUse, match="--force"):
        write_step_pictures(steps, "e4", PaintedFrames(), tmp_path / "open")
    assert not any((tmp_path / "open").iterdir())
    assert write_step_pictures(steps, "e4", PaintedFrames(), tmp_path / "open", force=True)


def test_an_unknown_step_and_a_step_without_frames_are_said(tmp_path: Path):
    steps = trajectory_of(MadeSession(tuple(play("'a'"))))
    with pytest.raises(WrongUse, match="no step 'e9'"):
        write_step_pictures(steps, "e9", PaintedFrames(), tmp_path / "new")
    with pytest.raises(CandorError, match="nothing was written"):
        write_step_pictures(steps, "e1", PaintedFrames(), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_frames_are_decoded_once_and_only_a_few_are_kept():
    source = PaintedFrames()
    cache = FrameCache(source, size=2)
    for index in (1, 1, 2, 1, 3, 1, 2):
        cache.frame(index)
    assert source.decoded == [1, 2, 3, 2]


def test_a_picture_is_kept_without_loss():
    noise = np.random.default_rng(7).integers(0, 256, (48, 64, 3), np.uint8)
    again = cv2.imdecode(np.frombuffer(png(noise), np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(again, noise)


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_an_export_has_a_line_per_step_with_its_pictures_and_origin(
    session: MadeSession, tmp_path: Path
):
    report = export_sessions([session], tmp_path / "out", JSONL, pictures=lambda _: PaintedFrames())
    lines = [json.loads(line) for line in (tmp_path / "out/steps.jsonl").read_text().splitlines()]
    assert report.steps == len(lines) == 4
    assert [line["index"] for line in lines] == [0, 1, 2, 3]
    first = lines[0]
    assert first["provenance"]["status"] == "unsubmitted"
    assert first["provenance"]["events"] == [3, 5]
    assert first["provenance"]["consent"] == "c0ffee"
    image = first["after"]["image"]
    assert (image["width"], image["height"]) == (64, 48)
    assert int(cv2.imread(str(tmp_path / "out" / image["file"]))[0, 0, 0]) == 1
    assert "Unsubmitted" in (tmp_path / "out/README.md").read_text()


def test_the_same_sessions_export_to_the_same_bytes(session: MadeSession, tmp_path: Path):
    for name in ("one", "two"):
        export_sessions(
            [session, session], tmp_path / name, JSONL, pictures=lambda _: PaintedFrames()
        )
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


class BrokenFrames:
    def frame(self, index: int) -> Picture:
        if index:
            raise Damaged("Frame 1 cannot be decoded.")
        return np.zeros((48, 64, 3), np.uint8)


def test_a_failed_export_leaves_nothing_behind(session: MadeSession, tmp_path: Path):
    with pytest.raises(Damaged):
        export_sessions([session], tmp_path / "new", JSONL, pictures=lambda _: BrokenFrames())
    assert not (tmp_path / "new").exists()
    (tmp_path / "there").mkdir(mode=0o700)
    with pytest.raises(Damaged):
        export_sessions([session], tmp_path / "there", JSONL, pictures=lambda _: BrokenFrames())
    assert not any((tmp_path / "there").iterdir())


def test_an_export_does_not_mix_with_what_is_there(session: MadeSession, tmp_path: Path):
    (tmp_path / "out").mkdir(mode=0o700)
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(WrongUse, match="not empty"):
        export_sessions([session], tmp_path / "out", JSONL, pictures=lambda _: PaintedFrames())
    assert contents(tmp_path / "out") == {"mine.txt": b"mine"}


def test_a_folder_that_cannot_be_made_is_said(session: MadeSession, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse, match="not a folder"):
        export_sessions([session], tmp_path / "file", JSONL, pictures=lambda _: PaintedFrames())
    with pytest.raises(StorageError):
        export_sessions(
            [session], tmp_path / "file/below", JSONL, pictures=lambda _: PaintedFrames()
        )


def open_instead(session: MadeSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever session a command opens, it is this one, which has no review."""
    opener = SimpleNamespace(
        open_session=lambda _name: session,
        open_reviewed=lambda _name: (session, Corrected(trajectory_of(session))),
    )
    monkeypatch.setitem(sys.modules, "studio.commands.common", opener)  # pyright: ignore[reportArgumentType]


@pytest.fixture
def stored(session: MadeSession, monkeypatch: pytest.MonkeyPatch) -> MadeSession:
    """Opens the made session in place of one from the library."""
    open_instead(session, monkeypatch)
    monkeypatch.setattr("replay.frames.pictures_of", lambda _chunks: PaintedFrames())
    return session


def run(command: click.Command, *arguments: str) -> str:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("stored")
def test_the_steps_command_prints_a_table_and_json():
    table = run(steps, "5e55")
    assert "Click at 10, 20 in Editor" in table
    assert "left out: 4 observation of the screen" in table
    assert json.loads(run(steps, "5e55", "--json"))["steps"][1]["action"]["text"] == "hi"


@pytest.mark.usefixtures("stored")
def test_the_show_command_prints_a_summary_and_json():
    text = run(show, "5e55")
    assert "Write a note" in text
    assert "Editor: note" in text
    assert json.loads(run(show, "5e55", "--json"))["frames"] == 3


@pytest.mark.usefixtures("stored")
def test_the_frames_command_writes_two_pictures(tmp_path: Path):
    text = run(frames, "5e55", "--step", "e4", "--out", str(tmp_path / "new"))
    assert (tmp_path / "new/before.png").exists()
    assert "after.png" in text


@pytest.mark.usefixtures("stored")
def test_the_export_command_needs_a_session(tmp_path: Path):
    with pytest.raises(WrongUse):
        run(export, "--format", "jsonl", "--out", str(tmp_path / "new"))


def test_recorded_words_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch):
    session = MadeSession(tuple(play("win:evil\x1b[2J/[red]x L")))
    open_instead(session, monkeypatch)
    for command in (steps, show):
        assert "\x1b" not in run(command, "5e55")
