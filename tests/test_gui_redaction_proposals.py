"""Proposals in the window: what is found, masked until asked for, and decided as one edit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotate.detect.model import (
    Finding,
    Kind,
    Place,
    Sighting,
    Task,
    TypedText,
    WindowTitle,
)
from annotate.detect.names import NOT_THERE
from annotate.detect.scan import DetectorState
from annotate.edits import Content, Redact, applied
from annotate.redact.plan import Everywhere, Plan, Text, check_plan
from annotate.review import Review
from recorder.session.events import KeyEvent, WindowEvent
from recorder.session.model import Rect
from studio.gui.redaction import sayings
from studio.gui.redaction.proposals_model import TEXT, Filter, ProposalsModel
from studio.gui.redaction.proposed import (
    Carrier,
    Proposal,
    decide,
    plan_of,
    proposed,
    removal,
    state_of,
)
from tests.gui_helpers import assert_accessible, settle
from tests.redaction_desk import SECRET, AtPanel, panel_over

EVENTS = (
    WindowEvent(1, 10, "To anna", "editor", "Editor", 1, Rect(0, 0, 9, 9)),
    KeyEvent(2, 20, True, 30, "a", "a"),
)


@pytest.fixture
def at(candor_home: Path, qtbot: QtBot) -> Iterator[AtPanel]:
    with panel_over(candor_home, qtbot) as made:
        yield made


def seen(text: str, place: Place, kind: Kind = Kind.EMAIL) -> Sighting:
    return Sighting(place, Finding(kind, 0, len(text), "people", 1.0), text)


def rows() -> tuple[Proposal, ...]:
    sightings = (
        seen("anna@b.org", TypedText("e2", (2, 2))),
        seen("anna@b.org", WindowTitle((1,))),
        seen("4111", Task(), Kind.CARD),
    )
    return proposed(sightings, EVENTS, 100)


def test_the_same_text_in_several_carriers_is_one_proposal() -> None:
    card, mail = rows()

    assert (card.t_ns, card.carriers) == (0, frozenset({Carrier.TASK}))
    assert mail.carriers == frozenset({Carrier.TYPED, Carrier.TITLE})
    assert (mail.count, mail.t_ns) == (2, 20)
    assert isinstance(mail.redaction, Text)


def test_a_proposal_has_the_same_id_when_the_session_is_looked_through_again() -> None:
    first, second = rows(), rows()

    assert [each.id for each in first] == [each.id for each in second]
    assert [each.redaction.id for each in first] == [each.id for each in first]


def test_accepting_several_is_one_edit_that_undo_takes_back() -> None:
    found = rows()
    edit = decide(found, "accepted", Content(), "accept 2 proposals")
    assert edit is not None
    review = Review().apply(edit)

    assert [state_of(each, review.content) for each in found] == ["accepted", "accepted"]
    assert {each.id for each in review.content.redactions} == {each.id for each in found}
    assert review.undo().content == Content()


def test_rejecting_what_was_accepted_takes_its_redaction_away() -> None:
    found = rows()
    accepted = decide(found, "accepted", Content(), "accept")
    assert accepted is not None
    content = applied(accepted, Content())
    rejected = decide(found[:1], "rejected", content, "reject")
    assert rejected is not None
    content = applied(rejected, content)

    assert [state_of(each, content) for each in found] == ["rejected", "accepted"]
    assert [each.id for each in content.redactions] == [found[1].id]
    assert decide(found[:1], "rejected", content, "reject") is None


def test_removing_a_redaction_opens_its_proposal_again() -> None:
    found = rows()
    accepted = decide(found, "accepted", Content(), "accept")
    assert accepted is not None
    content = applied(accepted, Content())
    content = applied(removal([found[0].id], content, "remove"), content)

    assert state_of(found[0], content) == "open"
    assert len(content.redactions) == 1


def test_what_was_rejected_is_left_on_purpose_in_the_plan() -> None:
    found = rows()
    rejected = decide(found[:1], "rejected", Content(), "reject")
    assert rejected is not None
    plan = plan_of("s", applied(rejected, Content()), found)

    assert plan.left == ("4111",)
    assert plan.redactions == ()


def test_a_text_that_stands_in_the_placeholder_of_another_gets_a_plan_that_can_be_burnt() -> None:
    content = applied(Redact(Text("a", "x@y.org", kind="email")), Content())
    content = applied(Redact(Everywhere("b", "mail", kind="text")), content)

    check_plan(plan_of("s", content, ()))
    with pytest.raises(Exception, match="placeholder"):
        check_plan(Plan("s", content.redactions))


def test_a_detector_that_could_not_run_and_one_that_found_nothing_have_other_words() -> None:
    failed = sayings.detector_words(DetectorState("people", 3, 0, "It ended with ValueError."))
    clean = sayings.detector_words(DetectorState("people", 3, 0))
    found = sayings.detector_words(DetectorState("people", 3, 2))
    off = sayings.detector_words(DetectorState("names", 0, 0, NOT_THERE))

    assert len({failed, clean, found, off}) == 4
    assert failed[1] == "danger"


def test_the_model_is_one_and_shows_nothing_that_was_found_before_it_is_asked(
    qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = ProposalsModel()
    model.show_rows(rows(), Content())
    qtmodeltester.check(model)
    roles = [role.value for role in Qt.ItemDataRole if role != Qt.ItemDataRole.UserRole]
    told = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in roles
    ]

    assert not any("anna" in each or "4111" in each for each in told)
    model.unmask(True)
    assert model.index(1, TEXT).data() == "anna@b.org"


def test_the_filter_shows_a_kind_a_state_and_a_carrier(qtbot: QtBot) -> None:
    model, found = ProposalsModel(), rows()
    accepted = decide(found[1:], "accepted", Content(), "accept")
    assert accepted is not None
    model.show_rows(found, applied(accepted, Content()))

    counts = []
    for wanted in (
        Filter(kind="email"),
        Filter(state="open"),
        Filter(carrier=Carrier.TITLE),
        Filter(kind="email", state="open"),
        Filter(),
    ):
        model.filter(wanted)
        counts.append(model.rowCount())
    assert counts == [1, 1, 1, 0, 2]


def test_a_session_is_looked_through_in_a_job_and_each_detector_says_how_it_fared(
    at: AtPanel,
) -> None:
    at.scan()
    scanning = at.panel.scanning

    assert any(SECRET in row.secret for row in scanning.rows)
    states = {state.name: sayings.detector_words(state)[0] for state in scanning.states}
    assert states["screen"] == "Could not run"
    assert states["names"] == "Off: no model is set"
    assert states["secrets"] == "Found nothing"
    assert states["people"].startswith("Found")


def test_keys_accept_and_reject_and_a_whole_kind_is_one_undo(at: AtPanel) -> None:
    at.show()
    at.scan()
    table = at.panel.proposals.table
    table.setFocus()
    table.select_row(0)
    first = table.selected()[0]
    QTest.keyClick(table, Qt.Key.Key_A)
    at.until(lambda: state_of(first, at.desk.content) == "accepted")
    assert at.desk.content.redactions[0].id == first.id

    table.select_row(0)
    QTest.keyClick(table, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    kind = [row for row in at.panel.scanning.rows if row.kind == first.kind]
    at.until(lambda: all(state_of(row, at.desk.content) == "rejected" for row in kind))
    at.rest()
    at.desk.undo()
    at.until(lambda: state_of(first, at.desk.content) == "accepted")


def test_after_a_decision_the_next_row_is_current(at: AtPanel) -> None:
    at.show()
    at.scan()
    table = at.panel.proposals.table
    table.select_row(0)
    at.panel.proposals.decide("accepted")

    assert table.currentIndex().row() == 1
    at.rest()


def test_a_chosen_row_brings_the_playhead_to_its_place(at: AtPanel) -> None:
    at.show()
    at.scan()
    row = max(at.panel.scanning.rows, key=lambda each: each.t_ns)
    at.panel.proposals.table.chosen.emit(row)

    at.until(lambda: at.desk.t_ns == row.t_ns)


def test_locking_the_vault_forgets_what_was_found(at: AtPanel) -> None:
    at.scan()
    at.context.vault.lock()

    at.until(lambda: not at.panel.scanning.rows and not at.panel.scanning.is_done)
    assert at.panel.proposals.model.rowCount() == 0


def test_everything_has_a_name_for_a_screen_reader(at: AtPanel) -> None:
    at.show()
    at.scan()
    for place in range(at.panel.tabs.count()):
        at.panel.tabs.setCurrentIndex(place)
        settle()
        assert_accessible(at.panel)
