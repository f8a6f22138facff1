"""Errors from below the window, in the window's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from recorder.errors import Locked
from studio.gui.assets import asset
from studio.gui.frame import Problem
from studio.gui.sentences import SENTENCES, said
from studio.gui.sentences_custody import CUSTODY
from tests.checkout import ROOT


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before, translator = QLocale(), QTranslator()
    assert translator.load("frame_de", str(asset("translations")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def test_an_error_is_told_in_german(german: None) -> None:
    error = Locked("The passphrase is too short: use at least 8 characters.")

    happened = Problem.of(error).happened
    assert happened == "Die Passphrase ist zu kurz: Nehmen Sie mindestens 8 Zeichen."
    assert str(error).startswith("The passphrase")


def test_what_is_filled_in_is_kept(german: None) -> None:
    assert said(
        "The campaign a {2} is older than version 3, which was seen here before; "
        "ask for the newest file."
    ).startswith("Die Kampagne a {2} ist älter als Version 3,")


def test_what_a_broker_refuses_is_told_in_german(german: None) -> None:
    for refused, word in (
        ("Your grant allows 50 openings a day; go on tomorrow.", "50 Öffnungen am Tag"),
        ("You are not in the role engineer; ask a steward.", "die Rolle engineer nicht"),
        ("The broker's service cannot be reached, or goes away; try again.", "nicht erreichbar"),
        ("The roster of team-2026 has expired; ask for a newer one.", "abgelaufen"),
    ):
        assert word in said(refused)
    assert all(said(each) != each for each in CUSTODY)


def test_an_unknown_sentence_stays_as_it_is(german: None) -> None:
    assert said("Nobody wrote this sentence.") == "Nobody wrote this sentence."


def test_every_sentence_is_one_that_is_raised() -> None:
    raised = {text for folder in ("recorder", "replay", "annotate") for text in _raised(folder)}
    raised |= {*_raised("studio", "*.py")}
    gone = [each for each in SENTENCES if each not in raised]

    assert not gone, "\n".join(gone)


def _raised(folder: str, files: str = "**/*.py") -> Iterator[str]:
    for path in (ROOT / folder).glob(files):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                yield _numbered(node)


def _numbered(text: ast.JoinedStr) -> str:
    made, number = "", 0
    for part in text.values:
        if isinstance(part, ast.Constant):
            made += str(part.value)
        else:
            number += 1
            made += f"{{{number}}}"
    return made
