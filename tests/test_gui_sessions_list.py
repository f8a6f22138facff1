"""The list of sessions without a window: entries, searching, sorting, glances, the item model."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from recorder.session.scan import SessionState
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.library import Library, SessionRow
from recorder.vault.unlock import Unlock
from studio.gui.sessions.model import ENTRY_ROLE, SessionsModel, row_words
from studio.sealed_copy import copy_sealed
from studio.session_glance import glance, keep_glance
from studio.session_list import (
    Entry,
    SortBy,
    Title,
    arranged,
    entries_of,
    entry_of,
    pack_title,
    search,
    unpack_title,
    words_of_size,
)
from studio.session_titles import read_titles, sealed_titles, thumbnails, untitled
from tests.player_sessions import begin_session, consented, office, write_session

BEGAN = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def row(number: int, state: str = "complete", started: bool = True) -> SessionRow:
    at = (BEGAN + timedelta(days=number)).isoformat() if started else None
    return SessionRow(f"{number:032x}", state, number * 1000, 0, 5, at, "w", "c")


def entries() -> tuple[Entry, ...]:
    rows = [row(1), row(2, "interrupted"), row(3), row(4, "damaged", started=False)]
    titles = {
        rows[0].session: Title("Write to Müller", 90, ("writer",)),
        rows[1].session: Title("book the train", 30, ("browser", "writer")),
        rows[3].session: Title("", 0, problem="It was altered."),
    }
    return entries_of(rows, titles)


def tasks(found: list[Entry]) -> list[str | None]:
    return [entry.task for entry in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 4),
        ("müller", 1),
        ("MÜLLER write", 1),
        ("writer", 2),
        ("interrupted", 1),
        ("2026-03", 3),
        ("march", 3),
        ("writer nothing", 0),
        ("   ", 4),
    ],
)
def test_every_word_must_occur_somewhere(text: str, expected: int) -> None:
    assert len(search(entries(), text)) == expected


def test_an_entry_is_sorted_by_what_is_known_and_unknown_comes_last() -> None:
    def order(by: SortBy, *, falling: bool) -> list[int]:
        return [int(entry.session, 16) for entry in arranged(entries(), by, falling=falling)]

    assert order(SortBy.TASK, falling=False)[:2] == [2, 1]
    assert order(SortBy.DATE, falling=True) == [3, 2, 1, 4]
    assert order(SortBy.DATE, falling=False) == [1, 2, 3, 4]
    assert order(SortBy.LENGTH, falling=False) == [2, 1, 3, 4]
    assert order(SortBy.SIZE, falling=True) == [4, 3, 2, 1]
    assert order(SortBy.STATE, falling=False)[-1] == 2


def test_a_locked_entry_knows_date_size_and_state_and_nothing_else() -> None:
    entry = entry_of(row(7))

    assert (entry.task, entry.length_ns, entry.title) == (None, None, None)
    assert (entry.state, entry.size_bytes) == (SessionState.COMPLETE, 7000)
    assert entry.started_at is not None


def test_a_length_that_was_kept_is_shown_while_locked() -> None:
    kept = SessionRow("a", "complete", 1, 0, 5, None, None, None, length_ns=5)

    assert entry_of(kept).length_ns == 5
    assert entry_of(kept, Title("x", 7)).length_ns == 7
    assert entry_of(kept, Title("", 0, problem="torn")).length_ns == 5


def test_titles_survive_packing_and_old_ones_are_no_error() -> None:
    title = Title("x", 3, ("a",), True)

    assert unpack_title(pack_title(title)) == title
    assert unpack_title(b"\x00old") is None
    assert unpack_title(None) is None


def test_sizes_read_well() -> None:
    assert [words_of_size(n) for n in (0, 640_000, 4_300_000, 2_500_000_000)] == [
        "1 kB",
        "640 kB",
        "4.3 MB",
        "2.50 GB",
    ]


# What is sealed


@pytest.fixture
def home(candor_home: Path) -> Home:
    home = Home(candor_home)
    consented(home)
    return home


def test_a_glance_finds_task_length_and_a_picture_and_keeps_them_sealed(home: Home) -> None:
    path, library = write_session(home, "canary task"), Library(home)
    library.refresh()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        seen = glance(keeper, path)
        keep_glance(keeper, library, path.stem, seen)
        titles = sealed_titles(keeper, library.rows())
        pictures = thumbnails(keeper, library, [path.stem, "ff"])

    assert titles == {path.stem: seen.title}
    assert (seen.title.task, seen.title.length_ns) == ("canary task", office().t_ns)
    assert "mousepad" in seen.title.apps
    assert pictures == {path.stem: seen.thumbnail}
    assert pictures[path.stem].startswith(b"\xff\xd8")
    assert library.rows()[0].length_ns == office().t_ns
    raw = home.index.read_bytes()
    assert b"canary" not in raw
    assert b"\xff\xd8\xff" not in raw


def test_only_new_sessions_are_looked_into_and_a_running_one_waits(home: Home) -> None:
    first, library = write_session(home, "first"), Library(home)
    running = begin_session(home)
    library.refresh()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        assert set(read_titles(keeper, library)) == {first.stem}
        rows = library.rows()
        assert untitled(rows, sealed_titles(keeper, rows)) == []
    running.close()


def test_a_session_that_cannot_be_read_has_a_title_that_says_why(home: Home) -> None:
    path = write_session(home)
    raw = bytearray(path.read_bytes())
    raw[2000] ^= 1
    path.write_bytes(raw)
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        seen = glance(keeper, path)

    assert seen.title.problem
    assert seen.thumbnail is None
    assert entry_of(row(1), seen.title).task == ""


def test_thumbnails_of_a_session_that_is_gone_go_too(home: Home) -> None:
    path, library = write_session(home), Library(home)
    library.refresh()
    library.keep_thumbnail(path.stem, b"sealed")
    path.unlink()
    library.refresh()

    assert library.thumbnails([path.stem]) == {}


def test_a_sealed_copy_is_the_file_and_its_receipt(home: Home, tmp_path: Path) -> None:
    path = write_session(home)

    written = copy_sealed(home, path.stem, tmp_path)

    assert [each.suffix for each in written] == [".candor", ".dsse"]
    assert written[0].read_bytes() == path.read_bytes()
    assert written[1].read_bytes() == (home.receipts / written[1].name).read_bytes()


# The item model


def model_of(*found: Entry) -> SessionsModel:
    model = SessionsModel()
    model.show_entries(found or entries())
    return model


def test_the_model_keeps_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    model = model_of()
    qtmodeltester.check(model)
    model.search("writer")
    model.sort(0, Qt.SortOrder.AscendingOrder)
    model.hide(frozenset({entries()[0].session}))
    qtmodeltester.check(model)


def test_a_row_stays_the_same_session_when_the_order_changes(qapp: object) -> None:
    model = model_of()
    session = model.index(0, 0).data(ENTRY_ROLE).session
    kept, lost = (QPersistentModelIndex(model.index(n, 0)) for n in (0, 1))
    gone = lost.data(ENTRY_ROLE).session
    model.sort(3, Qt.SortOrder.AscendingOrder)
    model.hide(frozenset({gone}))

    assert kept.data(ENTRY_ROLE).session == session
    assert not lost.isValid()
    assert model.row_of(session) == kept.row()


def test_a_row_reads_as_a_sentence(qapp: object) -> None:
    model = model_of(entries()[1])
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == row_words(entries()[1])
    assert "book the train" in spoken
    assert "Interrupted" in spoken


def test_what_cannot_be_shown_says_so(qapp: object) -> None:
    model = model_of(entry_of(row(1)), entries()[3])
    shown = {model.index(n, 0).data() for n in range(2)}

    assert shown == {"Sealed", "Cannot be read"}
