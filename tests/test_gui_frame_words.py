"""The words of the window: each is in the German catalogue, and the compiled one says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from studio.gui.words import install_language, tr
from tests.catalogue import AREAS, CONTEXT, catalogue, forms, texts

FILLED = re.compile(r"\{\w*\}|%n")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    assert install_language(qapp, "de") == "de"
    yield
    for each in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(each)
        each.deleteLater()


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_translated(area: str) -> None:
    german, english = forms(catalogue(area, "de")), forms(catalogue(area, "en"))

    missing = [text.source for text in texts(area) if text.source not in german]
    missing += [text.source for text in texts(area) if text.counts and text.source not in english]

    assert not missing, "run: python -m tests.catalogue, and translate what is unfinished"


@pytest.mark.parametrize("area", AREAS)
def test_a_translation_fills_in_the_same(area: str) -> None:
    wrong = [
        source
        for language in ("de", "en")
        for source, translations in forms(catalogue(area, language)).items()
        for form, translation in enumerate(translations)
        if not _filled(source) - _may_go(form, translations)
        <= _filled(translation)
        <= _filled(source)
    ]

    assert not wrong


def _filled(text: str) -> set[str]:
    return set(FILLED.findall(text))


def _may_go(form: int, translations: tuple[str, ...]) -> set[str]:
    """The form for one thing may say “one” instead of its number."""
    return {"%n"} if form == 0 and len(translations) > 1 else set()


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_compiled_catalogue_is_up_to_date(qapp: QApplication, area: str, language: str) -> None:
    path = catalogue(area, language)
    translator = QTranslator()
    wanted = forms(path)
    assert translator.load(str(path.with_suffix(".qm"))) or not wanted

    stale = [
        source
        for source, translations in wanted.items()
        for count, translation in zip((1, 2), translations, strict=False)
        if translator.translate(CONTEXT, source, None, count) != translation
    ]

    assert not stale, "run: python -m tests.catalogue"


@pytest.mark.usefixtures("german")
def test_the_window_speaks_german_with_plurals() -> None:
    assert tr("Sessions") == "Sitzungen"
    assert tr("%n job(s)", 1) == "1 Aufgabe"
    assert tr("%n job(s)", 3) == "3 Aufgaben"


def test_english_has_plurals_too(qapp: QApplication) -> None:
    before = set(qapp.findChildren(QTranslator))
    install_language(qapp, "en")

    said = tr("%n job(s)", 1), tr("%n job(s)", 2)

    for each in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(each)
    assert said == ("1 job", "2 jobs")


def test_labels_follow_the_house_style() -> None:
    """Real characters, and no punctuation after a short label."""
    sources = [text.source for area in AREAS for text in texts(area)]
    short = [source for source in sources if len(source.split()) <= 2 and "{" not in source]

    assert not [source for source in sources if "..." in source]
    assert not [source for source in short if source.endswith((":", "!"))]
