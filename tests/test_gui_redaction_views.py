"""What recipients will see, and a text that is redacted everywhere, before anything is burnt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotate.edits import Redact
from annotate.redact.plan import Everywhere, Keep, Region, Span, WholeStep
from recorder.session.model import Rect
from replay.action_types import Type
from studio.gui.redaction.change_sheet import ChangeSheet
from studio.gui.redaction.counts import counted, texts_by_carrier
from studio.gui.redaction.everywhere_sheet import EverywhereSheet
from studio.gui.redaction.lines import filled_at, masks_of
from studio.gui.redaction.proposed import Carrier
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.redact_sessions import desk_with
from tests.redaction_desk import SECRET, AtPanel, panel_over


@pytest.fixture
def at(candor_home: Path, qtbot: QtBot) -> Iterator[AtPanel]:
    with panel_over(candor_home, qtbot) as made:
        yield made


def redact(at: AtPanel, redaction) -> None:
    count = len(at.desk.content.redactions)
    at.desk.apply(Redact(redaction))
    at.until(lambda: len(at.desk.content.redactions) == count + 1)
    at.rest()


def told(at: AtPanel) -> str:
    """All texts that the player shows now."""
    player = at.desk.player
    assert player.track is not None
    titles = [str(each.title) for each in player.track.windows]
    strokes = [each.label for each in player.track.strokes]
    return "\n".join([*titles, "".join(strokes), *(step.sentence for step in player.steps)])


def test_recipients_see_placeholders_and_the_person_sees_the_text_again_afterwards(
    at: AtPanel,
) -> None:
    redact(at, Everywhere("a" * 16, SECRET, kind="email"))
    before = told(at)
    assert SECRET in before
    at.panel.as_recipients.setChecked(True)
    at.until(lambda: at.panel.recipients.sight is not None)

    assert SECRET not in told(at)
    assert "[email]" in told(at)
    at.panel.as_recipients.setChecked(False)
    assert told(at) == before


def test_a_new_redaction_is_seen_at_once_as_recipients_see_it(at: AtPanel) -> None:
    at.panel.as_recipients.setChecked(True)
    at.until(lambda: at.panel.recipients.sight is not None)
    assert SECRET in told(at)
    redact(at, Everywhere("a" * 16, SECRET, kind="email"))

    at.until(lambda: SECRET not in told(at))


def test_cut_time_and_a_whole_step_are_gaps_to_recipients(at: AtPanel) -> None:
    typed = next(step for step in at.desk.steps if isinstance(step.action, Type))
    redact(at, WholeStep("a" * 16, typed.id))
    redact(at, Span("b" * 16, 0, 1_000_000, keep=Keep.NOTHING))
    at.panel.as_recipients.setChecked(True)
    at.until(lambda: at.panel.recipients.sight is not None)

    sight = at.panel.recipients.sight
    assert sight is not None
    assert any(gap.reason == "redacted" for gap in sight.track.gaps)
    assert SECRET not in told(at)


def test_locking_the_vault_ends_the_view_of_recipients(at: AtPanel) -> None:
    at.panel.as_recipients.setChecked(True)
    at.until(lambda: at.panel.recipients.sight is not None)
    at.context.vault.lock()

    at.until(lambda: not at.panel.recipients.on)
    assert at.panel.recipients.sight is None
    assert not at.panel.as_recipients.isChecked()


def test_a_text_is_counted_in_each_carrier() -> None:
    worked = desk_with("anna berg")
    counts = counted(texts_by_carrier(worked.events, "Ask Anna Berg"), "Anna Berg")

    assert counts == {
        Carrier.TYPED: 1,
        Carrier.TITLE: 1,
        Carrier.NAME: 1,
        Carrier.MARK: 1,
        Carrier.TASK: 1,
    }


def test_the_sheet_counts_before_it_redacts(at: AtPanel) -> None:
    at.panel.redact_everywhere()
    sheet = at.panel.findChild(EverywhereSheet)
    assert sheet is not None
    assert not sheet.confirm.isEnabled()
    sheet.text.setText(SECRET.upper())
    at.until(lambda: sheet.count_of(Carrier.TYPED) == "1")

    assert sheet.count_of(Carrier.TITLE) == "1"
    assert sheet.count_of(Carrier.TASK) == "0"
    assert sheet.count_of(Carrier.PICTURE) == "not read"
    settle()
    assert_accessible(sheet)
    sheet.confirm.click()
    at.until(lambda: at.desk.content.redactions)
    (made,) = at.desk.content.redactions
    assert isinstance(made, Everywhere)
    assert made.text == SECRET.upper()


def test_a_text_of_the_placeholder_itself_is_refused_with_a_word_why(at: AtPanel) -> None:
    at.panel.redact_everywhere()
    sheet = at.panel.findChild(EverywhereSheet)
    assert sheet is not None
    sheet.text.setText("text")

    at.until(lambda: "placeholder" in sheet.problem)
    assert not sheet.confirm.isEnabled()
    sheet.reject()


def test_a_redaction_is_changed_by_the_sheet(at: AtPanel) -> None:
    region = Region("a" * 16, Rect(1, 1, 50, 50), 100_000_000, 900_000_000)
    redact(at, region)
    sheet = ChangeSheet(region)
    sheet.changed_to.connect(at.panel.hand.change)
    with at.bot.waitExposed(sheet):
        sheet.show()
    assert_nothing_clipped(sheet)
    assert_accessible(sheet)
    assert sheet.begin is not None
    sheet.begin.setText("nonsense")
    child(sheet, QPushButton, "save-change").click()
    assert sheet.isVisible()
    sheet.begin.setText("0:00.250")
    sheet.reason.setText("their name")
    child(sheet, QPushButton, "save-change").click()

    at.until(lambda: at.desk.content.redactions[0].reason == "their name")
    (changed,) = at.desk.content.redactions
    assert isinstance(changed, Region)
    assert (changed.from_ns, changed.until_ns) == (250_000_000, 900_000_000)


def test_lines_that_show_a_redacted_text_are_filled_for_recipients(
    candor_home: Path, qtbot: QtBot
) -> None:
    with panel_over(candor_home, qtbot, whole=True) as at:
        at.panel.lines.read()
        at.until_read(lambda: at.panel.lines.seen is not None)
        seen = at.panel.lines.seen
        assert seen is not None
        masks = masks_of(seen, (Everywhere("a" * 16, SECRET, kind="email"),))
        last = len(at.panel.lines.frame_t_ns) - 1

        assert masks
        assert filled_at(masks, last, (0, 0))
        assert not filled_at(masks, 0, (0, 0))
