"""The redacted copy in the window: made and proven in a job, read as a page, gone when stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotate.edits import Redact
from annotate.redact.candidates import candidates_folder
from annotate.redact.plan import Everywhere, Keep, Span, Text
from annotate.redact.proof import Check, Figures, Proof, State, load_proof
from recorder.vault.identity import load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.reading import read_whole
from recorder.vault.unlock import Unlock
from studio.gui.redaction.making import share_of
from studio.gui.redaction.proof_sheet import ProofSheet
from studio.gui.redaction.words_sheet import WordsSheet
from tests.gui_helpers import assert_accessible, assert_nothing_clipped, child, settle
from tests.redaction_desk import SECRET, AtPanel, panel_over


@pytest.fixture
def at(candor_home: Path, qtbot: QtBot) -> Iterator[AtPanel]:
    with panel_over(candor_home, qtbot) as made:
        yield made


def words_on(sheet: ProofSheet) -> str:
    return "\n".join(each.text() for each in sheet.findChildren(QLabel))


def proof_with(*checks: Check) -> Proof:
    return Proof(
        candidate="c" * 26,
        head="ab" * 32,
        chain="cd" * 32,
        original="o" * 26,
        original_chain="ef" * 32,
        plan="12" * 32,
        consent="34" * 32,
        made_at="2026-11-25T03:00:00+00:00",
        program="candor 1",
        redactions={"email": 3},
        strings=(),
        checks=checks,
        figures=Figures(1200, 300, 44, 912, 50.71, 3_100_000, 41.2),
    )


def redact(at: AtPanel, *redactions) -> None:
    for each in redactions:
        at.desk.apply(Redact(each))
    at.until(lambda: len(at.desk.content.redactions) == len(redactions))
    at.rest()


def test_a_copy_is_made_and_proven_and_its_proof_is_shown(at: AtPanel) -> None:
    redact(
        at,
        Everywhere("a" * 16, SECRET, kind="email"),
        Everywhere("b" * 16, "bo@example.org", kind="email"),
    )
    sheets: list[Proof] = []
    at.panel.making.made.connect(lambda kept: sheets.append(kept.proof))
    at.panel.make_copy()
    assert at.panel.making.job is not None
    at.until_read(lambda: sheets and at.panel.making.kept)

    (kept,) = at.panel.making.kept
    proof = load_proof(kept.path, load_public(at.context.home).sign)
    assert kept.proof == proof == sheets[0]
    assert proof.passed
    assert len(at.left) == 2
    assert not any(name.startswith(".") for name in at.left)
    sheet = at.panel.findChild(ProofSheet)
    assert sheet is not None
    assert SECRET not in words_on(sheet)
    with Keeper(at.context.home) as keeper:
        keeper.unlock(Unlock.default())
        assert SECRET not in str(read_whole(keeper, kept.path).events)
    sheet.close()


def test_what_is_left_in_is_found_and_named_without_being_printed(at: AtPanel) -> None:
    redact(at, Text("a" * 16, "bo@example.org", kind="email"))
    at.panel.make_copy()
    at.until_read(lambda: at.panel.making.kept)

    (kept,) = at.panel.making.kept
    assert kept.proof is not None
    assert not kept.proof.passed
    at.until(lambda: at.panel.findChild(ProofSheet) is not None)
    sheet = at.panel.findChild(ProofSheet)
    assert sheet is not None
    told = words_on(sheet)
    assert "must not be submitted" in told
    assert "Detector: People and numbers" in told
    assert SECRET not in told
    sheet.close()


def test_a_copy_that_is_stopped_leaves_nothing(at: AtPanel) -> None:
    redact(at, Everywhere("a" * 16, SECRET, kind="email"))
    making = at.panel.making
    making.make()
    job = making.job
    assert job is not None
    at.until_read(lambda: job.fraction is not None)
    making.cancel()
    at.until_read(lambda: making.job is None)

    at.rest()
    assert at.left == []
    assert making.kept == ()


def test_a_plan_that_cannot_be_burnt_is_said_and_leaves_nothing(at: AtPanel) -> None:
    redact(at, Everywhere("a" * 16, SECRET, kind="email"))
    problems: list[object] = []
    at.context.frame.problem.connect(problems.append)
    for receipt in at.context.home.receipts.rglob("*"):
        if receipt.is_file():
            receipt.unlink()
    at.panel.making.make()

    at.until(lambda: problems and at.panel.making.job is None)
    assert at.left == []


def test_a_copy_is_removed_with_its_proof(at: AtPanel) -> None:
    redact(at, Span("a" * 16, 0, at.desk.player.head.duration_ns + 1, keep=Keep.GAP))
    at.panel.make_copy()
    at.until_read(lambda: at.panel.making.kept)
    at.panel.making.discard(at.panel.making.kept[0])

    at.until(lambda: not at.panel.making.kept)
    assert at.left == []


def test_an_altered_proof_is_said_and_not_shown_as_one(at: AtPanel) -> None:
    redact(at, Span("a" * 16, 0, at.desk.player.head.duration_ns + 1, keep=Keep.GAP))
    at.panel.make_copy()
    at.until_read(lambda: at.panel.making.kept)
    (proof,) = candidates_folder(at.context.home).glob("*.proof")
    proof.write_bytes(proof.read_bytes().replace(b"payload", b"qayload"))
    at.panel.making.refresh()

    at.until(lambda: at.panel.making.kept[0].proof is None)
    assert "altered" in at.panel.making.kept[0].problem


def test_open_proposals_are_said_before_a_copy_is_made(at: AtPanel) -> None:
    advice = at.panel.copies.advice
    assert "not looked through" in advice
    at.scan()
    at.until(lambda: "undecided" in at.panel.copies.advice)


@pytest.mark.parametrize(
    "check",
    [
        Check("redacted strings in pictures", State.COULD_NOT_RUN, 0, 0, "Text cannot be read."),
        Check("detector names", State.COULD_NOT_RUN, 0, 0, "It ended with ValueError."),
        Check("detector secrets", State.FOUND, 90, 2),
    ],
)
def test_a_proof_that_failed_says_first_and_in_words_what_is_wrong(
    qtbot: QtBot, qapp: QApplication, candor_home: Path, check: Check, at: AtPanel
) -> None:
    sheet = ProofSheet(proof_with(Check("the candidate is whole", State.CLEAN, 9), check))
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    settle()

    told = words_on(sheet)
    assert "must not be submitted" in told
    word = "Could not run" if check.state is State.COULD_NOT_RUN else "Found 2"
    assert word in told
    assert told.index(word) < told.index("The copy is whole")
    assert_nothing_clipped(sheet)
    assert_accessible(sheet)


def test_words_are_sealed_and_there_again(at: AtPanel) -> None:
    at.panel.edit_words()
    sheet = at.panel.findChild(WordsSheet)
    assert sheet is not None
    at.until(lambda: sheet.text.isEnabled())
    sheet.text.setPlainText("Nordwind\nAnna Berg\n")
    assert_accessible(sheet)
    closed: list[int] = []
    sheet.finished.connect(closed.append)
    child(sheet, QPushButton, "save-words").click()
    at.until(lambda: closed)

    assert b"Nordwind" not in (at.context.home.root / "words.sealed").read_bytes()
    again = WordsSheet(at.context)
    at.bot.addWidget(again)
    at.until(lambda: again.text.toPlainText() == "Nordwind\nAnna Berg")


def test_a_word_that_is_too_short_is_refused_and_nothing_is_written(at: AtPanel) -> None:
    sheet = WordsSheet(at.context)
    at.bot.addWidget(sheet)
    at.until(lambda: sheet.text.isEnabled())
    sheet.text.setPlainText("x")
    child(sheet, QPushButton, "save-words").click()

    at.until(lambda: "2 to 200" in sheet.problem)
    assert not (at.context.home.root / "words.sealed").exists()


def test_the_parts_of_the_work_follow_each_other() -> None:
    shares = [
        share_of("reading", 0, 10),
        share_of("reading", 10, 10),
        share_of("burning", 10, 10),
        share_of("proving", 5, 10),
        share_of("proving", 10, 10),
    ]

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
