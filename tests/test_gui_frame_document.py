"""The document: every edit has an inverse, is named, and is undone as it was done."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from studio.gui.document import Content, DeleteSessions, Document, Edit, Restore

SESSIONS = st.frozensets(st.text("abc", min_size=1, max_size=3))
CONTENTS = st.builds(Content, deleted=SESSIONS)
EDITS = st.one_of(st.builds(DeleteSessions, SESSIONS), st.builds(Restore, CONTENTS))


@given(CONTENTS, EDITS)
def test_an_edit_and_its_inverse_restore_any_content(content: Content, edit: Edit) -> None:
    inverse = edit.inverse(content)

    assert inverse.apply(edit.apply(content)) == content


def test_an_edit_is_applied_named_undone_and_done_again(qtbot: QtBot) -> None:
    document = Document()
    heard: list[Edit] = []
    document.changed.connect(heard.append)
    edit = DeleteSessions(frozenset({"a"}))

    document.edit(edit, "delete a session")

    assert document.content.deleted == {"a"}
    assert document.stack.undoText() == "delete a session"
    assert heard == [edit]
    document.stack.undo()
    assert document.content == Content()
    document.stack.redo()
    assert document.content.deleted == {"a"}
    assert len(heard) == 3


def test_a_second_deletion_keeps_the_first(qtbot: QtBot) -> None:
    document = Document()

    for session in ("a", "b"):
        document.edit(DeleteSessions(frozenset({session})), "delete a session")

    assert document.content.deleted == {"a", "b"}


def test_several_edits_can_be_one_to_undo(qtbot: QtBot) -> None:
    document = Document()

    with document.as_one("delete 2 sessions"):
        for session in ("a", "b"):
            document.edit(DeleteSessions(frozenset({session})), "delete a session")

    assert document.stack.undoText() == "delete 2 sessions"
    document.stack.undo()
    assert document.content == Content()


def test_forgotten_edits_stay_done(qtbot: QtBot) -> None:
    document = Document()
    document.edit(DeleteSessions(frozenset({"a"})), "delete a session")

    document.forget_edits()

    assert not document.stack.canUndo()
    assert document.content.deleted == {"a"}
