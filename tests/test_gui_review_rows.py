"""What the step list shows: rows, filters and words, and the model as Qt wants it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from annotate.edits import Content, Correct, TakeBack, Together, applied
from replay.action_types import Click, Key, Type
from replay.correcting import RETYPES, filled, kind_of_type
from replay.correction_types import Delete
from replay.observations import Before
from replay.parts import Part
from replay.trajectory import Step, StepWindow
from studio.gui.review import acts
from studio.gui.review.action_form import ActionForm
from studio.gui.review.step_rows import Show, rows_of, wanted
from studio.gui.review.step_words import cut_words
from studio.gui.review.steps_model import StepsModel
from studio.gui.review.steps_view import lines_of
from tests.review_desk import desk_over


def step(seq: int, **more) -> Step:
    action = more.pop("action", Click("left", 1, (), 5, 6, seq * 1000, seq * 1000 + 10))
    fields = {
        "before": Before(0, seq * 1000, 0),
        "after": None,
        "window": StepWindow("Invoices", "gnumeric"),
        "sentence": f"Click at {seq}",
        "seqs": (seq, seq + 1),
    }
    return Step(id=f"e{seq}", index=more.pop("index", 0), action=action, **(fields | more))


def test_deleted_steps_stand_where_they_were_done() -> None:
    rows = rows_of([step(1), step(5, index=1)], [step(3)])

    assert [row.id for row in rows] == ["e1", "e3", "e5"]
    assert [row.number for row in rows] == ["1", "–", "2"]


@pytest.mark.parametrize(
    ("show", "ids"),
    [
        (Show.ALL, ["e1", "e2", "e3", "e4"]),
        (Show.CORRECTED, ["e2"]),
        (Show.DELETED, ["e4"]),
        (Show.NO_BEFORE, ["e3"]),
        (Show.DESCRIBED, ["e1"]),
        (Show.UNDESCRIBED, ["e2", "e3"]),
        (Show.NOT_KNOWN, ["e3"]),
    ],
)
def test_a_filter_shows_its_kind(show: Show, ids: list[str]) -> None:
    unseen = Type(None, None, None, 3000, 3010)
    kept = [
        step(1, description="why"), step(2, corrected=True), step(3, before=None, action=unseen),
    ]  # fmt: skip
    rows = rows_of(kept, [step(4, before=None)])

    assert [row.id for row in wanted(rows, show, "")] == ids


def test_a_click_of_which_nobody_knows_the_held_keys_is_not_known_either() -> None:
    hidden = Click("left", 1, None, 5, 6, 1, 2)
    rows = rows_of([step(1), step(2, action=hidden)], [step(3, action=hidden)])

    assert [row.id for row in wanted(rows, Show.NOT_KNOWN, "")] == ["e2"]


def test_a_kind_narrows_what_the_other_filters_leave() -> None:
    typed = Type("Dear supplier", None, None, 1, 2)
    rows = rows_of([step(1, action=typed), step(2), step(3, description="why")], [step(4)])

    assert [row.id for row in wanted(rows, Show.ALL, "", "click")] == ["e2", "e3", "e4"]
    assert [row.id for row in wanted(rows, Show.DESCRIBED, "", "click")] == ["e3"]
    assert [row.id for row in wanted(rows, Show.ALL, "supplier", "type")] == ["e1"]
    assert wanted(rows, Show.ALL, "supplier", "click") == ()


@pytest.mark.parametrize("words", ["click 1", "INVOICES", "gnumeric", "supplier why"])
def test_all_words_are_searched_in_sentence_description_window_and_text(words: str) -> None:
    typed = Type("Dear supplier", None, None, 1, 2)
    rows = rows_of([step(1, action=typed, description="why, at 1 click"), step(7)], [])

    assert "e1" in [row.id for row in wanted(rows, Show.ALL, words)]
    assert wanted(rows, Show.ALL, f"{words} elsewhere") == ()


def test_several_deletions_are_one_edit_and_one_restoration() -> None:
    edit = acts.deletion(["e1", "e2", "e3"])
    assert isinstance(edit, Together)
    content = applied(edit, Content())
    back = acts.restoration(content, ["e1", "e3"])

    assert isinstance(back, Together)
    assert back.edits == (TakeBack(2), TakeBack(0))
    assert applied(back, content).overlay.corrections == (Delete("e2"),)
    assert acts.deletion(["e1"]) == Correct(Delete("e1"))


def test_halves_are_told_as_texts_or_counted() -> None:
    parts = [Part(n, n, n, letter) for n, letter in enumerate("hello")]
    typed = step(1, action=Type("hello", None, None, 1, 2))
    assert cut_words(typed, parts, 2) == ("“he”", "“llo”")

    pressed = step(1, action=Key(("down",), 5, None, None, 1, 2))
    assert cut_words(pressed, parts, 2) == ("2 press(es)", "3 press(es)")


def test_the_model_keeps_qts_rules_through_edits_and_filters(qtbot: QtBot, qtmodeltester) -> None:
    model = StepsModel()
    qtmodeltester.check(model)
    model.show_steps([step(n, index=n) for n in range(6)], [])
    kept = QPersistentModelIndex(model.index(4))
    lost = QPersistentModelIndex(model.index(1))
    model.show_steps([step(n, index=n) for n in range(2, 6)], [])

    assert kept.row() == 2
    assert not lost.isValid()
    model.show_only(Show.DELETED, "")
    assert model.rowCount() == 0
    qtmodeltester.check(model)


def test_every_kind_of_step_can_be_shown_as_every_kind_it_may_be(
    candor_home: Path, qtbot: QtBot
) -> None:
    with desk_over(candor_home, qtbot) as at:
        steps = at.open().steps
    form = ActionForm()
    qtbot.addWidget(form)
    for each in steps:
        form.show_step(each)
        assert form.changes() == {}
        for kind in RETYPES[type(each.action)]:
            form.kind.setCurrentIndex(form.kind.findData(kind_of_type(kind)))
            form.kind.activated.emit(form.kind.currentIndex())
            if kind is not type(each.action):
                assert form.changes()["type"] == kind_of_type(kind)
        form.reset()
        assert form.changes() == {}
        assert filled(each.action, form.changes()) == each.action


def test_long_sentences_take_two_lines_and_no_more(qtbot: QtBot) -> None:
    assert lines_of("Click", QFont(), 300) == ["Click"]
    lines = lines_of("Type “" + "the invoice for March is still open " * 9, QFont(), 160)

    assert len(lines) == 2
    assert lines[1].endswith("…")
